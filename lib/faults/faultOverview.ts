import type { S3 } from "../state/s3.js";
import { faultsInForce, type ListedFault } from "./beginFault.js";
import { missingNames } from "./knownNames.js";

/** A fault in force that has done nothing. */
export interface UnusedFault extends ListedFault {
  /** A sentence each: that it never struck, and which of its names nothing has. */
  readonly reasons: readonly string[];
}

/**
 * The faults in force that never struck, or that name a bucket, a Region or a rule that is not there: a
 * test that means to see them has seen nothing.
 */
export function unusedFaults(s3: S3): UnusedFault[] {
  return faultsInForce(s3).flatMap((fault) => {
    const reasons = missingNames(s3, fault.options);
    if (fault.count === 0) reasons.unshift("it never struck");
    return reasons.length === 0 ? [] : { ...fault, reasons };
  });
}
