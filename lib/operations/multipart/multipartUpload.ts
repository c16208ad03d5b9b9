import type {
  AbortMultipartUploadCommandInput,
  CreateMultipartUploadCommandInput,
  CreateMultipartUploadOutput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { wholeSecond } from "../../base/clock.js";
import { fail } from "../../base/errors.js";
import { abortMembers } from "../../lifecycle/abortion.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import { sortedMap } from "../../state/sortedMap.js";
import type { Upload } from "../../state/upload.js";
import { findUpload, putUpload, removeUpload } from "../../state/uploads.js";
import { currentVersion } from "../../state/versions.js";
import { checkDecryption } from "../objects/checkKmsKey.js";
import { describeObject } from "../objects/objectDescription.js";
import { readUploadChecksum } from "./multipartChecksum.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(
  s3: S3,
  input: CreateMultipartUploadCommandInput,
  requester: Requester,
): CreateMultipartUploadOutput {
  const bucket = openBucket(s3, input, requester);
  const key = input.Key ?? "";
  const checksum = readUploadChecksum(input);
  const description = describeObject(s3, bucket, input, requester);
  const uploadId = s3.ids.uploadId();
  const { checksumAlgorithm, checksumType } = checksum;
  const upload: Upload = {
    key,
    uploadId,
    initiatorId: requester.accountId,
    initiatedAt: wholeSecond(s3.time.now()),
    sequence: s3.ids.sequence(),
    hadObject: currentVersion(bucket, key)?.isDeleteMarker === false,
    checksumAlgorithm,
    checksumType,
    description,
    parts: sortedMap((a, b) => a - b),
  };
  putUpload(bucket, upload);
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: uploadId,
    ...description.encryption,
    ...abortMembers(bucket, upload),
    ...(checksumAlgorithm && { ChecksumAlgorithm: checksumAlgorithm, ChecksumType: checksumType }),
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export function abortMultipartUpload(
  s3: S3,
  input: AbortMultipartUploadCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  if (input.IfMatchInitiatedTime !== undefined) {
    fail("NotImplemented", { Header: "x-amz-if-match-initiated-time" });
  }
  removeUpload(bucket, openUpload(bucket, input));
  return {};
}

/** What names an upload in a request. */
export interface UploadInput {
  readonly Key: string | undefined;
  readonly UploadId: string | undefined;
}

/**
 * The upload a request is for.
 *
 * @throws S3Error NoSuchUpload, also for one that was completed or aborted, or is of another key
 */
export function openUpload(
  bucket: Bucket,
  { Key: key = "", UploadId: uploadId = "" }: UploadInput,
): Upload {
  return findUpload(bucket, key, uploadId) ?? fail("NoSuchUpload", { UploadId: uploadId });
}

/**
 * The upload that a request adds to or completes: whoever sends it must be able to decrypt its parts.
 *
 * @throws S3Error NoSuchUpload, AccessDenied, KMS.NotFoundException, KMS.DisabledException,
 *   KMS.KMSInvalidStateException
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export function openDecryptedUpload(
  s3: S3,
  bucket: Bucket,
  input: UploadInput,
  requester: Requester,
): Upload {
  const upload = openUpload(bucket, input);
  const { key, description } = upload;
  checkDecryption(s3, bucket, { key, encryption: description.encryption }, requester);
  return upload;
}
