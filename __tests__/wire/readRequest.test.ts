import { S3Error } from "../../lib/base/errors.js";
import type { OperationName } from "../../lib/base/operationNames.generated.js";
import { operationModel } from "../../lib/wire/model.js";
import { type ReceivedRequest, readRequest } from "../../lib/wire/readRequest.js";

function read(operation: OperationName, request: Partial<ReceivedRequest>): unknown {
  try {
    return readRequest(operationModel(operation), { query: {}, headers: {}, ...request });
  } catch (error) {
    if (error instanceof S3Error) return { code: error.code, ...error.elements };
    throw error;
  }
}

const partNumber = "Part number must be an integer between 1 and 10000, inclusive";

test.each([
  ["a number", "ListObjectsV2", { query: { "max-keys": "ten" } }, "max-keys", "ten"],
  ["an empty number", "ListObjectsV2", { query: { "max-keys": "" } }, "max-keys", ""],
  [
    "a number over 32 bits",
    "ListObjectsV2",
    { query: { "max-keys": "2147483648" } },
    "max-keys",
    "2147483648",
  ],
  [
    "a date",
    "PutObject",
    { headers: { "x-amz-object-lock-retain-until-date": "today" } },
    "x-amz-object-lock-retain-until-date",
    "today",
  ],
  [
    "a date that does not exist",
    "DeleteObject",
    { headers: { "x-amz-if-match-last-modified-time": "Mon, 30 Feb 2026 00:00:00 GMT" } },
    "x-amz-if-match-last-modified-time",
    "Mon, 30 Feb 2026 00:00:00 GMT",
  ],
  [
    "a boolean",
    "PutObject",
    { headers: { "x-amz-server-side-encryption-bucket-key-enabled": "1" } },
    "x-amz-server-side-encryption-bucket-key-enabled",
    "1",
  ],
] as const)("%s that is malformed is an InvalidArgument", (_, operation, request, name, value) => {
  expect(read(operation, request)).toEqual({
    code: "InvalidArgument",
    ArgumentName: name,
    ArgumentValue: value,
  });
});

test("a part number that is no number is refused with S3's text about part numbers", () => {
  const request = { query: { partNumber: "x", uploadId: "u" }, headers: {} };
  expect(() => readRequest(operationModel("UploadPart"), request)).toThrow(partNumber);
});

test("a header that is required and missing is an InvalidArgument", () => {
  expect(read("GetObjectAttributes", {})).toEqual({
    code: "InvalidArgument",
    ArgumentName: "x-amz-object-attributes",
  });
});

test.each([
  ["PutBucketReplication", { code: "MissingRequestBodyError" }],
  ["PutBucketPolicy", { Policy: "" }],
  ["SelectObjectContent", { code: "MissingRequestBodyError" }],
  ["CreateBucket", {}],
  ["PutBucketAcl", {}],
] as const)("%s without a body is %j", (operation, answer) => {
  expect(read(operation, {})).toEqual(answer);
  expect(read(operation, { body: new Uint8Array() })).toEqual(answer);
});

test("a document in another encoding than UTF-8 is MalformedXML", () => {
  const body = Buffer.from("<VersioningConfiguration/>", "utf16le");
  expect(read("PutBucketVersioning", { body })).toEqual({ code: "MalformedXML" });
  expect(read("PutBucketVersioning", { body: Uint8Array.of(0xff) })).toEqual({
    code: "MalformedXML",
  });
});

test("metadata may have any name, even that of a prototype", () => {
  const headers = { "x-amz-meta-a": "1", ...JSON.parse('{"x-amz-meta-__proto__":"2"}') };
  const { Metadata } = readRequest(operationModel("PutObject"), { query: {}, headers });
  expect(Object.entries(Object(Metadata))).toEqual([
    ["a", "1"],
    ["__proto__", "2"],
  ]);
});

test("checksums that a GET carries are no part of its input", () => {
  expect(read("GetObject", { headers: { "x-amz-checksum-crc32": "AAAAAA==" } })).toEqual({});
});

test.each([
  ["blanks", "ETag , Checksum", ["ETag", "Checksum"]],
  ["no blanks", "ETag,Checksum,ObjectSize", ["ETag", "Checksum", "ObjectSize"]],
  ["empty items", ",ETag,,", ["ETag"]],
  ["quotes", '"a,b", "c\\"d"', ["a,b", 'c"d']],
])("a header that is a list is split, with %s", (_, value, items) => {
  expect(read("GetObjectAttributes", { headers: { "x-amz-object-attributes": value } })).toEqual({
    ObjectAttributes: items,
  });
});

test("the first of several parameters of one name counts", () => {
  expect(read("ListObjectsV2", { query: { prefix: ["a", "b"] } })).toEqual({ Prefix: "a" });
});
