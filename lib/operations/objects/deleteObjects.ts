import type {
  DeletedObject,
  DeleteObjectsCommandInput,
  DeleteObjectsOutput,
  ObjectIdentifier,
} from "@aws-sdk/client-s3";
import { authorizeAction } from "../../access/authorize.js";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail, S3Error } from "../../base/errors.js";
import { isVersionId } from "../../base/ids.js";
import { limits } from "../../base/limits.js";
import { requireValid } from "../../base/schemaRequirements.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import {
  checkBypass,
  checkDeleteCondition,
  deleteCurrent,
  deleteVersion,
  refuseVersionCondition,
} from "./deleteObject.js";

type ListedError = NonNullable<DeleteObjectsOutput["Errors"]>[number];

/**
 * Deletes up to 1,000 keys or versions, each for itself: what cannot be deleted is listed as an
 * error in an answer of 200.
 *
 * @throws S3Error MalformedXML for no key or too many
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export function deleteObjects(
  s3: S3,
  input: DeleteObjectsCommandInput,
  requester: Requester,
): DeleteObjectsOutput {
  const bucket = openBucket(s3, input, requester);
  const { Objects: objects = [], Quiet: isQuiet } = input.Delete ?? {};
  if (objects.length === 0 || objects.length > limits.deletedObjects) fail("MalformedXML");
  // A key is at least one character long in the SDK's model; that S3's schema says so is `assumed`.
  for (const { Key: key } of objects) requireValid(key !== "");
  checkBypass(bucket, input.BypassGovernanceRetention);
  const bypassesGovernance = input.BypassGovernanceRetention === true;
  const deleted: DeletedObject[] = [];
  const errors: ListedError[] = [];
  for (const object of objects) {
    try {
      checkAllowed(s3, bucket, object, { requester, bypassesGovernance });
      deleted.push(deleteOne(s3, bucket, object, bypassesGovernance));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      errors.push(errorEntry(object, error));
    }
  }
  return { Errors: errors, ...(!isQuiet && { Deleted: deleted }) };
}

/** A bypass is asked for each of them too. */
function checkAllowed(
  s3: S3,
  bucket: Bucket,
  { Key: key, VersionId: versionId }: ObjectIdentifier,
  { requester, bypassesGovernance }: { requester: Requester; bypassesGovernance: boolean },
): void {
  const request = { bucket: bucket.name, key, query: {}, headers: {} };
  const asked = { bucket, key, versionId, request, requester };
  const action = versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
  authorizeAction(s3, { ...asked, action });
  if (bypassesGovernance) {
    authorizeAction(s3, { ...asked, action: "s3:BypassGovernanceRetention" });
  }
}

function deleteOne(
  s3: S3,
  bucket: Bucket,
  object: ObjectIdentifier,
  bypassesGovernance: boolean,
): DeletedObject {
  const { Key: key = "", VersionId: versionId, ETag: etag } = object;
  // Directory buckets have these; that the error is the one of the headers is `assumed`.
  if (object.Size !== undefined) fail("NotImplemented", { Header: "x-amz-if-match-size" });
  if (object.LastModifiedTime !== undefined) {
    fail("NotImplemented", { Header: "x-amz-if-match-last-modified-time" });
  }
  checkKeyLength(key);
  if (versionId !== undefined) checkVersionId(bucket, key, versionId);
  if (etag !== undefined) {
    // That it is as in DeleteObject is `assumed`.
    if (versionId !== undefined) refuseVersionCondition();
    checkDeleteCondition(bucket, { key, etag });
  }
  if (versionId === undefined) {
    const { VersionId: DeleteMarkerVersionId } = deleteCurrent(s3, bucket, key);
    if (DeleteMarkerVersionId === undefined) return { Key: key };
    return { Key: key, DeleteMarker: true, DeleteMarkerVersionId };
  }
  const { DeleteMarker } = deleteVersion(s3, bucket, { key, versionId, bypassesGovernance });
  return {
    Key: key,
    VersionId: versionId,
    ...(DeleteMarker && { DeleteMarker, DeleteMarkerVersionId: versionId }),
  };
}

/**
 * Unlike DeleteObject, this one lists an id that S3 never issued as NoSuchVersion (recorded 2026). A
 * version that is gone is no error, as there.
 */
function checkVersionId({ versioning }: Bucket, key: string, versionId: string): void {
  const isPossible = versionId === "null" || (versioning !== undefined && isVersionId(versionId));
  if (!isPossible) fail("NoSuchVersion", { Key: key, VersionId: versionId });
}

/** The limit is documented; that each key answers for itself is `assumed`. */
function checkKeyLength(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes <= limits.keyBytes) return;
  fail("KeyTooLongError", { Size: String(bytes), MaxSizeAllowed: String(limits.keyBytes) });
}

function errorEntry(object: ObjectIdentifier, { code, message }: S3Error): ListedError {
  return {
    Key: object.Key,
    ...(object.VersionId !== undefined && { VersionId: object.VersionId }),
    Code: code,
    Message: message,
  };
}
