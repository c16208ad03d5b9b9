import { isDenied } from "../faults/deniedActions.js";
import type { Bucket } from "../state/bucket.js";
import type { FailureReason } from "../state/failureReasons.js";
import type { ReplicationAction } from "../state/faults.js";
import type { DataVersion, ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";

/** A piece of work whose time has come, with both its ends. */
export interface Attempt<Version extends ObjectVersion = DataVersion> {
  readonly s3: S3;
  readonly work: Work;
  readonly bucket: Bucket;
  readonly source: Version;
  readonly destination: Bucket;
  /** When it is done, in milliseconds since the epoch. */
  readonly endedAt: number;
}

/**
 * One thing that work can fail at: S3's failure reason, or undefined where nothing is in the way.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
 */
export type Obstacle = (attempt: Attempt) => FailureReason | undefined;

/** What is in the way of any work. */
export function bucketObstacle(s3: S3, work: Work, destination: Bucket): FailureReason | undefined {
  if (isDenied(s3, work, "sts:AssumeRole")) return "AssumeRoleNotPermitted";
  if (work.isBatch && isDenied(s3, work, "s3:InitiateReplication")) {
    return "InitiateReplicationNotPermitted";
  }
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

/** The lack of a permission. */
export function without(action: ReplicationAction, failureReason: FailureReason): Obstacle {
  return ({ s3, work }) => (isDenied(s3, work, action) ? failureReason : undefined);
}

/** An obstacle for those objects only that have what it is about. */
export function where(applies: (attempt: Attempt) => boolean, obstacle: Obstacle): Obstacle {
  return (attempt) => (applies(attempt) ? obstacle(attempt) : undefined);
}

/** The destination cannot lock what is to be locked there. */
export const missingLock: Obstacle = ({ destination }) =>
  destination.objectLock === undefined ? "DstBucketObjectLockConfigMissing" : undefined;
