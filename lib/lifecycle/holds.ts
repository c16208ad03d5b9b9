import { lockProtection } from "../access/lockProtection.js";
import { replicationStatus } from "../replication/status.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import type { LifecycleAction } from "./lifecycleActions.js";
import { midnightFrom } from "./midnights.js";

/** What keeps lifecycle from acting on a version: its replication status, or its Object Lock. */
export type LifecycleHold = "PENDING" | "FAILED" | "Retention" | "LegalHold";

/**
 * Whether the replication of a version holds all of lifecycle's actions on it back: each version by its
 * own status, which for noncurrent versions and delete markers is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html
 */
export function replicationHold(s3: S3, version: ObjectVersion): "PENDING" | "FAILED" | undefined {
  if (version.workIds.length === 0) return undefined;
  const status = replicationStatus(s3, version);
  return s3.lifecycle.heldBackBy.find((held) => held === status);
}

/** What of Object Lock forbids an action at a time. A delete marker can hide what is locked. */
export function lockHold(
  version: ObjectVersion,
  { kind }: Pick<LifecycleAction, "kind">,
  nowMs: number,
): "Retention" | "LegalHold" | undefined {
  if (kind !== "Delete") return undefined;
  return lockProtection(version, { nowMs, bypassesGovernance: false });
}

/**
 * The first run that can do an action, in milliseconds since the epoch: `Infinity` while nothing but a
 * change of the legal hold says when.
 *
 * @param from - the first run that is meant
 */
export function firstRunFor(version: ObjectVersion, action: LifecycleAction, from: number): number {
  const due = Math.max(midnightFrom(action.dueAt), from);
  switch (lockHold(version, action, due)) {
    case undefined:
      return due;
    case "LegalHold":
      return Number.POSITIVE_INFINITY;
    case "Retention": {
      const until = version.isDeleteMarker ? undefined : version.lock.retention?.retainUntil;
      return Math.max(due, midnightFrom(until ?? due));
    }
  }
}
