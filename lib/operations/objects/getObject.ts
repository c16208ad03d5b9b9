import type {
  GetObjectCommandInput,
  GetObjectOutput,
  HeadObjectCommandInput,
  HeadObjectOutput,
} from "@aws-sdk/client-s3";
import { isAuthorized } from "../../access/authorize.js";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { countStatusRead } from "../../replication/acceptWork.js";
import { replicationStatus } from "../../replication/status.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion, Encryption, SystemMetadata } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { WithBytes } from "../operation.js";
import { isReadable, restoreHeader } from "./archive.js";
import { checkDecryption } from "./checkKmsKey.js";
import { checkCustomerKey } from "./encryption.js";
import { expirationHeader } from "./expirationHeader.js";
import { lockMembers } from "./objectLock.js";
import { checkPartNumber } from "./partNumber.js";
import { checkReadConditions } from "./preconditions.js";
import type { ByteRange } from "./ranges.js";
import { checksumOfRead, requestedRange } from "./requestedRange.js";
import { checkOverrides, overrideHeaders } from "./responseHeaders.js";
import { openVersion } from "./versionLookup.js";

/** GetObject's output with its body as bytes. */
export type GetObjectBytes = WithBytes<GetObjectOutput>;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function getObject(
  s3: S3,
  input: GetObjectCommandInput,
  requester: Requester,
): GetObjectBytes {
  const bucket = openBucket(s3, input, requester);
  checkOverrides(input, requester);
  const version = openForRead(s3, bucket, input);
  if (!isReadable(version, s3.time.now())) {
    fail("InvalidObjectState", { StorageClass: version.storageClass });
  }
  checkDecryption(s3, bucket, version, requester);
  const { bytes } = version.content;
  const { members, range } = readMembers(s3, bucket, version, { input, requester });
  const Body = range === undefined ? bytes : bytes.subarray(range.first, range.last + 1);
  return Object.assign(members, { Body });
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export function headObject(
  s3: S3,
  input: HeadObjectCommandInput,
  requester: Requester,
): HeadObjectOutput {
  const bucket = openBucket(s3, input, requester);
  checkOverrides(input, requester);
  const version = openForRead(s3, bucket, input);
  return readMembers(s3, bucket, version, { input, requester }).members;
}

type ReadInput = GetObjectCommandInput | HeadObjectCommandInput;

function openForRead(s3: S3, bucket: Bucket, input: ReadInput): DataVersion {
  const { Key: key = "", VersionId: versionId, PartNumber: partNumber } = input;
  // As for a number that is none; that S3 refuses those out of range like that is `assumed`.
  if (partNumber !== undefined) checkPartNumber(partNumber);
  const version = openVersion(bucket, { key, versionId, method: "GET" });
  checkCustomerKey(version.encryption, input);
  checkReadConditions(version, input, s3.time.now());
  return version;
}

interface Read {
  readonly members: HeadObjectOutput;
  /** The part of the object that was asked for; undefined for all of it. */
  readonly range: ByteRange | undefined;
}

/** How many tags there are is told to those who may read them (recorded 2026). */
function mayCountTags(
  s3: S3,
  bucket: Bucket,
  version: DataVersion,
  { input, requester }: { readonly input: ReadInput; readonly requester: Requester },
): boolean {
  const { key } = version;
  const { VersionId: versionId } = input;
  const action = versionId === undefined ? "s3:GetObjectTagging" : "s3:GetObjectVersionTagging";
  const request = { bucket: bucket.name, key, query: {}, headers: {} };
  return isAuthorized(s3, { bucket, key, versionId, version, action, request, requester });
}

function readMembers(
  s3: S3,
  bucket: Bucket,
  version: DataVersion,
  { input, requester }: { readonly input: ReadInput; readonly requester: Requester },
): Read {
  const { content, userMetadata, storageClass, tags } = version;
  const sizeBytes = content.bytes.length;
  const range = requestedRange(content, input);
  const status = replicationStatus(s3, version);
  const members: HeadObjectOutput = {
    AcceptRanges: "bytes",
    LastModified: new Date(version.lastModified),
    ContentLength: range === undefined ? sizeBytes : range.last - range.first + 1,
    ETag: content.etag,
  };
  addSystemMetadata(members, version.systemMetadata);
  addEncryption(members, version.encryption);
  for (const _ in userMetadata) {
    members.Metadata = userMetadata;
    break;
  }
  if (range !== undefined && range.last >= range.first) {
    members.ContentRange = `bytes ${range.first}-${range.last}/${sizeBytes}`;
  }
  if (bucket.versioning !== undefined) members.VersionId = version.versionId;
  if (storageClass !== "STANDARD") {
    members.StorageClass = storageClass as NonNullable<HeadObjectOutput["StorageClass"]>;
  }
  if (input.VersionId === undefined) {
    const expiration = expirationHeader(bucket, version);
    if (expiration !== undefined) members.Expiration = expiration;
  }
  if (version.restore !== undefined) {
    const restore = restoreHeader(version, s3.time.now());
    if (restore !== undefined) members.Restore = restore;
  }
  if (tags.length > 0 && mayCountTags(s3, bucket, version, { input, requester })) {
    members.TagCount = tags.length;
  }
  if (version.lock.retention !== undefined || version.lock.legalHold !== undefined) {
    Object.assign(members, lockMembers(version));
  }
  // In any case of letters (recorded).
  if (input.ChecksumMode?.toUpperCase() === "ENABLED") {
    Object.assign(members, checksumOfRead(content, input.PartNumber, range));
  }
  if (input.PartNumber !== undefined && content.parts !== undefined) {
    members.PartsCount = content.parts.length;
  }
  if (status !== undefined) {
    members.ReplicationStatus = status;
    if (status === "PENDING") countStatusRead(s3, version);
  }
  overrideHeaders(members, input);
  return { members, range };
}

/** One by one, because spreading objects of many shapes costs more than all else here. */
function addSystemMetadata(members: HeadObjectOutput, metadata: SystemMetadata): void {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage } = metadata;
  members.ContentType = metadata.ContentType;
  if (CacheControl !== undefined) members.CacheControl = CacheControl;
  if (ContentDisposition !== undefined) members.ContentDisposition = ContentDisposition;
  if (ContentEncoding !== undefined) members.ContentEncoding = ContentEncoding;
  if (ContentLanguage !== undefined) members.ContentLanguage = ContentLanguage;
  // A text is written as it is, which the SDK's type does not know of.
  if (metadata.Expires !== undefined) members.Expires = metadata.Expires as Date;
  if (metadata.WebsiteRedirectLocation !== undefined) {
    members.WebsiteRedirectLocation = metadata.WebsiteRedirectLocation;
  }
}

function addEncryption(members: HeadObjectOutput, encryption: Encryption): void {
  const { ServerSideEncryption, SSEKMSKeyId, SSECustomerKeyMD5 } = encryption;
  if (ServerSideEncryption !== undefined) members.ServerSideEncryption = ServerSideEncryption;
  if (SSEKMSKeyId !== undefined || SSECustomerKeyMD5 !== undefined) {
    Object.assign(members, encryption);
  }
}
