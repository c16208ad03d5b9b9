import { wholeSecond } from "../base/clock.js";
import type { Bucket } from "../state/bucket.js";
import { newVersionId } from "../state/newVersionId.js";
import type { DeleteMarker } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { addVersion } from "./addVersion.js";

/**
 * Makes a delete marker the current version of a key in a bucket that keeps versions.
 *
 * @param made.at - milliseconds since the epoch
 * @param made.expiredBy - the id of the lifecycle rule that does it; undefined where a request does
 */
export function addMarker(
  s3: S3,
  bucket: Bucket,
  made: { readonly key: string; readonly at: number; readonly expiredBy: string | undefined },
): DeleteMarker {
  const { key, at, expiredBy } = made;
  const marker: DeleteMarker = {
    isDeleteMarker: true,
    isReplica: false,
    expiredBy,
    key,
    versionId: newVersionId(s3, bucket),
    sequence: s3.ids.sequence(),
    lastModified: wholeSecond(at),
    ownerId: bucket.ownerId,
    judgedBy: undefined,
    workIds: [],
  };
  addVersion(s3, bucket, marker, expiredBy === undefined ? "DeleteObject" : "lifecycle", at);
  return marker;
}
