import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { ObjectDescription } from "../../state/upload.js";

/** What makes a version beside its description. */
export type NewVersion = Pick<DataVersion, "key" | "versionId" | "lastModified" | "content">;

/** A version as a write makes it: nobody's replica, and not judged yet. */
export function newVersion(
  s3: S3,
  description: ObjectDescription,
  { key, versionId, lastModified, content }: NewVersion,
): DataVersion {
  return {
    isDeleteMarker: false,
    isReplica: false,
    key,
    versionId,
    sequence: s3.ids.sequence(),
    lastModified,
    content,
    ownerId: description.ownerId,
    systemMetadata: description.systemMetadata,
    userMetadata: description.userMetadata,
    tags: description.tags,
    storageClass: description.storageClass,
    encryption: description.encryption,
    lock: description.lock,
    acl: description.acl,
    restore: undefined,
    judgedBy: undefined,
    workIds: [],
  };
}
