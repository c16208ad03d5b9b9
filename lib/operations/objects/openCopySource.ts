import { readCopySource } from "../../access/copySource.js";
import { checkExpectedOwner, openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import { isReadable } from "./archive.js";
import { checkDecryption } from "./checkKmsKey.js";
import { checkCustomerKey } from "./encryption.js";
import { isModifiedSince, matchesEtag } from "./preconditions.js";
import { openVersion } from "./versionLookup.js";

/** The members of CopyObject and UploadPartCopy that are about their source. */
export interface CopySourceInput {
  readonly CopySource: string | undefined;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerKeyMD5?: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

/** A source that was found, and may be copied. */
export interface OpenCopySource {
  readonly bucket: Bucket;
  readonly version: DataVersion;
  /** Whether the request named the version. */
  readonly isNamed: boolean;
}

/**
 * The version a copy is made of, with its conditions checked.
 *
 * @throws S3Error NoSuchBucket, NoSuchKey, NoSuchVersion, InvalidArgument, InvalidRequest,
 *   PreconditionFailed, InvalidObjectState, AccessDenied
 */
export function openCopySource(
  s3: S3,
  input: CopySourceInput,
  requester: Requester,
): OpenCopySource {
  const {
    bucket: name,
    key,
    versionId,
  } = requester.copySource ?? readCopySource(s3, input.CopySource ?? "");
  // A copy may come out of another Region than the one whose endpoint is asked.
  const bucket = openBucket(
    s3,
    { Bucket: name },
    {
      accountId: requester.accountId,
      region: undefined,
    },
  );
  checkExpectedOwner(input.ExpectedSourceBucketOwner, bucket);
  if (versionId !== undefined && findVersion(bucket, key, versionId)?.isDeleteMarker) {
    fail("InvalidRequest", {
      message:
        "The source of a copy request may not specifically refer to a delete marker by version id.",
    });
  }
  if (versionId === undefined && currentVersion(bucket, key)?.isDeleteMarker) {
    // Here S3 does not tell that there is a marker. `assumed`
    fail("NoSuchKey", { Key: key });
  }
  const version = openVersion(bucket, { key, versionId, method: "GET" });
  checkCustomerKey(version.encryption, {
    SSECustomerAlgorithm: input.CopySourceSSECustomerAlgorithm,
    SSECustomerKey: input.CopySourceSSECustomerKey,
    SSECustomerKeyMD5: input.CopySourceSSECustomerKeyMD5,
  });
  checkSourceConditions(version, input, s3.time.now());
  if (!isReadable(version, s3.time.now())) {
    fail("InvalidObjectState", {
      // `assumed`
      message: "Operation is not valid for the source object's storage class",
      StorageClass: version.storageClass,
    });
  }
  checkDecryption(s3, bucket, version, requester);
  return { bucket, version, isNamed: versionId !== undefined };
}

/** Never 304, an ETag that matches outweighs a date that does not, and a date to come is ignored. */
function checkSourceConditions(version: DataVersion, input: CopySourceInput, nowMs: number): void {
  const {
    CopySourceIfMatch: ifMatch,
    CopySourceIfNoneMatch: ifNoneMatch,
    CopySourceIfModifiedSince: ifModifiedSince,
    CopySourceIfUnmodifiedSince: ifUnmodifiedSince,
  } = input;
  if (ifMatch !== undefined) {
    if (!matchesEtag(ifMatch, version)) conditionFailed("If-Match");
  } else if (ifUnmodifiedSince !== undefined && isModifiedSince(version, ifUnmodifiedSince)) {
    conditionFailed("If-Unmodified-Since");
  }
  if (ifNoneMatch !== undefined) {
    if (matchesEtag(ifNoneMatch, version)) conditionFailed("If-None-Match");
  } else if (ifModifiedSince !== undefined && ifModifiedSince.getTime() <= nowMs) {
    if (!isModifiedSince(version, ifModifiedSince)) conditionFailed("If-Modified-Since");
  }
}

/** The header's name with these capitals (recorded 2026). */
function conditionFailed(condition: string): never {
  return fail("PreconditionFailed", { Condition: `x-amz-copy-source-${condition}` });
}
