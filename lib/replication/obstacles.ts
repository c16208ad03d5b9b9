import { isDenied } from "../faults/deniedActions.js";
import type { FailureReason } from "../state/failureReasons.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { Attempt } from "./attempt.js";
import { type PermissionStep, permissionSteps } from "./permissionStep.js";
import { roleMay } from "./roleAccess.js";

/**
 * One thing that work can fail at: S3's failure reason, or undefined where nothing is in the way.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
 */
export type Obstacle = (attempt: Attempt) => FailureReason | undefined;

/** What is in the way of any work. */
export function bucketObstacle(attempt: Attempt<ObjectVersion>): FailureReason | undefined {
  const { destination } = attempt;
  const unassumed = missingPermission(attempt, permissionSteps.assumeRole);
  if (unassumed !== undefined) return unassumed;
  return destination.versioning === "Enabled" ? undefined : "DstBucketUnversioned";
}

/** The first of several obstacles that is in the way. Their order among each other is `assumed`. */
export function firstObstacle(
  obstacles: readonly Obstacle[],
  attempt: Attempt,
): FailureReason | undefined {
  for (const obstacle of obstacles) {
    const failureReason = obstacle(attempt);
    if (failureReason !== undefined) return failureReason;
  }
  return undefined;
}

/** The lack of a permission, by a fault or by the documents of this moment. */
export function needs(step: PermissionStep): Obstacle {
  return (attempt) => missingPermission(attempt, step);
}

/** The same for a version of any kind. */
export function missingPermission(
  attempt: Attempt<ObjectVersion>,
  step: PermissionStep,
): FailureReason | undefined {
  if (step.isAsked?.(attempt) === false) return undefined;
  const isFault = !step.isBeyondFaults && isDenied(attempt.s3, attempt.work, step.action);
  return isFault || !roleMay(attempt, step) ? step.reason : undefined;
}

/** An obstacle for those objects only that have what it is about. */
export function where(applies: (attempt: Attempt) => boolean, obstacle: Obstacle): Obstacle {
  return (attempt) => (applies(attempt) ? obstacle(attempt) : undefined);
}

/** The destination cannot lock what is to be locked there. */
export const missingLock: Obstacle = ({ destination }) =>
  destination.objectLock === undefined ? "DstBucketObjectLockConfigMissing" : undefined;
