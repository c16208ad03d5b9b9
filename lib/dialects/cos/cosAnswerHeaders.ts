import type { UploadPartCopyCommandInput } from "@aws-sdk/client-s3";
import type { Bucket } from "../../state/bucket.js";
import type { Content } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { findUpload } from "../../state/uploads.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import { creationTimeOf } from "./cosBucketReplication.js";
import { crc64ecma } from "./crc64ecma.js";

/** What has been done and is answered. */
interface Done {
  readonly operation: string;
  readonly input: object;
  /** In the answer. */
  readonly versionId: string | undefined;
}

type Headers = Readonly<Record<string, string>>;

const onObjects: ReadonlySet<string> = new Set([
  "CopyObject",
  "CompleteMultipartUpload",
  "GetObject",
  "HeadObject",
  "PutObject",
]);

// What follows from immutable bytes is a constant that is computed late.
const checksums = new WeakMap<Content, string>();

/** The headers that COS adds to answers about an object or a part: its CRC-64. */
export function objectHeaders(s3: S3, { operation, input, versionId }: Done): Headers {
  if (operation === "UploadPart") {
    // What the wire has read: bytes, or nothing at all.
    const { Body = new Uint8Array(0) } = input as { readonly Body?: Uint8Array };
    return { "x-cos-hash-crc64ecma": crc64ecma(Body) };
  }
  if (operation === "UploadPartCopy")
    return { "x-cos-hash-crc64ecma": copiedPart(s3, input as never) };
  if (!onObjects.has(operation)) return {};
  // All of them have a key.
  const { Key = "" } = input as { readonly Key?: string };
  const bucket = bucketOf(s3, input);
  if (bucket === undefined) return {};
  // An answer without an id is about the only version that there can be, or about the null version.
  const version =
    versionId === undefined ? currentVersion(bucket, Key) : findVersion(bucket, Key, versionId);
  if (version === undefined || version.isDeleteMarker) return {};
  const { content } = version;
  let checksum = checksums.get(content);
  if (checksum === undefined) {
    checksum = crc64ecma(content.bytes);
    checksums.set(content, checksum);
  }
  return { "x-cos-hash-crc64ecma": checksum };
}

/** That of the part that has just been copied. */
function copiedPart(s3: S3, input: UploadPartCopyCommandInput): string {
  const { Key = "", UploadId = "", PartNumber = 0 } = input;
  const bucket = bucketOf(s3, input);
  const part = bucket && findUpload(bucket, Key, UploadId)?.parts.get(PartNumber);
  return crc64ecma(part?.bytes ?? new Uint8Array(0));
}

/**
 * The headers that COS adds to answers about a replication configuration.
 *
 * @see https://cloud.tencent.com/document/product/436/19222
 */
export function replicationHeaders(s3: S3, { operation, input }: Done): Headers {
  const bucket = bucketOf(s3, input);
  if (bucket === undefined) return {};
  if (operation === "PutBucketReplication") return { "x-cos-bucket-region": bucket.region };
  if (operation !== "GetBucketReplication") return {};
  const createdAt = creationTimeOf(bucket);
  if (createdAt === undefined) return {};
  return { "x-cos-replication-rule-creation-time": new Date(createdAt).toUTCString() };
}

function bucketOf(s3: S3, input: object): Bucket | undefined {
  // The inputs of all operations on a bucket have one.
  const { Bucket } = input as { readonly Bucket?: string };
  return Bucket === undefined ? undefined : s3.buckets.get(Bucket);
}
