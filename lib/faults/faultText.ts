import type { Denial, Failure } from "../state/faults.js";

/** How a fault was begun. */
export interface AskedFor {
  /** Its name below `mock.faults`: `deny`, say. */
  readonly kind: string;
  /** What it was begun with. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A fault in one line, as a call that begins it. */
export function faultText({ kind, options }: AskedFor): string {
  const members = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value instanceof RegExp ? value : JSON.stringify(value)}`);
  if (kind === "disableKmsKey" || kind === "deleteKmsKey") {
    return `faults.${kind}(${JSON.stringify(options.key)})`;
  }
  return `faults.${kind}(${members.length === 0 ? "" : `{ ${members.join(", ")} }`})`;
}

/** A failure as it was asked for. */
export function failureOptions({ asked, ...options }: Failure): AskedFor {
  return { kind: "fail", options };
}

/** A denial as it was asked for. */
export function denialOptions({ asked, action, ...scope }: Denial): AskedFor {
  return action === "sts:AssumeRole"
    ? { kind: "breakRole", options: scope }
    : { kind: "deny", options: { action, ...scope } };
}
