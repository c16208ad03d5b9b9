import type { OperationName } from "../../lib/base/operationNames.generated.js";
import { errorOf } from "../support/client.js";
import { complete, uploadOf } from "../support/multipart.js";
import { objectStore } from "../support/objectStore.js";
import { sendByName } from "../support/sending.js";

/**
 * Requests with two things wrong, and which of them S3 tells: what the request says is judged before what it
 * is about. The order is `assumed`, as public suites for S3 servers have it.
 */
type Row = readonly [
  operation: OperationName,
  told: string,
  untold: string,
  input: object,
  code: string,
];

const plain = { Bucket: "plain", Key: "none" };
const locked = { Bucket: "locked", Key: "none" };
const past = new Date("2020-01-01T00:00:00Z");
const later = new Date("2100-01-01T00:00:00Z");
const noLock = "a bucket without Object Lock";
const noKey = "a key that is not there";

test.each<Row>([
  [
    "PutObject",
    "a mode without a date",
    noLock,
    { ...plain, ObjectLockMode: "GOVERNANCE" },
    "InvalidArgument",
  ],
  [
    "CreateMultipartUpload",
    "a date without a mode",
    noLock,
    { ...plain, ObjectLockRetainUntilDate: later },
    "InvalidArgument",
  ],
  [
    "CreateMultipartUpload",
    "a date that is over",
    noLock,
    { ...plain, ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: past },
    "InvalidArgument",
  ],
  ["PutObjectLegalHold", "no document", noLock, { ...plain, LegalHold: undefined }, "MalformedXML"],
  [
    "PutObjectLegalHold",
    "an unknown status",
    noKey,
    { ...locked, LegalHold: { Status: "x" } },
    "MalformedXML",
  ],
  [
    "PutObjectRetention",
    "a date that is over",
    noKey,
    { ...locked, Retention: { Mode: "COMPLIANCE", RetainUntilDate: past } },
    "InvalidArgument",
  ],
  [
    "PutObjectRetention",
    "an unknown mode",
    noKey,
    { ...locked, Retention: { Mode: "x", RetainUntilDate: later } },
    "MalformedXML",
  ],
  [
    "PutObjectRetention",
    "a bucket that is not there",
    "an unknown mode",
    { Bucket: "none", Key: "k", Retention: { Mode: "x" } },
    "NoSuchBucket",
  ],
  ["GetObjectRetention", noKey, noLock, plain, "NoSuchKey"],
  ["GetObjectLegalHold", noKey, noLock, plain, "NoSuchKey"],
  ["GetObject", "part number -3", noKey, { ...plain, PartNumber: -3 }, "InvalidArgument"],
  [
    "PutBucketAcl",
    "a grantee without an id",
    "an owner who is none",
    aclOf({ Grantee: { Type: "CanonicalUser" }, Permission: "READ" }),
    "MalformedACLError",
  ],
  [
    "PutBucketAcl",
    "a grantee of an unknown type",
    "an owner who is none",
    aclOf({ Grantee: { Type: "x", ID: "me" }, Permission: "READ" }),
    "MalformedACLError",
  ],
  [
    "PutBucketAcl",
    "an unknown permission",
    "a grantee who is none",
    aclOf({ Grantee: { Type: "CanonicalUser", ID: "me" }, Permission: "x" }),
    "MalformedACLError",
  ],
])("%s tells of %s before it tells of %s", async (operation, _told, _untold, input, code) => {
  const { s3 } = objectStore();
  expect((await errorOf(sendByName(s3, operation, input))).name).toBe(code);
});

function aclOf(grant: object) {
  return { Bucket: "plain", AccessControlPolicy: { Owner: { ID: "me" }, Grants: [grant] } };
}

describe("CompleteMultipartUpload refuses", () => {
  // Documented by its schema, where a request without any document is told so in words (recorded).
  test("a document without parts", async () => {
    const { s3 } = objectStore();
    const { key, UploadId } = await uploadOf(s3, ["x"]);
    const send = (input: object) =>
      errorOf(s3.completeMultipartUpload({ ...key, UploadId, ...input }));
    expect((await send({ MultipartUpload: { Parts: [] } })).name).toBe("MalformedXML");
    expect(await send({})).toMatchObject({
      name: "InvalidRequest",
      message: "You must specify at least one part",
    });
  });

  // What people found of S3.
  test("part numbers below 1", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    expect(
      await errorOf(complete(s3, upload, { Parts: [{ PartNumber: -4, ETag: "a" }] })),
    ).toMatchObject({
      name: "InvalidArgument",
      message: "PartNumber must be >= 1",
      ArgumentName: "PartNumber",
      ArgumentValue: "-4",
    });
  });

  // What two other servers answer, one of which runs its tests against S3 too.
  test.each([
    ["a checksum of a part that can be none", { ChecksumCRC32: "invalid" }, () => "CRC32:invalid;"],
    [
      "two checksums of a part",
      { ChecksumSHA1: "Kq5sNclPz7QV2+lfQIuc6R7oRu0=" },
      (crc32 = "") => `CRC32:${crc32};SHA1:Kq5sNclPz7QV2+lfQIuc6R7oRu0=;`,
    ],
  ])("%s", async (_what, checksums, argument) => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"], { ChecksumAlgorithm: "CRC32" });
    const [part] = upload.parts;
    const Parts = [{ ...part, ...checksums }];
    expect(await errorOf(complete(s3, upload, { Parts }))).toMatchObject({
      name: "InvalidArgument",
      message: "Invalid Base64 or multiple checksums present in request",
      ArgumentName: "Checksum",
      ArgumentValue: argument(part?.ChecksumCRC32),
    });
  });

  // Recorded of other operations.
  test.each(["invalid", "ImIEBA==-x", "ImIEBA==-1-2", "ImIEBA==--3"])(
    "the object's checksum %s, which can be none",
    async (ChecksumCRC32) => {
      const { s3 } = objectStore();
      const upload = await uploadOf(s3, ["x"], { ChecksumAlgorithm: "CRC32" });
      expect(await errorOf(complete(s3, upload, { ChecksumCRC32 }))).toMatchObject({
        name: "InvalidRequest",
        message: "Value for x-amz-checksum-crc32 header is invalid.",
      });
    },
  );
});

// Recorded 2024.
test("GetObjectAttributes refuses to be asked for nothing", async () => {
  const { s3 } = objectStore();
  await s3.putObject({ ...plain, Body: "x" });
  expect(await errorOf(s3.getObjectAttributes({ ...plain, ObjectAttributes: [] }))).toMatchObject({
    name: "InvalidRequest",
    message:
      "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty",
  });
});

// The first two recorded 2026, the others said by another server's authors.
test.each([
  ["Days", 0, "Default retention period must be a positive integer value."],
  ["Years", -5, "Default retention period must be a positive integer value."],
  ["Days", 36_501, "Default retention period too large."],
  ["Years", 101, "Default retention period too large."],
])("PutObjectLockConfiguration refuses a default of %s %s", async (unit, count, message) => {
  const { s3 } = objectStore();
  const error = await errorOf(
    s3.putObjectLockConfiguration({
      Bucket: "locked",
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "COMPLIANCE", [unit]: count } },
      },
    }),
  );
  expect(error).toMatchObject({ name: "InvalidArgument", message, ArgumentName: unit });
});
