import { frozenCopy } from "../base/frozenCopy.js";
import type { Denial, Failure } from "../state/faults.js";
import type { RequestFault } from "../state/requestFault.js";
import type { S3 } from "../state/s3.js";
import { type AskedFor, denialOptions, failureOptions } from "./faultText.js";
import { missingNames } from "./knownNames.js";

/** A fault in force, as it was asked for: plain data. */
export interface FaultView extends AskedFor {
  /** How often it has struck: requests, pieces of replication work, or changes of a configuration. */
  readonly count: number;
}

/** A fault in force that has done nothing. */
export interface UnusedFault extends FaultView {
  /** A sentence each: that it never struck, and which of its names nothing has. */
  readonly reasons: readonly string[];
}

/** What looks over the faults in force, whatever they are of. */
export interface FaultOverview {
  /** The faults in force: those of replication, then those of requests, as they began. */
  list(): readonly FaultView[];
  /**
   * Those in force that never struck, or that name a bucket, a Region or a rule that is not there: a
   * test that means to see them has seen nothing.
   */
  unused(): readonly UnusedFault[];
}

/** The faults in force in one simulated S3. */
export function faultOverview(s3: S3): FaultOverview {
  return {
    list: () => Object.freeze(faultsInForce(s3)),
    unused: () =>
      Object.freeze(
        faultsInForce(s3).flatMap((fault) => {
          const reasons = missingNames(s3, fault.options);
          if (fault.count === 0) reasons.unshift("it never struck");
          return reasons.length === 0 ? [] : Object.freeze({ ...fault, reasons });
        }),
      ),
  };
}

function faultsInForce({ faults }: S3): FaultView[] {
  return [
    ...[...faults.denials.values()].map((denial) => ({
      ...denialOptions(denial),
      count: strikesOf(denial),
    })),
    ...[...faults.failures.values()].map((failure) => ({
      ...failureOptions(failure),
      count: strikesOf(failure),
    })),
    ...[...faults.outages.values()].map(({ struck, ...options }) => ({
      kind: "unavailable",
      options,
      count: struck,
    })),
    ...[...faults.kmsKeys].map(([key, { state, struck }]) => ({
      kind: state === "Missing" ? "deleteKmsKey" : "disableKmsKey",
      options: { key },
      count: struck,
    })),
    ...[...faults.requests.values()].map((fault) => ({
      ...requestOptions(fault),
      count: fault.struck,
    })),
    ...[...faults.staleConfigurations.values()].map(({ struck, ...options }) => ({
      kind: "staleConfiguration",
      options,
      count: struck,
    })),
  ].map(({ kind, options, count }) =>
    Object.freeze({ kind, options: frozenCopy(withoutOpen(options)), count }),
  );
}

/** A fault with `nth` strikes once, when it has come so far. */
function strikesOf({ nth, asked }: Denial | Failure): number {
  return nth === undefined ? asked : Number(asked >= nth);
}

function requestOptions(fault: RequestFault): AskedFor {
  const { kind, struck, ...options } = fault;
  switch (kind) {
    case "disconnectBefore":
      return { kind: "disconnect", options: { ...options, when: "before" } };
    case "disconnectAfter":
      return { kind: "disconnect", options: { ...options, when: "after" } };
    case "corrupt":
    case "truncate":
      return { kind, options: { ...options, operation: undefined } };
    case "respond":
      return { kind, options: { ...options, in200: fault.in200 || undefined } };
    default:
      return { kind, options };
  }
}

function withoutOpen(options: object): Readonly<Record<string, unknown>> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
