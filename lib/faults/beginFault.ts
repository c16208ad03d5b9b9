import type { BegunFault, Denial, Failure } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import { showAllChanges } from "./configurationChange.js";
import { releaseHeld } from "./outages.js";

/** A fault in force, until it is ended. */
export interface Fault {
  /** Ends the fault; what has FAILED stays FAILED. Ending it again does nothing. */
  end(): void;
}

/** A fault of requests in force, until it is ended. */
export interface CountedFault extends Fault {
  /** How often it has struck. */
  readonly count: number;
}

/** A fault in force, as it was asked for. */
export interface ListedFault extends BegunFault, Fault {
  /** From 1, in the order in which they began. */
  readonly id: number;
  /** How often it has struck: requests, pieces of replication work, or changes of a configuration. */
  readonly count: number;
}

/**
 * Begins a fault.
 *
 * @param faults - the map of the state that holds faults of its kind
 */
export function beginFault<Value>(
  s3: S3,
  faults: Map<number, Value>,
  { kind, options, value }: BegunFault & { readonly value: Value },
): CountedFault {
  const id = ++s3.faults.lastId;
  s3.faults.begun.set(id, { kind, options });
  faults.set(id, value);
  let countAtEnd = 0;
  return {
    get count() {
      return struckBy(s3, id) ?? countAtEnd;
    },
    end() {
      countAtEnd = struckBy(s3, id) ?? countAtEnd;
      endFault(s3, id);
    },
  };
}

/** The faults in force, in the order in which they began. */
export function faultsInForce(s3: S3): ListedFault[] {
  return Array.from(s3.faults.begun, ([id, { kind, options }]) => ({
    id,
    kind,
    options,
    count: struckBy(s3, id) ?? 0,
    end: () => endFault(s3, id),
  }));
}

/** Ends a fault by its id, if it is in force; what it has held back goes on. */
function endFault(s3: S3, id: number): void {
  const { faults } = s3;
  faults.begun.delete(id);
  faults.denials.delete(id);
  faults.failures.delete(id);
  faults.kmsKeys.delete(id);
  faults.requests.delete(id);
  if (faults.outages.delete(id)) releaseHeld(s3);
  const stale = faults.staleConfigurations.get(id);
  if (stale === undefined) return;
  faults.staleConfigurations.delete(id);
  showAllChanges(s3, stale.bucket);
}

function struckBy({ faults }: S3, id: number): number | undefined {
  const ofWork = faults.denials.get(id) ?? faults.failures.get(id);
  if (ofWork !== undefined) return timesOf(ofWork);
  const counting =
    faults.requests.get(id) ??
    faults.staleConfigurations.get(id) ??
    faults.outages.get(id) ??
    faults.kmsKeys.get(id);
  return counting?.struck;
}

/** A fault with `nth` takes effect once, when it has come so far. */
function timesOf({ nth, asked }: Denial | Failure): number {
  return nth === undefined ? asked : Number(asked >= nth);
}
