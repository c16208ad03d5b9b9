import { isLate } from "../../replication/replicationTimeControl.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { findVersion } from "../../state/versions.js";
import type { Work } from "../../state/work.js";
import { type Emit, notify } from "./emit.js";
import type { EndedEvent, ReplicationEvent } from "./events.js";
import { presentObject } from "./notificationRecords.js";

/** The events about work that has not ended. */
interface OpenEvent {
  readonly name: "pending" | "missedThreshold" | "notTracked";
  readonly work: Work;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The version, where the bucket no longer has it. */
  readonly removed?: ObjectVersion | undefined;
}

/** S3's names of events. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics.html */
const s3Names = {
  missedThreshold: "OperationMissedThreshold",
  notTracked: "OperationNotTracked",
  replicatedAfterThreshold: "OperationReplicatedAfterThreshold",
  replicationFailed: "OperationFailedReplication",
};

/** Tells of work that is PENDING, or was until its version went. */
export function replicationEvent(s3: S3, emit: Emit, event: OpenEvent): void {
  const { name, work, at, removed } = event;
  emit.event(name, () => describe(work, at));
  if (name !== "pending") notifyOf(s3, emit, { name, work, at, removed });
}

/** Tells of work that is COMPLETED or FAILED. */
export function workEnded(s3: S3, emit: Emit, work: Work, at: number): void {
  const ended: EndedEvent = { ...describe(work, at), latencyMs: at - work.acceptedAt };
  const { failureReason, isPartial } = work;
  if (failureReason !== undefined) {
    emit.event("replicationFailed", () => ({ ...ended, failureReason, isPartial }));
    // An object that arrives without its tags raises no event (recorded 2026).
    if (!isPartial) notifyOf(s3, emit, { name: "replicationFailed", work, at });
    return;
  }
  emit.event("replicated", () => ended);
  if (!isLate(work)) return;
  emit.event("replicatedAfterThreshold", () => ended);
  notifyOf(s3, emit, { name: "replicatedAfterThreshold", work, at });
}

/** S3 tells of rules with metrics only. Replication Time Control brings them with it. */
function notifyOf(
  s3: S3,
  emit: Emit,
  event: Omit<OpenEvent, "name"> & { readonly name: keyof typeof s3Names },
): void {
  const { name, work, at } = event;
  const { hasMetrics, replicationTimeMinutes } = work.rule.destination;
  if (!hasMetrics && replicationTimeMinutes === undefined) return;
  const bucket = s3.buckets.get(work.bucket);
  if (bucket === undefined || !emit.has("notification")) return;
  const version = findVersion(bucket, work.key, work.versionId) ?? event.removed;
  if (version === undefined) return;
  notify(s3, emit, {
    eventName: `Replication:${s3Names[name]}`,
    at,
    bucket: work.bucket,
    key: work.key,
    object: presentObject(bucket, version),
    work,
    isByService: true,
  });
}

function describe(work: Work, at: number): ReplicationEvent {
  return {
    time: new Date(at),
    bucket: work.bucket,
    key: work.key,
    versionId: work.versionId,
    operation: work.operation,
    ruleId: work.rule.id,
    destinationBucket: work.rule.destination.bucket,
    requestTime: new Date(work.acceptedAt),
  };
}
