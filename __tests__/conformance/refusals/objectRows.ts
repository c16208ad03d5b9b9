import type { OperationName } from "../../../lib/base/operationNames.generated.js";
import {
  bucket,
  type Ids,
  later,
  locked,
  object,
  past,
  type Row,
  rowsOf,
  versioned,
} from "./row.js";

const marked = { ...versioned, Key: "marked" };
const isHead = (operation: string) => operation.startsWith("Head");

/** What operations on an object answer where there is no such object. */
function missing(operation: OperationName, rest: object, method = true): readonly Row[] {
  const head = (status: number, code: string) => (isHead(operation) ? status : code);
  const marker = ({ marker: VersionId }: Ids) => ({ ...marked, VersionId });
  return rowsOf(operation, rest, [
    ["a key that is not there", { ...bucket, Key: "none" }, head(404, "NoSuchKey"), "recorded"],
    [
      "a version that is gone",
      ({ gone: VersionId }) => ({ ...versioned, VersionId }),
      head(404, "NoSuchVersion"),
      "recorded",
    ],
    [
      "a version id that is none",
      { ...object, VersionId: "x" },
      head(400, "InvalidArgument"),
      "recorded",
    ],
    [
      "a key over 1,024 bytes",
      { Key: "é".repeat(513) },
      head(400, "KeyTooLongError"),
      "documented",
    ],
    ...(method
      ? ([
          ["a delete marker by its id", marker, head(405, "MethodNotAllowed"), "recorded"],
        ] as const)
      : []),
  ]);
}

