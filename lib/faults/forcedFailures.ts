import { batchFailureReasons, type FailureReason } from "../state/failureReasons.js";
import type { Failure } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { concerns, strikes } from "./workScope.js";

/** The reason for which a test lets a piece of work fail: of several, that of the fault that began first. */
export function forcedFailure({ faults }: S3, work: Work): FailureReason | undefined {
  if (faults.failures.size === 0) return undefined;
  let reason: FailureReason | undefined;
  for (const failure of faults.failures.values()) {
    if (failsFor(failure, work) && strikes(failure)) reason ??= failure.reason;
  }
  return reason;
}

/** Whether a failure is about a piece of work: reasons that Batch Replication alone has are for its work. */
export function failsFor(failure: Failure, work: Work): boolean {
  return concerns(failure, work) && (work.isBatch || !batchFailureReasons.has(failure.reason));
}
