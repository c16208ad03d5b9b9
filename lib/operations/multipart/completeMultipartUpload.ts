import type {
  CompletedPart,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadOutput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { addVersion } from "../../replication/addVersion.js";
import type { Bucket } from "../../state/bucket.js";
import { newVersionId } from "../../state/newVersionId.js";
import type { Content, DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { Upload, UploadedPart } from "../../state/upload.js";
import { completeUpload, findCompletedUpload } from "../../state/uploads.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import { checksumMembers, givenChecksum } from "../objects/checksumMembers.js";
import { unquoted } from "../objects/etag.js";
import { expirationHeader } from "../objects/expirationHeader.js";
import { newVersion } from "../objects/newVersion.js";
import { checkWriteConditions } from "../objects/preconditions.js";
import {
  checkChecksumMode,
  checkObjectChecksum,
  checkPartChecksums,
  objectChecksum,
} from "./completedChecksum.js";
import { checkCompletedParts, compositeEtag } from "./completedParts.js";
import { openDecryptedUpload } from "./multipartUpload.js";

/**
 * Makes an object of the parts of an upload; asked again, it answers the same and makes nothing. It is as
 * old as the upload, and it is judged for replication now.
 *
 * @throws S3Error MalformedXML, NoSuchUpload, InvalidArgument, InvalidPart, InvalidPartOrder, EntityTooSmall, InvalidRequest,
 *   BadDigest, PreconditionFailed, ConditionalRequestConflict, NoSuchKey, NotImplemented
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export function completeMultipartUpload(
  s3: S3,
  input: CompleteMultipartUploadCommandInput,
  requester: Requester,
): CompleteMultipartUploadOutput {
  const bucket = openBucket(s3, input, requester);
  const asked = input.MultipartUpload?.Parts ?? [];
  checkSchema(input);
  const made = madeBefore(bucket, input, asked);
  if (made !== undefined) return answerOf(bucket, made, requester);
  const upload = openDecryptedUpload(s3, bucket, input, requester);
  if (asked.length === 0) {
    fail("InvalidRequest", { message: "You must specify at least one part" });
  }
  checkParts(asked);
  checkChecksumMode(upload, input);
  const parts = checkCompletedParts(upload, asked);
  checkSize(parts, input.MpuObjectSize);
  checkConditions(bucket, upload, input);
  const content = contentOf(upload, { parts, asked, claimed: givenChecksum(input) });

  const { key, description } = upload;
  const versionId = newVersionId(s3, bucket);
  const lastModified = upload.initiatedAt;
  const version = newVersion(s3, description, { key, versionId, lastModified, content });
  completeUpload(bucket, upload, version);
  addVersion(s3, bucket, version, "CompleteMultipartUpload");
  return answerOf(bucket, version, requester);
}

/**
 * The document's own rules: it has parts (recorded), each part a number and an ETag. That it is read first
 * is `assumed`; a request without a document is told so in other words.
 */
function checkSchema({ MultipartUpload: document, ...input }: CompleteMultipartUploadCommandInput) {
  checkObjectChecksum(givenChecksum(input));
  if (document === undefined) return;
  const { Parts: parts = [] } = document;
  requireValid(parts.length > 0);
  for (const { PartNumber, ETag } of parts) {
    requireValid(PartNumber !== undefined && ETag !== undefined);
  }
}

/** What is wrong with a part by itself, in what others found to be S3's words. */
function checkParts(asked: readonly CompletedPart[]): void {
  for (const part of asked) {
    const { PartNumber: partNumber = 0 } = part;
    if (partNumber < 1) {
      fail("InvalidArgument", {
        message: "PartNumber must be >= 1",
        ArgumentName: "PartNumber",
        ArgumentValue: String(partNumber),
      });
    }
    checkPartChecksums(part);
  }
}

/**
 * The version that the same completion has made before: it may come again, because an answer that was
 * lost looks like none. That it has to be there still is `assumed`.
 */
function madeBefore(
  bucket: Bucket,
  { Key: key = "", UploadId: uploadId = "" }: CompleteMultipartUploadCommandInput,
  asked: readonly CompletedPart[],
): DataVersion | undefined {
  const completed = findCompletedUpload(bucket, key, uploadId);
  const version = completed && findVersion(bucket, key, completed.versionId);
  if (version === undefined || version.isDeleteMarker) return undefined;
  const { parts = [] } = version.content;
  const isSame =
    parts.length === asked.length &&
    parts.every(({ partNumber, etag }, index) => {
      const { PartNumber, ETag = "" } = asked[index] ?? {};
      return PartNumber === partNumber && unquoted(ETag) === unquoted(etag);
    });
  return isSame ? version : undefined;
}

function answerOf(
  bucket: Bucket,
  version: DataVersion,
  { url }: Requester,
): CompleteMultipartUploadOutput {
  const { key, versionId, content } = version;
  const expiration = expirationHeader(bucket, version);
  // The answer has no members for a customer's key.
  const { SSECustomerAlgorithm: _, SSECustomerKeyMD5: __, ...encryption } = version.encryption;
  return {
    Location: url ?? locationOf(bucket, key),
    Bucket: bucket.name,
    Key: key,
    ETag: content.etag,
    ...checksumMembers(content.checksum),
    ...encryption,
    ...(versionId !== "null" && { VersionId: versionId }),
    ...(expiration !== undefined && { Expiration: expiration }),
  };
}

/** The bytes of all parts are copied together once, when nothing but their checksum can be wrong. */
function contentOf(
  upload: Upload,
  completion: {
    readonly parts: readonly UploadedPart[];
    readonly asked: readonly CompletedPart[];
    readonly claimed: ReturnType<typeof givenChecksum>;
  },
): Content {
  const { parts } = completion;
  const [only] = parts;
  const bytes =
    only !== undefined && parts.length === 1
      ? only.bytes
      : Buffer.concat(parts.map((part) => part.bytes));
  const checksum = objectChecksum(upload, { parts, bytes, claimed: completion.claimed });
  return {
    bytes,
    etag: compositeEtag(parts),
    checksum,
    parts: parts.map((part) => ({
      partNumber: part.partNumber,
      sizeBytes: part.bytes.length,
      etag: part.etag,
      checksum: checksum.type === "COMPOSITE" ? part.checksum.value : undefined,
    })),
  };
}

function checkSize(parts: readonly UploadedPart[], claimedBytes: number | undefined): void {
  if (claimedBytes === undefined) return;
  const sizeBytes = parts.reduce((sum, part) => sum + part.bytes.length, 0);
  if (sizeBytes === claimedBytes) return;
  fail("InvalidRequest", {
    message: `The provided 'x-amz-mp-object-size' header value ${claimedBytes} does not match what was computed: ${sizeBytes}`,
  });
}

/**
 * The conditions of a write, and that nothing came between: an object that was deleted, or written
 * anew with the same ETag, since the upload was initiated.
 */
function checkConditions(
  bucket: Bucket,
  upload: Upload,
  input: CompleteMultipartUploadCommandInput,
): void {
  const { key } = upload;
  const current = currentVersion(bucket, key);
  checkWriteConditions(current, key, input);
  if (input.IfNoneMatch !== undefined && upload.hadObject) {
    fail("ConditionalRequestConflict", { Condition: "If-None-Match", Key: key });
  }
  const isNewer = current !== undefined && current.sequence > upload.sequence;
  if (input.IfMatch !== undefined && isNewer) {
    fail("ConditionalRequestConflict", { Condition: "If-Match", Key: key });
  }
}

function locationOf({ name, region }: Bucket, key: string): string {
  const path = key.split("/").map(encodeURIComponent).join("%2F");
  return `https://${name}.s3.${region}.amazonaws.com/${path}`;
}
