import { fail } from "../../base/errors.js";
import { isVersionId } from "../../base/ids.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion, DeleteMarker, ObjectVersion } from "../../state/objectVersion.js";
import { currentVersion, findVersion } from "../../state/versions.js";

/** Which version of which key a request names, and with which verb (for MethodNotAllowed). */
export interface VersionInput {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
}

/**
 * The version a request is for: the one it names, or the current one.
 *
 * @throws S3Error NoSuchKey, NoSuchVersion, InvalidArgument for an id that S3 never issued,
 *   MethodNotAllowed for a delete marker that is named by its id
 */
export function openVersion(bucket: Bucket, input: VersionInput): DataVersion {
  const { key, versionId, method } = input;
  if (versionId !== undefined) {
    const version = findNamedVersion(bucket, key, versionId);
    if (version === undefined) fail("NoSuchVersion", { Key: key, VersionId: versionId });
    if (version.isDeleteMarker) markerNotAllowed(version, method);
    return version;
  }
  const version = currentVersion(bucket, key);
  if (version === undefined) fail("NoSuchKey", { Key: key });
  if (version.isDeleteMarker) fail("NoSuchKey", { Key: key, headers: markerHeaders(version) });
  return version;
}

/**
 * The version with this id, if it is still there.
 *
 * @throws S3Error InvalidArgument for an id that S3 never issued
 */
export function findNamedVersion(
  bucket: Bucket,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const isPossible =
    versionId === "null" || (bucket.versioning !== undefined && isVersionId(versionId));
  if (!isPossible) invalidVersionId(versionId);
  return findVersion(bucket, key, versionId);
}

/** @throws S3Error MethodNotAllowed: a delete marker can only be deleted */
export function markerNotAllowed(marker: DeleteMarker, method: VersionInput["method"]): never {
  return fail("MethodNotAllowed", {
    Method: method,
    ResourceType: "DeleteMarker",
    headers: {
      ...markerHeaders(marker),
      "last-modified": new Date(marker.lastModified).toUTCString(),
      allow: "DELETE",
    },
  });
}

function markerHeaders(marker: DeleteMarker): Record<string, string> {
  return { "x-amz-delete-marker": "true", "x-amz-version-id": marker.versionId };
}

function invalidVersionId(versionId: string): never {
  return fail("InvalidArgument", {
    // The text for an empty id is `assumed`.
    message:
      versionId === "" ? "Version id cannot be the empty string" : "Invalid version id specified",
    ArgumentName: "versionId",
    ArgumentValue: versionId,
  });
}
