import { checksumAlgorithms } from "../base/checksums.js";
import { storageClasses } from "../base/storageClasses.js";
import { configuration, tags } from "./replicationSchema.js";
import {
  bytes,
  count,
  date,
  document,
  either,
  flag,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  recordOf,
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
const retention = record({ mode: oneOf("GOVERNANCE", "COMPLIANCE"), retainUntil: time });
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
  key: text,
  versionId: text,
  sequence: count,
  lastModified: time,
  ownerId: text,
  isReplica: flag,
  judgedBy: optional(configuration),
  workIds: list(count),
};

const part = record({ partNumber: count, sizeBytes: count, etag: text, checksum: optional(text) });
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
  partNumber: count,
  body: count,
  etag: text,
  checksum,
  lastModified: time,
});
const upload = record({
  key: text,
  uploadId: text,
  initiatorId: text,
  initiatedAt: time,
  sequence: count,
  hadObject: flag,
  checksumAlgorithm: optional(oneOf(...checksumAlgorithms)),
  checksumType,
  description: record(description),
  parts: list(tuple(count, uploadedPart)),
});

/** A bucket with all that is in it. */
export const bucket = record({
  name: text,
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
        record({
          mode: oneOf("GOVERNANCE", "COMPLIANCE"),
          unit: oneOf("Days", "Years"),
          count,
        }),
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
  versions: list(tuple(text, list(version))),
  uploads: list(tuple(text, list(upload))),
  inventories: mapOf(
    text,
    record({
      sequence: count,
      dueAt: optional(time),
      lastReport: optional(
        record({
          scannedAt: time,
          format: oneOf("CSV", "Parquet"),
          bucket: text,
          fileKeys: list(text),
          fields: list(text),
          rows: bytes,
        }),
      ),
      lastFailure: optional(record({ at: time, reason: text })),
    }),
  ),
  completedUploads: list(tuple(text, record({ key: text, versionId: text }))),
  documents: mapOf(text, document),
});
