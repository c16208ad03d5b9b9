import fc from "fast-check";
import { type OperationName, operationNames } from "../../lib/base/operationNames.generated.js";
import { minimalInput } from "../../scripts/minimalInput.js";
import { anyText, schemaOf, structure } from "../support/schemaArbitraries.js";
import { type SentBody, sentBodies } from "./sentBodies.js";

/** One request, as it can be sent twice. */
export interface SentRequest {
  readonly operation: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
  readonly body: SentBody | undefined;
  /** Which of the clients' settings it is sent with. */
  readonly settings: number;
  /** By how much time goes on before it. */
  readonly advanceMs: number;
}

/** Stands for the n-th id that has been answered, as far as there is one. */
export interface Known {
  readonly known: "VersionId" | "UploadId" | "ETag";
  readonly index: number;
}

const known = (of: Known["known"]) =>
  fc.record({ known: fc.constant(of), index: fc.nat({ max: 1_000 }) });

const buckets = fc.constantFrom("source", "backup", "plain", "locked", "other", "missing");
const keys = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "TaxDocs/2026", "Grüße/ +%&?#.txt") },
  { weight: 1, arbitrary: anyText.filter((key) => key !== "") },
);

/** Members whose names say what will do; all else is drawn by its type. */
const particular = {
  Bucket: buckets,
  Key: keys,
  VersionId: fc.oneof(known("VersionId"), known("VersionId"), fc.constantFrom("null", "none")),
  UploadId: fc.oneof(known("UploadId"), known("UploadId"), fc.constant("none")),
  ETag: fc.oneof(known("ETag"), fc.constant('"none"')),
  IfMatch: fc.oneof(known("ETag"), fc.constant("*")),
  IfNoneMatch: fc.oneof(known("ETag"), fc.constant("*")),
  PartNumber: fc.integer({ min: 0, max: 4 }),
  CopySource: fc.constantFrom("source/a", "/source/b", "plain/TaxDocs%2F2026", "missing/a"),
  Policy: anyText.filter((policy) => policy !== ""),
  Type: fc.constantFrom("CanonicalUser", "Group", "AmazonCustomerByEmail"),
  RequestRoute: fc.constant("route"),
  ChecksumAlgorithm: fc.constantFrom("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"),
  ExpectedBucketOwner: fc.constantFrom(undefined, "123456789012", "999999999999"),
  Tagging: fc.constantFrom("a=1", "a=1&b=2", "a=1&a=2"),
  Range: fc.constantFrom("bytes=0-3", "bytes=2-", "bytes=-3", "bytes=99999-"),
  // What the SDK takes from the body, and what would make it wait for more.
  ContentLength: fc.constant(undefined),
  Body: fc.constant(undefined),
};

const enabled = { Status: "Enabled" };
const rule = {
  ID: "all",
  Priority: 1,
  ...enabled,
  Filter: {},
  DeleteMarkerReplication: enabled,
  Destination: { Bucket: "arn:aws:s3:::backup" },
};

/** Inputs that S3 takes more often than not, so that there is a state to differ in. */
const sensible: Partial<Record<OperationName, Record<string, fc.Arbitrary<unknown>>>> = {
  PutObject: {
    Metadata: fc.constantFrom(undefined, { "a-b": "1" }, { note: "Grüße" }, { bad: "line\nbreak" }),
    ContentType: fc.constantFrom(undefined, "text/plain", "text/plain", "Grüße"),
    CacheControl: fc.constantFrom(undefined, 'private="ü"'),
    ContentEncoding: fc.constantFrom(undefined, "gzip"),
    Tagging: fc.constantFrom(undefined, "a=1", "a=1&b=2"),
    IfNoneMatch: fc.constantFrom(undefined, undefined, "*"),
    StorageClass: fc.constantFrom(undefined, "STANDARD_IA"),
    ChecksumAlgorithm: fc.option(particular.ChecksumAlgorithm, { nil: undefined }),
  },
  GetObject: { VersionId: fc.option(known("VersionId"), { nil: undefined }) },
  HeadObject: { VersionId: fc.option(known("VersionId"), { nil: undefined }) },
  DeleteObject: { VersionId: fc.option(known("VersionId"), { nil: undefined }) },
  DeleteObjects: {
    Delete: fc.record({
      Objects: fc.array(fc.record({ Key: keys }), { minLength: 1, maxLength: 3 }),
    }),
  },
  CopyObject: { CopySource: particular.CopySource },
  CreateMultipartUpload: {
    ChecksumAlgorithm: fc.option(particular.ChecksumAlgorithm, { nil: undefined }),
  },
  UploadPart: { UploadId: known("UploadId"), PartNumber: fc.integer({ min: 1, max: 2 }) },
  CompleteMultipartUpload: {
    UploadId: known("UploadId"),
    MultipartUpload: fc.record({
      Parts: fc.tuple(fc.record({ PartNumber: fc.constant(1), ETag: known("ETag") })),
    }),
  },
  ListParts: { UploadId: known("UploadId") },
  ListObjectsV2: {
    MaxKeys: fc.constantFrom(undefined, 1, 2),
    Delimiter: fc.constantFrom(undefined, "/"),
  },
  ListObjectVersions: { MaxKeys: fc.constantFrom(undefined, 1, 2) },
  PutObjectTagging: { Tagging: fc.constant({ TagSet: [{ Key: "a", Value: "1" }] }) },
  PutBucketVersioning: {
    VersioningConfiguration: fc.constantFrom(enabled, { Status: "Suspended" }),
  },
  PutBucketReplication: {
    ReplicationConfiguration: fc.constant({
      Role: "arn:aws:iam::123456789012:role/role",
      Rules: [rule],
    }),
  },
  GetBucketReplication: {},
  CreateBucket: {},
  DeleteBucket: {},
};

const common = {
  body: fc.option(sentBodies, { nil: undefined, freq: 8 }),
  settings: fc.nat({ max: 2 }),
  advanceMs: fc.constantFrom(0, 0, 0, 1_000),
};

/** Requests of one operation with whatever its schema lets in. */
export function drawnRequests(operation: OperationName): fc.Arbitrary<SentRequest> {
  const input = structure(schemaOf(operation, "input"), { particular, text: anyText });
  return fc.record({ operation: fc.constant(operation), input, ...common });
}

/** The least of inputs for an operation. */
export function leastRequest(operation: OperationName): SentRequest {
  const input = { ...minimalInput(schemaOf(operation, "input")) };
  if ("Bucket" in input) input.Bucket = "plain";
  delete input.Body;
  return { operation, input, body: undefined, settings: 0, advanceMs: 0 };
}

/** Requests that often succeed. */
export const sensibleRequests: fc.Arbitrary<SentRequest> = fc.oneof(
  ...Object.entries(sensible).map(([name, members]) => {
    const weight = name === "PutObject" ? 8 : name === "DeleteBucket" ? 1 : 2;
    const operation = operationNames.find((each) => each === name) ?? "PutObject";
    const hasKey = "Key" in minimalInput(schemaOf(operation, "input"));
    const input = fc.record({ Bucket: buckets, ...(hasKey && { Key: keys }), ...members });
    return {
      weight,
      arbitrary: fc.record({ operation: fc.constant(operation), input, ...common }),
    };
  }),
);
