import { grouped } from "../base/grouped.js";
import { MockError } from "../base/mockError.js";
import type { EndedWork } from "../state/endedWork.js";
import type { S3 } from "../state/s3.js";
import type { Observer } from "../state/stateChange.js";
import { findVersion } from "../state/versions.js";
import type { Work } from "../state/work.js";
import { pendingWork } from "../state/workRecords.js";

/**
 * CloudWatch's replication metrics of one rule and destination, as they stand.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export interface ReplicationMetrics {
  readonly ruleId: string;
  readonly sourceBucket: string;
  readonly destinationBucket: string;
  /** BytesPendingReplication: the sizes of the objects whose replication is PENDING. */
  readonly bytesPendingReplication: number;
  /** OperationsPendingReplication. */
  readonly operationsPendingReplication: number;
  /**
   * ReplicationLatency: how long the operation has been PENDING that waits longest; while none is, how
   * long the last one took; 0 before there was any.
   */
  readonly replicationLatencySeconds: number;
  /** OperationsFailedReplication: all so far. Partial failures do not count (recorded 2026). */
  readonly operationsFailedReplication: number;
}

/**
 * The metrics of a bucket's rules, in the order of the document, for those that have metrics. What
 * they show is immediate: that S3 begins 15 minutes after they were enabled is not simulated.
 *
 * @throws MockError when there is no such bucket
 */
export function metricsOf(s3: S3, bucketName: string): readonly ReplicationMetrics[] {
  const bucket = s3.buckets.get(bucketName);
  if (bucket === undefined) {
    const names = [...s3.buckets.keys()].join(", ") || "none";
    throw new MockError(
      `mock.metrics: there is no bucket ${bucketName}; there are: ${names}`,
      "ERR_MOCK_NOT_FOUND",
    );
  }
  const rules = bucket.replication?.rules.filter(({ destination }) => destination.hasMetrics) ?? [];
  const pending = pendingByRule(s3, bucketName);
  return rules.map(({ id, destination }) => {
    const name = seriesName(bucketName, id, destination.bucket);
    const works = pending.get(name) ?? [];
    const ended = s3.endedWork.get(name) ?? nothing;
    return {
      ruleId: id,
      sourceBucket: bucketName,
      destinationBucket: destination.bucket,
      bytesPendingReplication: works.reduce((sum, work) => sum + sizeOf(s3, work), 0),
      operationsPendingReplication: works.length,
      replicationLatencySeconds: latencyMs(s3.time.now(), works, ended) / 1000,
      operationsFailedReplication: ended.failedOperations,
    };
  });
}

/** Remembers what metrics need of work that ends. */
export function metricsObserver({ endedWork }: Pick<S3, "endedWork">): Observer {
  return (change) => {
    if (change.type !== "WorkEnded" || !change.work.rule.destination.hasMetrics) return;
    const { work } = change;
    const name = seriesNameOf(work);
    const { failedOperations, lastLatencyMs } = endedWork.get(name) ?? nothing;
    const hasFailed = work.state === "FAILED" && !work.isPartial;
    endedWork.set(name, {
      sourceBucket: work.bucket,
      failedOperations: failedOperations + (hasFailed ? 1 : 0),
      lastLatencyMs:
        work.state === "COMPLETED" ? (work.endedAt ?? 0) - work.acceptedAt : lastLatencyMs,
    });
  };
}

const nothing: Omit<EndedWork, "sourceBucket"> = { failedOperations: 0, lastLatencyMs: 0 };

function pendingByRule(s3: S3, bucketName: string): Map<string, Work[]> {
  const pending = pendingWork(s3).filter(({ bucket }) => bucket === bucketName);
  return grouped(pending, seriesNameOf);
}

function latencyMs(now: number, pending: readonly Work[], ended: typeof nothing): number {
  if (pending.length === 0) return ended.lastLatencyMs;
  return pending.reduce((longest, { acceptedAt }) => Math.max(longest, now - acceptedAt), 0);
}

/** Only whole objects are on their way with their bytes. */
function sizeOf({ buckets }: S3, { operation, bucket, key, versionId }: Work): number {
  const home = operation === "OBJECT_PUT" ? buckets.get(bucket) : undefined;
  const version = home && findVersion(home, key, versionId);
  return version === undefined || version.isDeleteMarker ? 0 : version.content.bytes.length;
}

function seriesNameOf({ bucket, rule }: Work): string {
  return seriesName(bucket, rule.id, rule.destination.bucket);
}

/** The dimensions of a metric; bucket names have no spaces. */
function seriesName(bucket: string, ruleId: string, destination: string): string {
  return `${bucket} ${destination} ${ruleId}`;
}
