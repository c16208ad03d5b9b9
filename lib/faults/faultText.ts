import type { BegunFault } from "../state/faults.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";

/** A fault in one line, as a call that begins it. */
export function faultText({ kind, options }: BegunFault): string {
  if (kind === "disableKmsKey" || kind === "deleteKmsKey") {
    return `faults.${kind}(${JSON.stringify(options.key)})`;
  }
  const members = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value instanceof RegExp ? value : JSON.stringify(value)}`);
  return `faults.${kind}(${members.length === 0 ? "" : `{ ${members.join(", ")} }`})`;
}

/** Tells that a fault has struck a piece of work, at the time for which it was due. */
export function reportStruck(s3: S3, faultId: number, work: Work): void {
  const begun = s3.faults.begun.get(faultId);
  if (begun === undefined) return;
  const at = Math.min(s3.time.now(), work.dueAt);
  report(s3, { type: "FaultStruck", work, fault: faultText(begun), at });
}
