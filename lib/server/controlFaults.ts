import { MockError } from "../base/mockError.js";
import type { ListedFault } from "../faults/beginFault.js";
import type { UnusedFault } from "../faults/faultOverview.js";
import type { ReplicationFaults } from "../faults/replicationFaults.js";
import type { RequestFaults } from "../faults/requestFaults.js";

/** As much of `mock.faults` as can be reached over HTTP. */
export interface ControllableFaults extends ReplicationFaults, RequestFaults {
  list(): readonly ListedFault[];
  unused(): readonly UnusedFault[];
}

/** A fault as it is shown: plain data. */
export interface ShownFault extends Omit<ListedFault, "end"> {
  /** Why it has done nothing; where that is asked for. */
  readonly reasons?: readonly string[];
}

/** Every kind there is; the names are those of `mock.faults`. */
const kinds: { readonly [Kind in keyof (ReplicationFaults & RequestFaults)]: true } = {
  breakRole: true,
  corrupt: true,
  deleteKmsKey: true,
  deny: true,
  disableKmsKey: true,
  disconnect: true,
  fail: true,
  latency: true,
  respond: true,
  staleConfiguration: true,
  truncate: true,
  unavailable: true,
};

/** Their names, sorted. */
export const faultKinds: readonly string[] = Object.keys(kinds);

/**
 * Begins a fault of a kind.
 *
 * @throws MockError when there is no such kind, or an option is wrong
 */
export function beginFaultOf(
  faults: ControllableFaults,
  kind: string,
  options: Readonly<Record<string, unknown>>,
): ShownFault | undefined {
  if (!isKind(kind)) {
    throw new MockError(
      `faults: the kind is ${JSON.stringify(kind)}; allowed is one of ${faultKinds.join(", ")}`,
    );
  }
  // Each of them checks what it is given.
  const begin = faults[kind] as (argument: unknown) => unknown;
  begin(kind === "disableKmsKey" || kind === "deleteKmsKey" ? options.key : options);
  return shownFaults(faults).at(-1);
}

/** The faults in force. */
export function shownFaults(
  faults: ControllableFaults,
  isMeant: (fault: ShownFault) => boolean = () => true,
): ShownFault[] {
  return faults.list().map(shown).filter(isMeant);
}

/** The faults in force that have done nothing, with the reasons. */
export function shownUnused(
  faults: ControllableFaults,
  isMeant: (fault: ShownFault) => boolean,
): ShownFault[] {
  return faults
    .unused()
    .map((fault) => ({ ...shown(fault), reasons: fault.reasons }))
    .filter(isMeant);
}

/** Ends the faults that are meant, and says how they were. */
export function endFaults(
  faults: ControllableFaults,
  isMeant: (fault: ShownFault) => boolean,
): ShownFault[] {
  return faults
    .list()
    .filter((fault) => isMeant(shown(fault)))
    .map((fault) => {
      const ended = shown(fault);
      fault.end();
      return ended;
    });
}

function shown({ id, kind, options, count }: ListedFault): ShownFault {
  return { id, kind, options, count };
}

function isKind(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind);
}
