import { gunzipSync } from "node:zlib";
import { checksumAlgorithms } from "../base/checksums.js";
import { limits } from "../base/limits.js";
import { storageClasses } from "../base/storageClasses.js";
import { bucketDocuments } from "./documentSchema.js";
import { bucketName, objectKey, partNumber, uploadId, upTo, versionId } from "./nameSchema.js";
import { configuration, tags } from "./replicationSchema.js";
import {
  both,
  bytes,
  count,
  date,
  either,
  flag,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  recordOf,
  type Schema,
  text,
  time,
  tuple,
} from "./schema.js";

const storageClass = oneOf(...storageClasses);
const grant = record({
  Grantee: record({
    Type: oneOf("CanonicalUser", "Group"),
    ID: optional(text),
    URI: optional(text),
  }),
  Permission: oneOf("FULL_CONTROL", "WRITE", "WRITE_ACP", "READ", "READ_ACP"),
});
const acl = record({ grants: list(grant) });
const mode = oneOf("GOVERNANCE", "COMPLIANCE");
const retention = record({ mode, retainUntil: time });
const lock = record({
  retention: optional(retention),
  legalHold: optional(oneOf("ON", "OFF")),
});
const encryption = record({
  ServerSideEncryption: optional(oneOf("AES256", "aws:kms", "aws:kms:dsse")),
  SSEKMSKeyId: optional(text),
  BucketKeyEnabled: optional(oneOf(true)),
  SSECustomerAlgorithm: optional(oneOf("AES256")),
  SSECustomerKeyMD5: optional(text),
});
const checksumType = oneOf("FULL_OBJECT", "COMPOSITE");
const checksum = record({
  algorithm: oneOf(...checksumAlgorithms),
  value: text,
  type: checksumType,
});
const systemMetadata = record({
  CacheControl: optional(text),
  ContentDisposition: optional(text),
  ContentEncoding: optional(text),
  ContentLanguage: optional(text),
  ContentType: optional(text),
  Expires: optional(either(date, text)),
  WebsiteRedirectLocation: optional(text),
});

const description = {
  ownerId: text,
  systemMetadata,
  userMetadata: recordOf(text),
  tags,
  storageClass,
  encryption,
  lock,
  acl: optional(acl),
};

const ofAnyVersion = {
  key: objectKey,
  versionId,
  sequence: count,
  lastModified: time,
  ownerId: text,
  isReplica: flag,
  judgedBy: optional(configuration),
  workIds: list(count),
};

const part = record({ partNumber, sizeBytes: count, etag: text, checksum: optional(text) });
const version = either(
  record({ ...ofAnyVersion, isDeleteMarker: oneOf(true), expiredBy: optional(text) }),
  record({
    ...ofAnyVersion,
    ...description,
    isDeleteMarker: oneOf(false),
    content: record({
      body: count,
      etag: text,
      checksum: optional(checksum),
      parts: optional(list(part)),
    }),
    restore: optional(record({ readyAt: time, expiresAt: time })),
  }),
);

const uploadedPart = record({
  partNumber,
  body: count,
  etag: text,
  checksum,
  lastModified: time,
});
const upload = record({
  key: objectKey,
  uploadId,
  initiatorId: text,
  initiatedAt: time,
  sequence: count,
  hadObject: flag,
  checksumAlgorithm: optional(oneOf(...checksumAlgorithms)),
  checksumType,
  description: record(description),
  parts: list(tuple(count, uploadedPart)),
});

const rows: Schema = (value, path) => {
  try {
    gunzipSync(value as Uint8Array);
    return undefined;
  } catch {
    return `${path} is not what a report's rows are compressed to`;
  }
};

/** A bucket with all that is in it. */
export const bucket = record({
  name: bucketName,
  region: text,
  ownerId: text,
  createdAt: time,
  versioning: optional(oneOf("Enabled", "Suspended")),
  replication: optional(configuration),
  unseenConfigurations: list(
    record({ visibleAt: time, sequence: count, configuration: optional(configuration) }),
  ),
  objectLock: optional(
    record({
      defaultRetention: optional(
        either(
          record({ mode, unit: oneOf("Days"), count: upTo(limits.retentionDays) }),
          record({ mode, unit: oneOf("Years"), count: upTo(limits.retentionYears) }),
        ),
      ),
    }),
  ),
  encryption: record({
    isConfigured: flag,
    algorithm: oneOf("AES256", "aws:kms", "aws:kms:dsse"),
    kmsKeyId: optional(text),
    usesBucketKey: flag,
    blocksCustomerKeys: flag,
  }),
  acl: optional(acl),
  versions: list(tuple(objectKey, list(version))),
  uploads: list(tuple(objectKey, list(upload))),
  inventories: mapOf(
    text,
    record({
      sequence: count,
      dueAt: optional(time),
      lastReport: optional(
        record({
          scannedAt: time,
          format: oneOf("CSV", "Parquet"),
          bucket: bucketName,
          fileKeys: list(objectKey),
          fields: list(text),
          rows: both(bytes, rows),
        }),
      ),
      lastFailure: optional(record({ at: time, reason: text })),
    }),
  ),
  completedUploads: list(tuple(uploadId, record({ key: objectKey, versionId, sequence: count }))),
  documents: bucketDocuments,
});
