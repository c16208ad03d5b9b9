import { canonicalUserId } from "../access/acl.js";
import { expirationHeader } from "../operations/objects/expirationHeader.js";
import { replicationStatus } from "../replication/status.js";
import type { Bucket } from "../state/bucket.js";
import type { Acl, DataVersion, Encryption, ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { versionsIn } from "../state/versionStack.js";

/** A value of a column; undefined is NULL, and empty in CSV. Times are milliseconds since the epoch. */
export type FieldValue = string | boolean | number | undefined;

/** What a field of a row is, by the field's name. */
export interface ScannedRow {
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

/** Which versions a report has rows for. */
export interface Scan {
  readonly prefix: string;
  readonly includesAllVersions: boolean;
}

/** The rows of a report: every version and delete marker, or the current versions. */
export function* scanBucket(
  bucket: Bucket,
  { prefix, includesAllVersions }: Scan,
): Generator<ScannedRow> {
  for (const [key, stack] of bucket.versions.entries(prefix)) {
    if (!key.startsWith(prefix)) return;
    let isLatest = true;
    for (const version of versionsIn(stack)) {
      if (includesAllVersions || !version.isDeleteMarker) yield { version, isLatest };
      if (!includesAllVersions) break;
      isLatest = false;
    }
  }
}

type ReadField = (row: ScannedRow, s3: S3, bucket: Bucket) => FieldValue;
type ReadData = (version: DataVersion, s3: S3, bucket: Bucket, row: ScannedRow) => FieldValue;

/** Delete markers have none of what an object has. */
function ofData(read: ReadData): ReadField {
  return (row, s3, bucket) =>
    row.version.isDeleteMarker ? undefined : read(row.version, s3, bucket, row);
}

/**
 * How each field is read. The spelling of locks, access tiers and ACLs is `assumed` to be that of S3's API;
 * the others are recorded 2026 or documented.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html
 */
export const readField: Readonly<Record<string, ReadField>> = {
  Bucket: (_row, _s3, { name }) => name,
  Key: ({ version }) => version.key,
  VersionId: ({ version }) => (version.versionId === "null" ? undefined : version.versionId),
  IsLatest: ({ isLatest }) => isLatest,
  IsDeleteMarker: ({ version }) => version.isDeleteMarker,
  Size: ofData(({ content }) => content.bytes.length),
  LastModifiedDate: ({ version }) => version.lastModified,
  ETag: ofData(({ content }) => content.etag.replaceAll('"', "")),
  StorageClass: ofData(({ storageClass }) => storageClass),
  IsMultipartUploaded: ofData(({ content }) => content.parts !== undefined),
  ReplicationStatus: ({ version }, s3) => replicationStatus(s3, version),
  EncryptionStatus: ofData(({ encryption }) => encryptionStatus(encryption)),
  ObjectLockRetainUntilDate: ofData(({ lock }) => lock.retention?.retainUntil),
  ObjectLockMode: ofData(({ lock }) => lock.retention?.mode),
  ObjectLockLegalHoldStatus: ofData(({ lock }, _s3, { objectLock }) =>
    objectLock === undefined ? undefined : (lock.legalHold ?? "OFF"),
  ),
  IntelligentTieringAccessTier: ofData(({ storageClass }) =>
    storageClass === "INTELLIGENT_TIERING" ? "FREQUENT" : undefined,
  ),
  BucketKeyStatus: ofData(({ encryption }) =>
    encryption.BucketKeyEnabled ? "ENABLED" : "DISABLED",
  ),
  ChecksumAlgorithm: ofData(({ content }) => content.checksum?.algorithm),
  ObjectAccessControlList: ofData(({ acl, ownerId }) => encodedAcl(acl, ownerId)),
  ObjectOwner: ofData(({ ownerId }) => canonicalUserId(ownerId)),
  LifecycleExpirationDate: ofData((version, _s3, bucket, { isLatest }) =>
    isLatest ? expiryOf(expirationHeader(bucket, version)) : undefined,
  ),
  // Nothing sets them in the mock.
  ObjectLockEventHoldStatus: () => undefined,
  ObjectLockEventHoldDuration: () => undefined,
};

function encryptionStatus({ ServerSideEncryption, SSECustomerKeyMD5 }: Encryption): string {
  switch (ServerSideEncryption) {
    case "AES256":
      return "SSE-S3";
    case "aws:kms":
      return "SSE-KMS";
    case "aws:kms:dsse":
      return "DSSE-KMS";
    default:
      return SSECustomerKeyMD5 === undefined ? "NOT-SSE" : "SSE-C";
  }
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/objectacl.html */
function encodedAcl(acl: Acl | undefined, ownerId: string): string {
  const own = {
    canonicalId: canonicalUserId(ownerId),
    type: "CanonicalUser",
    permission: "FULL_CONTROL",
  };
  const grants = acl?.grants.map(({ Grantee, Permission }) => ({
    ...(Grantee.Type === "CanonicalUser" ? { canonicalId: Grantee.ID } : { uri: Grantee.URI }),
    type: Grantee.Type,
    permission: Permission,
  })) ?? [own];
  const list = { version: "2022-11-10", status: "AVAILABLE", grants };
  return Buffer.from(JSON.stringify(list)).toString("base64");
}

/** The date in `x-amz-expiration`, which is where the mock says when a lifecycle rule expires a version. */
function expiryOf(header: string | undefined): number | undefined {
  const [, date] = /expiry-date="([^"]+)"/.exec(header ?? "") ?? [];
  return date === undefined ? undefined : Date.parse(date);
}
