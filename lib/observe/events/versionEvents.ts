import type { S3 } from "../../state/s3.js";
import type {
  DeleteMarkerCreated,
  VersionCreated,
  VersionRemoved,
} from "../../state/stateChange.js";
import { type Emit, notify } from "./emit.js";
import { presentObject, removedObject } from "./notificationRecords.js";

export type CreatedChange = VersionCreated | DeleteMarkerCreated;

const createdBy = {
  PutObject: "Put",
  PostObject: "Post",
  CopyObject: "Copy",
  CompleteMultipartUpload: "CompleteMultipartUpload",
};

/** Tells of a version, or of a delete marker, that has come to be. */
export function versionCreated(s3: S3, emit: Emit, change: CreatedChange): void {
  const { bucket, version, origin, at } = change;
  const { key, versionId } = version;
  const event = { time: new Date(at), bucket, key, versionId };
  if (change.type === "DeleteMarkerCreated") {
    emit.event("objectRemoved", () => ({
      ...event,
      kind: "DeleteMarkerCreated",
      origin: change.origin,
    }));
  } else {
    const { bytes, etag } = change.version.content;
    emit.event("objectCreated", () => ({
      ...event,
      origin: change.origin,
      sizeBytes: bytes.length,
      etag,
    }));
  }
  const home = s3.buckets.get(bucket);
  if (home === undefined || !emit.has("notification")) return;
  notify(s3, emit, {
    eventName: createdName(change),
    at,
    bucket,
    key,
    object: presentObject(home, version),
    isByService: origin === "replication" || origin === "lifecycle",
  });
}

/** Tells of a version that is gone for good. */
export function versionRemoved(s3: S3, emit: Emit, change: VersionRemoved): void {
  const { bucket, version, expiredBy, at } = change;
  const { key, versionId } = version;
  const isByService = expiredBy !== undefined;
  emit.event("objectRemoved", () => ({
    time: new Date(at),
    bucket,
    key,
    versionId,
    kind: "Delete",
    origin: isByService ? "lifecycle" : undefined,
  }));
  const home = s3.buckets.get(bucket);
  if (home === undefined || !emit.has("notification")) return;
  notify(s3, emit, {
    // S3 names it the same whatever was removed, a delete marker too: `assumed`.
    eventName: isByService ? "LifecycleExpiration:Delete" : "ObjectRemoved:Delete",
    at,
    bucket,
    key,
    object: removedObject(home, version, s3.ids.position()),
    isByService,
  });
}

/**
 * A replica raises the event of what made its source, in its own bucket: `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
function createdName(change: CreatedChange): string {
  if (change.type === "DeleteMarkerCreated") {
    return change.origin === "lifecycle"
      ? "LifecycleExpiration:DeleteMarkerCreated"
      : "ObjectRemoved:DeleteMarkerCreated";
  }
  const { origin, version } = change;
  if (origin !== "replication") return `ObjectCreated:${createdBy[origin]}`;
  const isMultipart = version.content.parts !== undefined;
  return `ObjectCreated:${isMultipart ? "CompleteMultipartUpload" : "Put"}`;
}
