import type { ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { workOf } from "../state/workRecords.js";

/** The values of `x-amz-replication-status`; S3 spells it COMPLETED (recorded 2026). */
export type ReplicationStatus = "PENDING" | "COMPLETED" | "FAILED" | "REPLICA";

/**
 * The replication status of a version, derived from its work: undefined when it was never
 * eligible, FAILED as soon as one destination failed, COMPLETED only when all are.
 *
 * FAILED while others are still open is `assumed`: the documentation carries both readings.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 */
export function replicationStatus(
  s3: Pick<S3, "work">,
  version: ObjectVersion,
): ReplicationStatus | undefined {
  const { isReplica } = version;
  const work = workOf(s3, version);
  if (work.length > 0) {
    if (work.some((each) => hasFailed(each, work))) return "FAILED";
    if (work.some(({ state }) => state === "PENDING")) return "PENDING";
  }
  if (isReplica) return "REPLICA";
  return work.length > 0 ? "COMPLETED" : undefined;
}

/**
 * Whether newer work makes older work of the same version moot: the next write of the same kind
 * leaves a failure behind, also that of an object whose tags alone did not travel (recorded 2026).
 * The object itself, which Batch Replication sends again, brings everything with it.
 */
export function supersedes(newer: Work, older: Work): boolean {
  return (
    newer.id > older.id &&
    newer.rule.destination.bucket === older.rule.destination.bucket &&
    (newer.operation === older.operation ||
      newer.operation === "OBJECT_PUT" ||
      (newer.operation === "TAGGING_PUT" && older.isPartial))
  );
}

const noArrivals: ReadonlyMap<string, number> = new Map();

/** When a version's object came to each of the destinations where it is. */
export function arrivals(
  s3: Pick<S3, "work">,
  version: ObjectVersion,
): ReadonlyMap<string, number> {
  if (version.workIds.length === 0) return noArrivals;
  const times = new Map<string, number>();
  for (const { rule, arrivedAt } of workOf(s3, version)) {
    const { bucket } = rule.destination;
    if (arrivedAt !== undefined && !times.has(bucket)) times.set(bucket, arrivedAt);
  }
  return times;
}

function hasFailed(each: Work, all: readonly Work[]): boolean {
  return each.state === "FAILED" && !all.some((other) => supersedes(other, each));
}
