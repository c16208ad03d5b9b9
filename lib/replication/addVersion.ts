import type { Bucket } from "../state/bucket.js";
import type { DataVersion, DeleteMarker, ObjectVersion } from "../state/objectVersion.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import type { MarkerOrigin, VersionOrigin } from "../state/stateChange.js";
import { findVersion, insertVersion, removeVersion } from "../state/versions.js";
import type { Work } from "../state/work.js";
import { beginWork, dropWork } from "./acceptWork.js";
import { decide } from "./decide.js";
import { planWork } from "./planWork.js";

/**
 * Makes a version the current one of its key and accepts the replication work that it calls for.
 *
 * @param at - when that is, in milliseconds since the epoch: now unless it is lifecycle that does it
 */
export function addVersion(s3: S3, bucket: Bucket, made: DataVersion, by: VersionOrigin): void;
export function addVersion(
  s3: S3,
  bucket: Bucket,
  made: DeleteMarker,
  by: MarkerOrigin,
  at?: number,
): void;
export function addVersion(
  s3: S3,
  bucket: Bucket,
  made: ObjectVersion,
  by: VersionOrigin | MarkerOrigin,
  at: number = s3.time.now(),
): void {
  const operation = made.isDeleteMarker ? "DELETE_MARKER" : "OBJECT_PUT";
  const rules = decide(bucket.replication, made);
  const work = planWork(s3, bucket, made, { operation, rules, isBatch: false });
  const workIds = work.map(({ id }) => id);
  const version = { ...made, judgedBy: bucket.replication, workIds };
  // Only a null version can be overwritten, and only Batch Replication gives it work.
  const overwritten = made.versionId === "null" && findVersion(bucket, made.key, "null");
  const dropped = overwritten ? dropWork(s3, overwritten) : [];
  insertVersion(bucket, version);
  reportCreated(s3, bucket, version, by, at);
  reportDropped(s3, dropped, at);
  for (const each of work) beginWork(s3, each);
}

/**
 * Takes a version out for good; replication work that it still has comes to nothing.
 *
 * @param by - the lifecycle rule that does it, and when; a request unless one is given
 */
export function dropVersion(
  s3: S3,
  bucket: Bucket,
  version: ObjectVersion,
  by: { readonly expiredBy?: string; readonly at: number } = { at: s3.time.now() },
): void {
  const { expiredBy, at } = by;
  removeVersion(bucket, version.key, version.versionId);
  const work = dropWork(s3, version);
  report(s3, { type: "VersionRemoved", bucket: bucket.name, version, work, expiredBy, at });
  reportDropped(s3, work, at);
}

/** Tells that a version has come to be, now unless it was at another time. */
export function reportCreated(
  s3: S3,
  { name: bucket }: Bucket,
  version: ObjectVersion,
  by: VersionOrigin | MarkerOrigin,
  at: number = s3.time.now(),
): void {
  // Each kind of version has its own kind of origin: who calls with one has the other's type.
  if (version.isDeleteMarker) {
    report(s3, {
      type: "DeleteMarkerCreated",
      bucket,
      version,
      origin: by as MarkerOrigin,
      at,
    });
  } else {
    report(s3, { type: "VersionCreated", bucket, version, origin: by as VersionOrigin, at });
  }
}

function reportDropped(s3: S3, dropped: readonly Work[], at: number): void {
  for (const work of dropped) {
    if (work.state === "PENDING") report(s3, { type: "WorkDropped", work, at });
  }
}
