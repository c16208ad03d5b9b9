import type { S3 } from "../../state/s3.js";
import type { VersionExpired, VersionTransitioned } from "../../state/stateChange.js";
import { type Emit, notify } from "./emit.js";
import { transitionedObject } from "./notificationRecords.js";

/** Tells that a rule has expired a version. S3 tells of what came of it: a deletion or a delete marker. */
export function versionExpired(emit: Emit, change: VersionExpired): void {
  const { bucket, version, ruleId, marker, at } = change;
  emit.event("expired", () => ({
    time: new Date(at),
    bucket,
    key: version.key,
    versionId: version.versionId,
    ruleId,
    kind: marker === undefined ? "Delete" : "DeleteMarkerCreated",
    deleteMarkerVersionId: marker?.versionId,
  }));
}

/** Tells that a rule has moved a version to another storage class. */
export function versionTransitioned(s3: S3, emit: Emit, change: VersionTransitioned): void {
  const { bucket, version, ruleId, from, at } = change;
  const { key, versionId, storageClass: to } = version;
  emit.event("transitioned", () => ({
    time: new Date(at),
    bucket,
    key,
    versionId,
    ruleId,
    from,
    to,
  }));
  const home = s3.buckets.get(bucket);
  if (home === undefined || !emit.has("notification")) return;
  notify(s3, emit, {
    eventName: "LifecycleTransition",
    at,
    bucket,
    key,
    object: transitionedObject(home, version),
    destinationStorageClass: to,
    isByService: true,
  });
}
