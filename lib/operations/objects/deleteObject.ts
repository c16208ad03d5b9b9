import type { DeleteObjectCommandInput, DeleteObjectOutput } from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { addMarker } from "../../replication/addMarker.js";
import { dropVersion } from "../../replication/addVersion.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion } from "../../state/versions.js";
import { checkDeletable } from "./objectLock.js";
import { matchesEtag } from "./preconditions.js";
import { findNamedVersion } from "./versionLookup.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function deleteObject(
  s3: S3,
  input: DeleteObjectCommandInput,
  requester: Requester,
): DeleteObjectOutput {
  const bucket = openBucket(s3, input, requester);
  const { Key: key = "", VersionId: versionId, IfMatch } = input;
  checkBypass(bucket, input.BypassGovernanceRetention);
  if (input.IfMatchSize !== undefined) {
    fail("NotImplemented", { Header: "x-amz-if-match-size" });
  }
  if (input.IfMatchLastModifiedTime !== undefined) {
    fail("NotImplemented", { Header: "x-amz-if-match-last-modified-time" });
  }
  if (IfMatch !== undefined) {
    if (versionId !== undefined) refuseVersionCondition();
    checkDeleteCondition(bucket, { key, etag: IfMatch });
  }
  if (versionId === undefined) return deleteCurrent(s3, bucket, key);
  const bypassesGovernance = input.BypassGovernanceRetention === true;
  return deleteVersion(s3, bucket, { key, versionId, bypassesGovernance });
}

/** @throws S3Error InvalidArgument: the header means nothing where there is no Object Lock */
export function checkBypass(bucket: Bucket, bypass: boolean | undefined): void {
  if (bypass === undefined || bucket.objectLock !== undefined) return;
  fail("InvalidArgument", {
    message: "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
    ArgumentName: "x-amz-bypass-governance-retention",
  });
}

/**
 * A condition is about the current version, and S3 takes none on a version that is named (recorded).
 *
 * @throws S3Error NotImplemented
 */
export function refuseVersionCondition(): never {
  return fail("NotImplemented", {
    Header: "If-Match",
    // `assumed`
    additionalMessage: "If-Match cannot be used with a version id",
  });
}

/**
 * Checks that the current version has the ETag that the request expects.
 *
 * @throws S3Error PreconditionFailed; NoSuchKey where there is no object, which is `assumed`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
export function checkDeleteCondition(
  bucket: Bucket,
  { key, etag }: { key: string; etag: string },
): void {
  const current = currentVersion(bucket, key);
  if (current === undefined || current.isDeleteMarker) fail("NoSuchKey", { Key: key });
  if (!matchesEtag(etag, current)) fail("PreconditionFailed", { Condition: "If-Match" });
}

/**
 * Deletes a key without naming a version: for good where there are no versions, else by a delete
 * marker, which every call adds, also for a key that never existed.
 */
export function deleteCurrent(s3: S3, bucket: Bucket, key: string): DeleteObjectOutput {
  if (bucket.versioning === undefined) {
    const version = currentVersion(bucket, key);
    if (version !== undefined) dropVersion(s3, bucket, version);
    return {};
  }
  const at = s3.time.now();
  const { versionId: VersionId } = addMarker(s3, bucket, { key, at, expiredBy: undefined });
  return { DeleteMarker: true, VersionId };
}

/**
 * Deletes one version for good; one that is gone already is no error (recorded 2026).
 *
 * @throws S3Error AccessDenied for a locked version, InvalidArgument for an id that S3 never issued
 */
export function deleteVersion(
  s3: S3,
  bucket: Bucket,
  named: { key: string; versionId: string; bypassesGovernance: boolean },
): DeleteObjectOutput {
  const { key, versionId, bypassesGovernance } = named;
  const version = findNamedVersion(bucket, key, versionId);
  if (version !== undefined) {
    checkDeletable(version, { nowMs: s3.time.now(), bypassesGovernance });
    dropVersion(s3, bucket, version);
  }
  if (bucket.versioning === undefined) return {};
  return { VersionId: versionId, ...(version?.isDeleteMarker && { DeleteMarker: true }) };
}
