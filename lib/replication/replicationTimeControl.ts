import type { Task } from "../state/agenda.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";

/**
 * When a piece of work misses its threshold, in milliseconds since the epoch; undefined where
 * nothing is promised: without Replication Time Control, for delete markers and for Batch
 * Replication. That tags, ACLs and locks are within the promise is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
 */
export function thresholdOf({ operation, isBatch, acceptedAt, rule }: Work): number | undefined {
  const { replicationTimeMinutes } = rule.destination;
  if (replicationTimeMinutes === undefined || isBatch || operation === "DELETE_MARKER") {
    return undefined;
  }
  return acceptedAt + replicationTimeMinutes * 60_000;
}

/** Whether work ended later than Replication Time Control promises. */
export function isLate(work: Work): boolean {
  return (work.endedAt ?? 0) > (thresholdOf(work) ?? Number.POSITIVE_INFINITY);
}

/** The task that finds work late; undefined where nothing is promised. */
export function missThresholdTask(work: Work): Task | undefined {
  const dueAt = thresholdOf(work);
  if (dueAt === undefined) return undefined;
  return { kind: "missThreshold", dueAt, sequence: work.id, workId: work.id };
}

/** Tells that a piece of work is late, if it is still PENDING. */
export function missThreshold(s3: S3, workId: number, at: number): void {
  const work = s3.work.get(workId);
  if (work?.state === "PENDING") report(s3, { type: "ThresholdMissed", work, at });
}
