import { batchFailureReasons, type FailureReason } from "../state/failureReasons.js";
import type { Failure } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { reportStruck } from "./faultText.js";
import { concerns, takesEffect } from "./workScope.js";

/** The reason for which a test lets a piece of work fail: of several, that of the fault that began first. */
export function forcedFailure(s3: S3, work: Work): FailureReason | undefined {
  const { faults } = s3;
  if (faults.failures.size === 0) return undefined;
  let reason: FailureReason | undefined;
  for (const [id, failure] of faults.failures) {
    if (!failsFor(failure, work) || !takesEffect(failure)) continue;
    reason ??= failure.reason;
    reportStruck(s3, id, work);
  }
  return reason;
}

/** Whether a failure is about a piece of work: reasons that Batch Replication alone has are for its work. */
export function failsFor(failure: Failure, work: Work): boolean {
  return concerns(failure, work) && (work.isBatch || !batchFailureReasons.has(failure.reason));
}
