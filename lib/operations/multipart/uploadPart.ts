import type {
  UploadPartCommandInput,
  UploadPartCopyCommandInput,
  UploadPartCopyOutput,
  UploadPartOutput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { wholeSecond } from "../../base/clock.js";
import type { Bucket } from "../../state/bucket.js";
import type { Checksum } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { Upload, UploadedPart } from "../../state/upload.js";
import { putUpload } from "../../state/uploads.js";
import {
  type ChecksumMembers,
  checksumMembers,
  givenChecksum,
  storedChecksum,
} from "../objects/checksumMembers.js";
import { checkPartKey } from "../objects/encryption.js";
import { etagOf } from "../objects/etag.js";
import { checkLockedBody } from "../objects/objectLock.js";
import { openCopySource } from "../objects/openCopySource.js";
import { checkPartNumber } from "../objects/partNumber.js";
import { checkPutSize } from "../objects/putSize.js";
import { readCopyRange } from "../objects/ranges.js";
import type { WithBytes } from "../operation.js";
import { partChecksum } from "./multipartChecksum.js";
import { openDecryptedUpload } from "./multipartUpload.js";

const noBytes = new Uint8Array(0);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export function uploadPart(
  s3: S3,
  input: WithBytes<UploadPartCommandInput>,
  requester: Requester,
): UploadPartOutput {
  const bucket = openBucket(s3, input, requester);
  const partNumber = checkPartNumber(input.PartNumber);
  const upload = openDecryptedUpload(s3, bucket, input, requester);
  const { encryption, lock } = upload.description;
  checkPartKey(encryption, input);
  checkLockedBody(lock, input, "Put Part");
  const { Body: bytes = noBytes } = input;
  checkPutSize(bytes);
  const checksum = partChecksum(upload, input, bytes);
  const part = putPart(s3, { bucket, upload }, { partNumber, bytes, checksum });
  const isAsked = upload.checksumAlgorithm ?? input.ChecksumAlgorithm ?? givenChecksum(input);
  return {
    ETag: part.etag,
    // What S3 computes for itself it does not show: clients would send it on, and CompleteMultipartUpload
    // refuses it (recorded).
    ...(isAsked && partChecksumMembers(checksum)),
    ...encryption,
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export function uploadPartCopy(
  s3: S3,
  input: UploadPartCopyCommandInput,
  requester: Requester,
): UploadPartCopyOutput {
  const bucket = openBucket(s3, input, requester);
  const partNumber = checkPartNumber(input.PartNumber);
  const upload = openDecryptedUpload(s3, bucket, input, requester);
  const { encryption } = upload.description;
  checkPartKey(encryption, input);
  const source = openCopySource(s3, input, requester);
  // Stored bytes never change, so the part may share them.
  const whole = source.version.content.bytes;
  const range = input.CopySourceRange && readCopyRange(input.CopySourceRange, whole.length);
  const bytes = range ? whole.subarray(range.first, range.last + 1) : whole;
  checkPutSize(bytes);
  const checksum = storedChecksum({ ChecksumAlgorithm: upload.checksumAlgorithm }, bytes);
  const part = putPart(s3, { bucket, upload }, { partNumber, bytes, checksum });
  return {
    CopyPartResult: {
      ETag: part.etag,
      LastModified: new Date(part.lastModified),
      // S3 shows the checksum where the upload was created for one. `assumed`
      ...(upload.checksumAlgorithm && partChecksumMembers(checksum)),
    },
    ...encryption,
    ...(source.bucket.versioning !== undefined && {
      CopySourceVersionId: source.version.versionId,
    }),
  };
}

/** The members that show the checksum of a part: there is no type among them. */
export function partChecksumMembers(checksum: Checksum): ChecksumMembers {
  const { ChecksumType: _, ...members } = checksumMembers(checksum);
  return members;
}

/** Adds a part to an upload, or replaces the one with its number. */
function putPart(
  s3: S3,
  { bucket, upload }: { bucket: Bucket; upload: Upload },
  { partNumber, bytes, checksum }: Pick<UploadedPart, "partNumber" | "bytes" | "checksum">,
): UploadedPart {
  const salt = `${upload.uploadId} ${partNumber}`;
  const part: UploadedPart = {
    partNumber,
    bytes,
    etag: etagOf(bytes, upload.description.encryption, salt),
    checksum,
    lastModified: wholeSecond(s3.time.now()),
  };
  const parts = upload.parts.clone();
  parts.set(partNumber, part);
  putUpload(bucket, { ...upload, parts });
  return part;
}
