import { addMarker } from "../replication/addMarker.js";
import { dropVersion } from "../replication/addVersion.js";
import type { Bucket } from "../state/bucket.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import { insertVersion } from "../state/versions.js";
import type { LifecycleAction } from "./lifecycleActions.js";

/**
 * Does with a version what a rule says. S3 does it itself: no policy stops it, and nothing of it is
 * replicated.
 *
 * @param at - when it is done, in milliseconds since the epoch
 */
export function act(
  s3: S3,
  bucket: Bucket,
  { version, action, at }: { version: ObjectVersion; action: LifecycleAction; at: number },
): void {
  const { ruleId } = action;
  const expired = { type: "VersionExpired", bucket: bucket.name, version, ruleId, at } as const;
  switch (action.kind) {
    case "Delete":
      dropVersion(s3, bucket, version, { at, expiredBy: ruleId });
      report(s3, { ...expired, marker: undefined });
      return;
    case "Hide": {
      const marker = addMarker(s3, bucket, { key: version.key, at, expiredBy: ruleId });
      report(s3, { ...expired, marker });
      return;
    }
    case "Transition":
      transition(s3, bucket, { version, ruleId, storageClass: action.storageClass, at });
  }
}

/** Everything but the class stays as it is: version id, LastModified, tags, lock, encryption. */
function transition(
  s3: S3,
  bucket: Bucket,
  moved: { version: ObjectVersion; ruleId: string; storageClass: string; at: number },
): void {
  const { version, ruleId, storageClass, at } = moved;
  if (version.isDeleteMarker) return;
  const changed = { ...version, storageClass };
  insertVersion(bucket, changed);
  const from = version.storageClass;
  report(s3, {
    type: "VersionTransitioned",
    bucket: bucket.name,
    version: changed,
    ruleId,
    from,
    at,
  });
}
