import type { Bucket } from "../state/bucket.js";
import type { DataVersion, DeleteMarker, ObjectVersion } from "../state/objectVersion.js";
import type { CompiledRule } from "../state/replicationRules.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import type { MarkerOrigin, VersionOrigin } from "../state/stateChange.js";
import { findVersion, insertVersion, removeVersion } from "../state/versions.js";
import type { Work, WorkOperation } from "../state/work.js";
import { decide } from "./decide.js";
import { delayOf } from "./delay.js";
import { arrivedAt, supersedes } from "./status.js";

/** Makes a version the current one of its key and accepts the replication work that it calls for. */
export function addVersion(s3: S3, bucket: Bucket, made: DataVersion, by?: VersionOrigin): void;
export function addVersion(s3: S3, bucket: Bucket, made: DeleteMarker, by?: MarkerOrigin): void;
export function addVersion(
  s3: S3,
  bucket: Bucket,
  made: ObjectVersion,
  by?: VersionOrigin | MarkerOrigin,
): void {
  const operation = made.isDeleteMarker ? "DELETE_MARKER" : "OBJECT_PUT";
  // What lifecycle does is never replicated.
  const rules = by === "lifecycle" ? [] : decide(bucket.replication, made);
  const work = planWork(s3, bucket, made, { operation, rules, isBatch: false });
  const version = { ...made, judgedBy: bucket.replication, work };
  // Only a null version can be overwritten, and only Batch Replication gives it work.
  const overwritten = made.versionId === "null" && findVersion(bucket, made.key, "null");
  const dropped = overwritten ? dropWork(s3, overwritten) : [];
  insertVersion(bucket, version);
  for (const each of work) s3.queue.set(each, true);
  reportCreated(s3, bucket, version, by);
  reportDropped(s3, dropped);
  for (const each of work) report(s3, { type: "WorkAccepted", work: each });
}

/** What is to be done for one version, at each of the rules' destinations. */
export interface Order {
  readonly operation: WorkOperation;
  readonly rules: readonly CompiledRule[];
  readonly isBatch: boolean;
}

/** Replaces a version by itself with new replication work, and without ended work that this makes moot. */
export function acceptWork(s3: S3, bucket: Bucket, version: ObjectVersion, order: Order): void {
  const accepted = planWork(s3, bucket, version, order);
  const kept = version.work.filter(
    (old) => old.state === "PENDING" || !accepted.some((work) => supersedes(work, old)),
  );
  insertVersion(bucket, { ...version, work: [...kept, ...accepted] });
  for (const work of accepted) s3.queue.set(work, true);
  for (const work of accepted) report(s3, { type: "WorkAccepted", work });
}

/** Takes a version out for good; replication work that it still has comes to nothing. */
export function dropVersion(s3: S3, bucket: Bucket, version: ObjectVersion): void {
  removeVersion(bucket, version.key, version.versionId);
  const dropped = dropWork(s3, version);
  report(s3, { type: "VersionRemoved", bucket: bucket.name, version });
  reportDropped(s3, dropped);
}

function dropWork(s3: S3, version: ObjectVersion): readonly Work[] {
  const pending = version.work.filter(({ state }) => state === "PENDING");
  for (const work of pending) {
    s3.queue.delete(work);
    s3.held.delete(work.id);
  }
  return pending;
}

function reportDropped(s3: S3, dropped: readonly Work[]): void {
  const droppedAt = s3.time.now();
  for (const work of dropped) report(s3, { type: "WorkDropped", work, droppedAt });
}

/** Tells that a version has come to be. */
export function reportCreated(
  s3: S3,
  { name: bucket }: Bucket,
  version: ObjectVersion,
  by: VersionOrigin | MarkerOrigin | undefined,
): void {
  // Each kind of version has its own kind of origin: who calls with one has the other's type.
  if (version.isDeleteMarker) {
    const origin = (by ?? "DeleteObject") as MarkerOrigin;
    report(s3, { type: "DeleteMarkerCreated", bucket, version, origin });
  } else {
    const origin = (by ?? "PutObject") as VersionOrigin;
    report(s3, { type: "VersionCreated", bucket, version, origin });
  }
}

/**
 * Counts a read of a version whose status is PENDING: work that waits for so many reads is due with
 * the next request after the last of them.
 */
export function countStatusRead(s3: S3, bucket: Bucket, version: ObjectVersion): void {
  if (!version.work.some(isWaitingForReads)) return;
  const work = version.work.map((each) => {
    if (!isWaitingForReads(each)) return each;
    const readsLeft = (each.readsLeft ?? 0) - 1;
    const counted = { ...each, readsLeft, dueAt: readsLeft > 0 ? each.dueAt : s3.time.now() };
    s3.queue.delete(each);
    s3.queue.set(counted, true);
    return counted;
  });
  insertVersion(bucket, { ...version, work });
}

/** Work that is due by now waits for no more reads: it may be held back by an outage. */
function isWaitingForReads({ state, readsLeft }: Work): boolean {
  return state === "PENDING" && readsLeft !== undefined && readsLeft > 0;
}

function planWork(s3: S3, bucket: Bucket, version: ObjectVersion, order: Order): Work[] {
  return order.rules.map((rule) => planPiece(s3, bucket, version, { ...order, rule }));
}

type Piece = Omit<Order, "rules"> & { readonly rule: CompiledRule };

function planPiece(s3: S3, bucket: Bucket, version: ObjectVersion, piece: Piece): Work {
  const { operation, rule, isBatch } = piece;
  const { key, versionId } = version;
  const acceptedAt = s3.time.now();
  const delay = delayOf(s3, () => ({
    operation,
    bucket: bucket.name,
    key,
    versionId,
    ruleId: rule.id,
    destinationBucket: rule.destination.bucket,
    sizeBytes: version.isDeleteMarker ? 0 : version.content.bytes.length,
  }));
  const isTimed = typeof delay === "number";
  return {
    id: s3.ids.sequence(),
    operation,
    bucket: bucket.name,
    key,
    versionId,
    rule,
    role: bucket.replication?.role ?? "",
    acceptedAt,
    dueAt: isTimed ? acceptedAt + delay : delay.reads > 0 ? Number.POSITIVE_INFINITY : acceptedAt,
    readsLeft: isTimed ? undefined : delay.reads,
    state: "PENDING",
    endedAt: undefined,
    failureReason: undefined,
    isPartial: false,
    arrivedAt: arrivedAt(version, rule.destination.bucket),
    isBatch,
  };
}
