import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { loadChecksums } from "../../lib/base/checksums.js";
import { manualClock } from "../../lib/base/clock.js";
import { S3Error } from "../../lib/base/errors.js";
import { aws } from "../../lib/dialects/aws.js";
import { plantSeeds } from "../../lib/mock/bucketSeeds.js";
import { operations } from "../../lib/operations/operations.js";
import { createS3, type S3 } from "../../lib/state/s3.js";
import { stateOf } from "../support/stateOf.js";

const names = [
  "AbortMultipartUpload",
  "CompleteMultipartUpload",
  "CopyObject",
  "CreateMultipartUpload",
  "DeleteObject",
  "DeleteObjects",
  "GetObject",
  "GetObjectAttributes",
  "HeadObject",
  "ListMultipartUploads",
  "ListObjectVersions",
  "ListObjects",
  "ListObjectsV2",
  "ListParts",
  "PutObject",
  "RestoreObject",
  "UploadPart",
  "UploadPartCopy",
] as const satisfies readonly (keyof typeof operations)[];

const requester = { accountId: "123456789012", region: "us-east-1" };

type Call = (s3: S3, input: object, from: typeof requester) => Record<string, unknown>;

/** Inputs are drawn at random, so nothing is known of their types. */
const call = (s3: S3, name: (typeof names)[number], input: object) =>
  (operations[name] as unknown as Call)(s3, input, requester);

/** A bucket of each kind with an object, a delete marker, an archived object and an upload. */
function scene() {
  const s3 = createS3({
    accountId: requester.accountId,
    region: "us-east-1",
    clock: manualClock(),
    seed: 1,
    delay: 1000,
  });
  plantSeeds(
    s3,
    {
      plain: {},
      versioned: { versioning: "Enabled" },
      suspended: { versioning: "Suspended" },
      locked: { objectLock: true },
      faraway: { region: "eu-west-1" },
    },
    aws,
  );
  const ids: unknown[] = [];
  for (const Bucket of ["plain", "versioned", "suspended", "locked"]) {
    ids.push(
      call(s3, "PutObject", { Bucket, Key: "k", Body: Buffer.from("0123456789") }).VersionId,
    );
    const archived = { Bucket, Key: "archived", StorageClass: "GLACIER" };
    call(s3, "PutObject", archived);
    call(s3, "PutObject", { Bucket, Key: "marked" });
    ids.push(call(s3, "DeleteObject", { Bucket, Key: "marked" }).VersionId);
    const upload = { Bucket, Key: "k", ChecksumAlgorithm: "CRC32" };
    const { UploadId } = call(s3, "CreateMultipartUpload", upload);
    const part = { Bucket, Key: "k", UploadId, PartNumber: 1, Body: Buffer.from("part") };
    call(s3, "UploadPart", { ...part, ChecksumCRC32: "SQ9wxg==" });
    ids.push(UploadId);
  }
  const held = {
    Bucket: "locked",
    Key: "k",
    ObjectLockLegalHoldStatus: "ON",
    ContentMD5: "unread",
  };
  ids.push(call(s3, "PutObject", held).VersionId);
  return { s3, ids: ids.filter((id) => id !== undefined) };
}

const ids = (known: readonly unknown[]) => fc.constantFrom("null", "unknown", ...known);
const etag = fc.constantFrom("*", '"a"', '"781e5e245d69b566979b86e28d23f2c7"');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const number = fc.constantFrom(-1, 0, 1, 2, 10_001);

/** Members of all operations at once: each reads what is its own. */
function input(known: readonly unknown[]) {
  const key = fc.constantFrom("k", "archived", "marked", "missing");
  const id = ids(known);
  return fc.record({
    Bucket: fc.constantFrom("plain", "versioned", "suspended", "locked", "faraway", "missing"),
    Key: key,
    VersionId: maybe(id),
    UploadId: id,
    Body: maybe(fc.constant(Buffer.from("body"))),
    CopySource: fc
      .tuple(fc.constantFrom("plain", "versioned", "locked"), key, maybe(id))
      .map(
        ([bucket, name, version]) => `${bucket}/${name}${version ? `?versionId=${version}` : ""}`,
      ),
    CopySourceRange: maybe(fc.constantFrom("bytes=0-1", "bytes=5-50", "1-2")),
    CopySourceIfMatch: maybe(etag),
    MetadataDirective: maybe(fc.constantFrom("COPY", "REPLACE", "KEEP")),
    IfMatch: maybe(etag),
    IfNoneMatch: maybe(etag),
    Range: maybe(fc.constantFrom("bytes=0-1", "bytes=50-")),
    PartNumber: maybe(number),
    MaxKeys: maybe(number),
    MaxParts: maybe(number),
    MaxUploads: maybe(number),
    EncodingType: maybe(fc.constantFrom("url", "other")),
    ContinuationToken: maybe(fc.constant("nonsense")),
    VersionIdMarker: maybe(id),
    StorageClass: maybe(fc.constantFrom("STANDARD_IA", "COLD")),
    Tagging: maybe(fc.constantFrom("a=1", "a=1&a=2", "aws:a=1")),
    ServerSideEncryption: maybe(fc.constantFrom("aws:kms", "rot13")),
    ObjectLockLegalHoldStatus: maybe(fc.constantFrom("ON", "MAYBE")),
    BypassGovernanceRetention: maybe(fc.boolean()),
    ChecksumAlgorithm: maybe(fc.constantFrom("CRC32", "SHA256")),
    ChecksumType: maybe(fc.constantFrom("FULL_OBJECT", "COMPOSITE")),
    MpuObjectSize: maybe(number),
    MultipartUpload: fc.record({
      Parts: fc.array(
        fc.record({
          PartNumber: fc.constantFrom(1, 2),
          ETag: fc.constantFrom('"f4c9385f1902f7334b00b9b4ecd164de"', "a"),
          ChecksumCRC32: maybe(fc.constantFrom("SQ9wxg==", "AAAAAA==")),
        }),
        { maxLength: 2 },
      ),
    }),
    Delete: fc.record({
      Objects: fc.array(fc.record({ Key: key, VersionId: maybe(id) }), { maxLength: 2 }),
    }),
    ObjectAttributes: fc.constantFrom([], ["ETag"], ["Colour"]),
    RestoreRequest: maybe(fc.record({ Days: maybe(number), Tier: maybe(fc.constant("Bulk")) })),
    ExpectedBucketOwner: maybe(fc.constantFrom("123456789012", "999999999999", "x")),
  });
}

beforeAll(loadChecksums);

test.each(names)("a call of %s that fails has changed nothing", (name) => {
  const made = scene();
  let before = stateOf(made.s3);
  let failed = 0;
  fc.assert(
    fc.property(input(made.ids), (members) => {
      try {
        call(made.s3, name, members);
        before = stateOf(made.s3);
      } catch (error) {
        if (!(error instanceof S3Error)) throw error;
        failed++;
        const after = stateOf(made.s3);
        // Jest's own comparison is slow, and says more than anybody wants to know of equal states.
        if (!isDeepStrictEqual(after, before)) expect(after).toEqual(before);
      }
    }),
    { numRuns: 100, endOnFailure: true },
  );
  expect(failed).toBeGreaterThan(10);
});