const write: Parameters<typeof rowsOf>[2] = [
  ["an unknown ACL", { ACL: "x" }, "InvalidArgument", "recorded"],
  [
    "an ACL where ACLs are off",
    { ACL: "public-read" },
    "AccessControlListNotSupported",
    "recorded",
  ],
  ["an unknown class", { StorageClass: "x" }, "InvalidStorageClass", "documented"],
  ["the class OUTPOSTS", { StorageClass: "OUTPOSTS" }, "InvalidStorageClass", "recorded"],
  [
    "an unknown encryption",
    { ServerSideEncryption: "x" },
    "InvalidEncryptionAlgorithmError",
    "documented",
  ],
  ["a KMS key without KMS", { SSEKMSKeyId: "x" }, "InvalidArgument", "assumed"],
  [
    "a customer's key without its algorithm",
    { SSECustomerKey: "x" },
    "InvalidArgument",
    "recorded",
  ],
  [
    "a lock mode without a date",
    { ...locked, ObjectLockMode: "GOVERNANCE" },
    "InvalidArgument",
    "recorded",
  ],
  [
    "a lock date without a mode",
    { ...locked, ObjectLockRetainUntilDate: later },
    "InvalidArgument",
    "recorded",
  ],
  [
    "a lock date that is past",
    { ...locked, ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: past },
    "InvalidArgument",
    "recorded",
  ],
  [
    "an unknown lock mode",
    { ...locked, ObjectLockMode: "x", ObjectLockRetainUntilDate: later },
    "InvalidArgument",
    "recorded",
  ],
  [
    "an unknown legal hold",
    { ...locked, ObjectLockLegalHoldStatus: "x" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "a lock where there is no Object Lock",
    { ObjectLockLegalHoldStatus: "ON" },
    "InvalidRequest",
    "recorded",
  ],
  ["a tag twice", { Tagging: "a=b&a=c" }, "InvalidArgument", "recorded"],
  ["a tag of the system's", { Tagging: "aws:a=b" }, "InvalidTag", "recorded"],
  ["a tag key over 128 characters", { Tagging: `${"x".repeat(129)}=` }, "InvalidTag", "documented"],
  ["a tag value over 256", { Tagging: `a=${"x".repeat(257)}` }, "InvalidTag", "documented"],
  [
    "11 tags",
    { Tagging: Array.from({ length: 11 }, (_, at) => `k${at}=v`).join("&") },
    "BadRequest",
    "recorded",
  ],
  ["metadata over 2 KB", { Metadata: { a: "x".repeat(2048) } }, "MetadataTooLarge", "documented"],
  [
    "a redirect location over 2 KB",
    { WebsiteRedirectLocation: `/${"x".repeat(2048)}` },
    "InvalidRedirectLocation",
    "assumed",
  ],
  [
    "a redirect location that is none",
    { WebsiteRedirectLocation: "x" },
    "InvalidRedirectLocation",
    "documented",
  ],
  ["an event hold", { ObjectLockEventHold: "ON" }, "NotImplemented", "assumed"],
];
const conditional: Parameters<typeof rowsOf>[2] = [
  [
    "If-None-Match: * of a key that is there",
    { IfNoneMatch: "*" },
    "PreconditionFailed",
    "recorded",
  ],
  ["If-None-Match: an ETag", { IfNoneMatch: "a" }, "NotImplemented", "recorded"],
  ["If-Match: *", { IfMatch: "*" }, "NotImplemented", "recorded"],
  ["If-Match: another ETag", { IfMatch: "a" }, "PreconditionFailed", "recorded"],
  ["If-Match of no object", { Key: "none", IfMatch: "a" }, "NoSuchKey", "recorded"],
  ["both conditions", { IfMatch: "a", IfNoneMatch: "*" }, "NotImplemented", "recorded"],
];
const replacing = { MetadataDirective: "REPLACE", TaggingDirective: "REPLACE" };
const copy = { ...object, CopySource: "plain/k", ...replacing };

/** What CopyObject and UploadPartCopy say of their source. */
export const source: Parameters<typeof rowsOf>[2] = [
  ["a source without a key", { CopySource: "plain" }, "InvalidArgument", "recorded"],
  ["a source that is not there", { CopySource: "plain/none" }, "NoSuchKey", "recorded"],
  ["a source bucket that is not there", { CopySource: "missing/k" }, "NoSuchBucket", "recorded"],
  [
    "a version id that is none",
    { CopySource: "plain/k?versionId=x" },
    "InvalidArgument",
    "assumed",
  ],
  [
    "a version that is gone",
    ({ gone }) => ({ CopySource: `versioned/k?versionId=${gone}` }),
    "NoSuchVersion",
    "recorded",
  ],
  [
    "a delete marker by its id",
    ({ marker }) => ({ CopySource: `versioned/marked?versionId=${marker}` }),
    "InvalidRequest",
    "recorded",
  ],
  ["a delete marker", { CopySource: "versioned/marked" }, "NoSuchKey", "recorded"],
  ["a source that is archived", { CopySource: "plain/archived" }, "InvalidObjectState", "assumed"],
  ["a source with another ETag", { CopySourceIfMatch: "a" }, "PreconditionFailed", "recorded"],
  [
    "a source that is unmodified",
    { CopySourceIfUnmodifiedSince: past },
    "PreconditionFailed",
    "recorded",
  ],
  [
    "another account's source than expected",
    { ExpectedSourceBucketOwner: "000000000000" },
    "AccessDenied",
    "documented",
  ],
  [
    "a customer's key for a source without",
    { CopySourceSSECustomerAlgorithm: "AES256" },
    "InvalidRequest",
    "assumed",
  ],
];

const sseC = { SSECustomerAlgorithm: "AES256" };
const read: Parameters<typeof rowsOf>[2] = [
  ["If-Match: another ETag", { IfMatch: "a" }, 412, "recorded"],
  ["If-None-Match: its ETag", { IfNoneMatch: "5d41402abc4b2a76b9719d911017c592" }, 304, "recorded"],
  ["If-Unmodified-Since a time before", { IfUnmodifiedSince: past }, 412, "recorded"],
  ["a range beyond its end", { Range: "bytes=9-" }, 416, "recorded"],
  ["a range of a part", { Range: "bytes=0-1", PartNumber: 1 }, 400, "recorded"],
  ["part 0", { PartNumber: 0 }, 400, "assumed"],
  ["part 10,001", { PartNumber: 10_001 }, 400, "assumed"],
  ["part 2 of an object that has one", { PartNumber: 2 }, 416, "recorded"],
  ["a customer's key for an object without", sseC, 400, "assumed"],
];

const tags = (TagSet: readonly object[]) => ({ Tagging: { TagSet } });
const tag = (Key: string, Value = "") => ({ Key, Value });

export const objectRows: readonly Row[] = [
  ...rowsOf("PutObject", { ...object, Body: "x" }, [
    ...write,
    ...conditional,
    ["a key over 1,024 bytes", { Key: "é".repeat(513) }, "KeyTooLongError", "documented"],
    ["a key that climbs above the root", { Key: "../x" }, 400, "documented"],
    ["an offset to write at", { WriteOffsetBytes: 1 }, "NotImplemented", "assumed"],
    ["an MD5 that is none", { ContentMD5: "x" }, "InvalidDigest", "recorded"],
    ["another body's MD5", { ContentMD5: "XUFAKrxLKna5cZ2REBfFkg==" }, "BadDigest", "recorded"],
    ["a checksum that is none", { ChecksumSHA1: "x" }, "InvalidRequest", "recorded"],
    ["two checksums", { ChecksumSHA1: "x", ChecksumCRC32: "x" }, "InvalidRequest", "recorded"],
  ]),
  ...rowsOf("CopyObject", copy, [
    ...write,
    ...conditional,
    ...source,
    ["an unknown directive", { MetadataDirective: "x" }, "InvalidArgument", "assumed"],
    ["an unknown tagging directive", { TaggingDirective: "x" }, "InvalidArgument", "assumed"],
    ["an unknown algorithm", { ChecksumAlgorithm: "x" }, "InvalidRequest", "recorded"],
    ["a copy onto itself", { MetadataDirective: "COPY" }, "InvalidRequest", "recorded"],
    ["a key over 1,024 bytes", { Key: "é".repeat(513) }, "KeyTooLongError", "documented"],
  ]),
  ...rowsOf("CreateMultipartUpload", object, [
    ...write,
    ["an unknown algorithm", { ChecksumAlgorithm: "x" }, "InvalidRequest", "recorded"],
    ["a type without an algorithm", { ChecksumType: "COMPOSITE" }, "InvalidRequest", "recorded"],
    [
      "an unknown checksum type",
      { ChecksumAlgorithm: "CRC32", ChecksumType: "x" },
      "InvalidRequest",
      "assumed",
    ],
    [
      "SHA1 of the full object",
      { ChecksumAlgorithm: "SHA1", ChecksumType: "FULL_OBJECT" },
      "InvalidRequest",
      "recorded",
    ],
    [
      "a composite CRC64NVME",
      { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" },
      "InvalidRequest",
      "recorded",
    ],
    ["a key over 1,024 bytes", { Key: "é".repeat(513) }, "KeyTooLongError", "documented"],
  ]),
  ...missing("GetObject", object),
  ...rowsOf("GetObject", object, [
    ...read,
    ["a delete marker", marked, "NoSuchKey", "recorded"],
    ["an object that is archived", { Key: "archived" }, "InvalidObjectState", "recorded"],
  ]),
  ...missing("HeadObject", object),
  ...rowsOf("HeadObject", object, [...read, ["a delete marker", marked, 404, "recorded"]]),
  ...missing("GetObjectAttributes", { ...object, ObjectAttributes: ["ETag"] }),
  ...rowsOf("GetObjectAttributes", { ...object, ObjectAttributes: ["ETag"] }, [
    ["no attribute", { ObjectAttributes: [] }, "InvalidRequest", "recorded"],
    ["an unknown attribute", { ObjectAttributes: ["x"] }, "InvalidArgument", "assumed"],
    ["a negative number of parts", { MaxParts: -1 }, "InvalidArgument", "assumed"],
    ["a part marker that is none", { PartNumberMarker: "x" }, "InvalidArgument", "assumed"],
    ["a customer's key for an object without", sseC, "InvalidRequest", "assumed"],
    ["a delete marker", marked, "NoSuchKey", "assumed"],
  ]),
  ...rowsOf("DeleteObject", object, [
    [
      "a bypass where there is no Object Lock",
      { BypassGovernanceRetention: true },
      "InvalidArgument",
      "recorded",
    ],
    ["a version id that is none", { VersionId: "x" }, "InvalidArgument", "recorded"],
    ["If-Match: another ETag", { IfMatch: "a" }, "PreconditionFailed", "recorded"],
    ["If-Match of no object", { Key: "none", IfMatch: "a" }, "NoSuchKey", "assumed"],
    [
      "If-Match of a version",
      ({ version: VersionId }) => ({ ...versioned, VersionId, IfMatch: "*" }),
      "NotImplemented",
      "recorded",
    ],
    ["If-Match of a size", { IfMatchSize: 1 }, "NotImplemented", "recorded"],
    ["If-Match of a time", { IfMatchLastModifiedTime: past }, "NotImplemented", "recorded"],
    ["a key over 1,024 bytes", { Key: "é".repeat(513) }, "KeyTooLongError", "documented"],
  ]),
  ...rowsOf("DeleteObjects", bucket, [
    ["no key", { Delete: { Objects: [] } }, "MalformedXML", "documented"],
    ["an empty key", { Delete: { Objects: [{ Key: "" }] } }, "MalformedXML", "assumed"],
    [
      "1,001 keys",
      { Delete: { Objects: Array.from({ length: 1001 }, (_, at) => ({ Key: `${at}` })) } },
      "MalformedXML",
      "documented",
    ],
    [
      "a bypass where there is no Object Lock",
      { Delete: { Objects: [{ Key: "k" }] }, BypassGovernanceRetention: true },
      "InvalidArgument",
      "recorded",
    ],
  ]),
  ...missing("RestoreObject", { ...object, RestoreRequest: { Days: 1 } }),
  ...rowsOf("RestoreObject", { ...bucket, Key: "archived" }, [
    ["no days", { RestoreRequest: {} }, "MalformedXML", "assumed"],
    ["0 days", { RestoreRequest: { Days: 0 } }, "InvalidArgument", "assumed"],
    [
      "an expedited DEEP_ARCHIVE",
      { RestoreRequest: { Days: 1, GlacierJobParameters: { Tier: "Expedited" } } },
      "InvalidArgument",
      "documented",
    ],
    ["a selection", { RestoreRequest: { Type: "SELECT" } }, "NotImplemented", "assumed"],
    [
      "an object that is not archived",
      { Key: "k", RestoreRequest: { Days: 1 } },
      "InvalidObjectState",
      "documented",
    ],
  ]),
  ...missing("GetObjectTagging", object),
  ...missing("DeleteObjectTagging", object),
  ...missing("PutObjectTagging", { ...object, ...tags([]) }),
  ...(["GetObjectTagging", "DeleteObjectTagging", "PutObjectTagging"] as const).map(
    (name): Row => [
      name,
      "a delete marker",
      { ...marked, ...tags([]) },
      "MethodNotAllowed",
      "recorded",
    ],
  ),
  ...rowsOf("PutObjectTagging", object, [
    ["an empty tag key", tags([tag("")]), "InvalidTag", "documented"],
    ["a tag of the system's", tags([tag("aws:x")]), "InvalidTag", "documented"],
    ["a tag twice", tags([tag("a"), tag("a")]), "InvalidTag", "recorded"],
    ["a key with an illegal character", tags([tag("a!")]), "InvalidTag", "recorded"],
    ["a value with an illegal character", tags([tag("a", "!")]), "InvalidTag", "recorded"],
    ["a key over 128 characters", tags([tag("x".repeat(129))]), "InvalidTag", "documented"],
    ["a value over 256", tags([tag("a", "x".repeat(257))]), "InvalidTag", "documented"],
    [
      "11 tags",
      tags(Array.from({ length: 11 }, (_, at) => tag(`${at}`))),
      "BadRequest",
      "recorded",
    ],
  ]),
  ...missing("GetObjectAcl", object),
  ...rowsOf("GetObjectAcl", object, [["a delete marker", marked, "NoSuchKey", "recorded"]]),
  ...missing("PutObjectAcl", { ...object, ACL: "private" }, false),
  ...rowsOf("PutObjectAcl", object, [
    ["an unknown ACL", { ACL: "x" }, "InvalidArgument", "recorded"],
    [
      "an ACL where ACLs are off",
      { ACL: "public-read" },
      "AccessControlListNotSupported",
      "recorded",
    ],
  ]),
  ...(["GetObjectRetention", "GetObjectLegalHold"] as const).flatMap((name) =>
    rowsOf(name, locked, [
      ["an object that has none", {}, "NoSuchObjectLockConfiguration", "recorded"],
      ["a bucket without Object Lock", object, "InvalidRequest", "recorded"],
      ["a key that is not there", { Key: "none" }, "NoSuchKey", "recorded"],
      ["a version id that is none", { VersionId: "x" }, "InvalidArgument", "recorded"],
    ]),
  ),
  ...rowsOf("PutObjectRetention", locked, [
    ["a mode without a date", { Retention: { Mode: "GOVERNANCE" } }, "MalformedXML", "recorded"],
    [
      "a date without a mode",
      { Retention: { RetainUntilDate: later } },
      "MalformedXML",
      "recorded",
    ],
    [
      "a date that is past",
      { Retention: { Mode: "GOVERNANCE", RetainUntilDate: past } },
      "InvalidArgument",
      "recorded",
    ],
    [
      "less than it has",
      { Key: "held", Retention: { Mode: "COMPLIANCE", RetainUntilDate: new Date("2099-01-01") } },
      "AccessDenied",
      "recorded",
    ],
    [
      "a bucket without Object Lock",
      { ...object, Retention: { Mode: "GOVERNANCE", RetainUntilDate: later } },
      "InvalidRequest",
      "recorded",
    ],
  ]),
  ...rowsOf("PutObjectLegalHold", locked, [
    ["an unknown status", { LegalHold: { Status: "x" } }, "MalformedXML", "recorded"],
    [
      "a bucket without Object Lock",
      { ...object, LegalHold: { Status: "ON" } },
      "InvalidRequest",
      "recorded",
    ],
    [
      "a key that is not there",
      { Key: "none", LegalHold: { Status: "ON" } },
      "NoSuchKey",
      "recorded",
    ],
  ]),
];
