import type { OperationName } from "../../lib/base/operationNames.generated.js";
import { errorOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";
import { sendByName } from "../support/sending.js";

/**
 * What operations refuse, as their API Reference pages restrict it: one row is an operation, what is wrong,
 * its input and the code. Evidence says how sure the code is: the code's own comment has the source.
 */
type Row = readonly [
  operation: OperationName,
  fault: string,
  input: object,
  code: string,
  evidence: "documented" | "recorded" | "assumed",
];

const bucket = { Bucket: "plain" };
const object = { ...bucket, Key: "k" };
const locked = { Bucket: "locked", Key: "k" };
const copy = { ...bucket, Key: "copy", CopySource: "plain/k" };
const later = new Date("2100-01-01T00:00:00Z");

const objects: readonly Row[] = [
  ["PutObject", "an unknown ACL", { ...object, ACL: "x" }, "InvalidArgument", "recorded"],
  [
    "PutObject",
    "an unknown class",
    { ...object, StorageClass: "x" },
    "InvalidStorageClass",
    "documented",
  ],
  [
    "PutObject",
    "an unknown encryption",
    { ...object, ServerSideEncryption: "x" },
    "InvalidEncryptionAlgorithmError",
    "documented",
  ],
  [
    "PutObject",
    "a KMS key without KMS",
    { ...object, SSEKMSKeyId: "x" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "PutObject",
    "an unknown lock mode",
    { ...locked, ObjectLockMode: "x", ObjectLockRetainUntilDate: later },
    "InvalidArgument",
    "recorded",
  ],
  [
    "PutObject",
    "an unknown legal hold",
    { ...locked, ObjectLockLegalHoldStatus: "x" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "PutObject",
    "a lock where there is no Object Lock",
    { ...object, ObjectLockLegalHoldStatus: "ON" },
    "InvalidRequest",
    "recorded",
  ],
  ["PutObject", "If-Match: *", { ...object, IfMatch: "*" }, "NotImplemented", "recorded"],
  [
    "PutObject",
    "If-None-Match: an ETag",
    { ...object, IfNoneMatch: "a" },
    "NotImplemented",
    "recorded",
  ],
  ["PutObject", "a tag twice", { ...object, Tagging: "a=b&a=c" }, "InvalidArgument", "recorded"],
  [
    "PutObject",
    "11 tags",
    { ...object, Tagging: Array.from({ length: 11 }, (_, at) => `k${at}=v`).join("&") },
    "BadRequest",
    "recorded",
  ],
  [
    "PutObject",
    "metadata over 2 KB",
    { ...object, Metadata: { a: "x".repeat(2048) } },
    "MetadataTooLarge",
    "documented",
  ],
  [
    "PutObject",
    "a redirect location over 2 KB",
    { ...object, WebsiteRedirectLocation: `/${"x".repeat(2048)}` },
    "InvalidRedirectLocation",
    "assumed",
  ],
  [
    "PutObject",
    "a key over 1,024 bytes",
    { ...bucket, Key: "é".repeat(513) },
    "KeyTooLongError",
    "documented",
  ],
  [
    "CopyObject",
    "an unknown directive",
    { ...copy, MetadataDirective: "x" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "CopyObject",
    "an unknown tagging directive",
    { ...copy, TaggingDirective: "x" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "CopyObject",
    "a source without a key",
    { ...copy, CopySource: "plain" },
    "InvalidArgument",
    "recorded",
  ],
  [
    "CopyObject",
    "an unknown algorithm",
    { ...copy, ChecksumAlgorithm: "x" },
    "InvalidRequest",
    "recorded",
  ],
  [
    "CreateMultipartUpload",
    "an unknown algorithm",
    { ...object, ChecksumAlgorithm: "x" },
    "InvalidRequest",
    "recorded",
  ],
  [
    "CreateMultipartUpload",
    "an unknown checksum type",
    { ...object, ChecksumAlgorithm: "CRC32", ChecksumType: "x" },
    "InvalidRequest",
    "assumed",
  ],
  [
    "GetObject",
    "a version id that is none",
    { ...object, VersionId: "x" },
    "InvalidArgument",
    "recorded",
  ],
  [
    "GetObject",
    "a range of a part",
    { ...object, Range: "bytes=0-1", PartNumber: 1 },
    "InvalidRequest",
    "recorded",
  ],
  [
    "GetObjectAttributes",
    "an unknown attribute",
    { ...object, ObjectAttributes: ["x"] },
    "InvalidArgument",
    "assumed",
  ],
  [
    "GetObjectAttributes",
    "a negative number of parts",
    { ...object, ObjectAttributes: ["ETag"], MaxParts: -1 },
    "InvalidArgument",
    "assumed",
  ],
  [
    "DeleteObject",
    "a bypass where there is no Object Lock",
    { ...object, BypassGovernanceRetention: true },
    "InvalidArgument",
    "recorded",
  ],
  ["DeleteObjects", "no key", { ...bucket, Delete: { Objects: [] } }, "MalformedXML", "documented"],
  [
    "DeleteObjects",
    "an empty key",
    { ...bucket, Delete: { Objects: [{ Key: "" }] } },
    "MalformedXML",
    "assumed",
  ],
  [
    "RestoreObject",
    "an object that is not archived",
    { ...object, RestoreRequest: { Days: 1 } },
    "InvalidObjectState",
    "documented",
  ],
  [
    "PutObjectTagging",
    "an empty tag key",
    { ...object, Tagging: { TagSet: [{ Key: "", Value: "" }] } },
    "InvalidTag",
    "documented",
  ],
  [
    "PutObjectTagging",
    "a tag of the system's",
    { ...object, Tagging: { TagSet: [{ Key: "aws:x", Value: "" }] } },
    "InvalidTag",
    "documented",
  ],
  [
    "PutObjectRetention",
    "a mode without a date",
    { ...locked, Retention: { Mode: "GOVERNANCE" } },
    "MalformedXML",
    "recorded",
  ],
  [
    "PutObjectLegalHold",
    "an unknown status",
    { ...locked, LegalHold: { Status: "x" } },
    "MalformedXML",
    "recorded",
  ],
];

const listings: readonly Row[] = [
  ...(["ListObjects", "ListObjectsV2", "ListObjectVersions"] as const).flatMap((name): Row[] => [
    [name, "an unknown encoding", { ...bucket, EncodingType: "x" }, "InvalidArgument", "recorded"],
    [name, "a negative page", { ...bucket, MaxKeys: -1 }, "InvalidArgument", "recorded"],
    [
      name,
      "an unknown attribute",
      { ...bucket, OptionalObjectAttributes: ["x"] },
      "InvalidArgument",
      "assumed",
    ],
  ]),
  [
    "ListObjectsV2",
    "a token that is none",
    { ...bucket, ContinuationToken: "x" },
    "InvalidArgument",
    "recorded",
  ],
  [
    "ListObjectVersions",
    "a version marker without a key marker",
    { ...bucket, VersionIdMarker: "x" },
    "InvalidArgument",
    "recorded",
  ],
  [
    "ListObjectVersions",
    "an empty version marker",
    { ...bucket, KeyMarker: "k", VersionIdMarker: "" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "ListMultipartUploads",
    "an upload marker that is none",
    { ...bucket, KeyMarker: "k", UploadIdMarker: "x" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "ListMultipartUploads",
    "a negative page",
    { ...bucket, MaxUploads: -1 },
    "InvalidArgument",
    "recorded",
  ],
  ["ListBuckets", "a page of nothing", { MaxBuckets: 0 }, "InvalidArgument", "documented"],
  ["ListBuckets", "a page over 10,000", { MaxBuckets: 10_001 }, "InvalidArgument", "documented"],
];

/** A configuration with an id, under the member's name. */
const byId = (Id: string, member: string, rest: object) => ({
  ...bucket,
  Id,
  [member]: { Id, ...rest },
});
const logs = (enabled: object) => ({
  ...bucket,
  BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "plain", TargetPrefix: "", ...enabled } },
});
const cors = (rule: object) => ({
  ...bucket,
  CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], ...rule }] },
});
const tiering = { Status: "Enabled", Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" }] };

const configurations: readonly Row[] = [
  [
    "PutBucketVersioning",
    "an unknown MFADelete",
    { ...bucket, VersioningConfiguration: { Status: "Enabled", MFADelete: "x" } },
    "MalformedXML",
    "assumed",
  ],
  [
    "PutBucketVersioning",
    "an unknown Status",
    { ...bucket, VersioningConfiguration: { Status: "x" } },
    "MalformedXML",
    "recorded",
  ],
  [
    "PutBucketCors",
    "an ID over 255 characters",
    cors({ ID: "x".repeat(256) }),
    "InvalidRequest",
    "assumed",
  ],
  [
    "PutBucketLogging",
    "an unknown permission",
    logs({ TargetGrants: [{ Permission: "x" }] }),
    "MalformedXML",
    "assumed",
  ],
  [
    "PutBucketLogging",
    "an unknown date source",
    logs({ TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "x" } } }),
    "MalformedXML",
    "assumed",
  ],
  [
    "PutBucketLogging",
    "two key formats",
    logs({ TargetObjectKeyFormat: { PartitionedPrefix: {}, SimplePrefix: {} } }),
    "MalformedXML",
    "assumed",
  ],
  ...["a b", "ü", "x".repeat(65)].flatMap((id): Row[] => [
    [
      "PutBucketMetricsConfiguration",
      `the id ${id}`,
      byId(id, "MetricsConfiguration", {}),
      "InvalidArgument",
      "assumed",
    ],
    [
      "PutBucketIntelligentTieringConfiguration",
      `the id ${id}`,
      byId(id, "IntelligentTieringConfiguration", tiering),
      "InvalidArgument",
      "assumed",
    ],
  ]),
];

test.each([...objects, ...listings, ...configurations])(
  "%s refuses %s",
  async (operation, _fault, input, code) => {
    const { s3 } = objectStore();
    for (const each of [object, locked]) await s3.putObject({ ...each, Body: "hello" });
    const body = operation === "PutObject" ? { Body: "x" } : {};
    const error = await errorOf(sendByName(s3, operation, { ...body, ...input }));
    expect(error).toMatchObject({ name: code, $metadata: { httpStatusCode: expect.any(Number) } });
  },
);

// That each key answers for itself is `assumed`.
test("DeleteObjects lists a key over 1,024 bytes as KeyTooLongError and deletes the rest", async () => {
  const { s3 } = objectStore();
  const Objects = [{ Key: "x".repeat(1025) }, { Key: "k" }];
  const output = await s3.deleteObjects({ ...bucket, Delete: { Objects } });
  expect(output.Errors).toMatchObject([{ Code: "KeyTooLongError" }]);
  expect(output.Deleted).toMatchObject([{ Key: "k" }]);
});
