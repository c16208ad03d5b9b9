import type { Fault, ReplicationFaults } from "../faults/replicationFaults.js";
import type { CountedFault, RequestFaults } from "../faults/requestFaults.js";

type Faults = ReplicationFaults & RequestFaults;

/** A fault as it was asked for; plain data. */
export interface AskedFault {
  readonly id: number;
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A fault in force. */
export interface ListedFault extends AskedFault {
  /** How often it has struck, for those that count. */
  readonly count: number | undefined;
}

/** Faults by number, for those who cannot hold on to a `Fault`. */
export interface FaultList {
  /** @throws Error when there is no such kind, or an option is wrong */
  begin(kind: string, options: Readonly<Record<string, unknown>>): ListedFault;
  /** In the order in which they began. */
  all(): readonly ListedFault[];
  /** Undefined when there is none of this number. */
  end(id: number): ListedFault | undefined;
  endAll(): readonly ListedFault[];
  /** What has been ended by other means: a reset, say. */
  forget(): void;
  /** Begins faults again under their old numbers; their counts begin anew. */
  resume(asked: readonly AskedFault[]): void;
}

/** Every kind there is; the names are those of `mock.faults`. */
const kinds: { readonly [Kind in keyof Faults]: true } = {
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

/** A list of the faults of one mock. */
export function faultList(faults: Faults): FaultList {
  const present = new Map<number, { asked: AskedFault; fault: Fault | CountedFault }>();
  let lastId = 0;

  function begin(asked: AskedFault): ListedFault {
    const fault = beginFault(faults, asked);
    present.set(asked.id, { asked, fault });
    lastId = Math.max(lastId, asked.id);
    return listed(asked, fault);
  }

  function end(id: number): ListedFault | undefined {
    const found = present.get(id);
    if (found === undefined) return undefined;
    found.fault.end();
    present.delete(id);
    return listed(found.asked, found.fault);
  }

  return {
    begin: (kind, options) => begin({ id: lastId + 1, kind, options }),
    all: () => [...present.values()].map(({ asked, fault }) => listed(asked, fault)),
    end,
    endAll: () => [...present.keys()].flatMap((id) => end(id) ?? []),
    forget: () => present.clear(),
    resume(asked) {
      for (const each of asked) begin(each);
    },
  };
}

function beginFault(faults: Faults, { kind, options }: AskedFault): Fault | CountedFault {
  if (!isKind(kind)) {
    throw new Error(
      `faults: the kind is ${JSON.stringify(kind)}; allowed is one of ${faultKinds.join(", ")}`,
    );
  }
  // Each of them checks what it is given.
  const begin = faults[kind] as (argument: unknown) => Fault | CountedFault;
  return begin(kind === "disableKmsKey" || kind === "deleteKmsKey" ? options.key : options);
}

function isKind(kind: string): kind is keyof Faults {
  return Object.hasOwn(kinds, kind);
}

function listed(asked: AskedFault, fault: Fault | CountedFault): ListedFault {
  return { ...asked, count: "count" in fault ? fault.count : undefined };
}
