import { type ChecksumAlgorithm, checksumFields, loadChecksums } from "../../lib/base/checksums.js";
import { collectBody } from "../../lib/wire/body.js";
import { type IntegrityRules, requireChecksum } from "../../lib/wire/integrity.js";

const body = "123456789";
const right: Record<ChecksumAlgorithm, string> = {
  CRC32: "y/Q5Jg==",
  CRC32C: "4waSgw==",
  CRC64NVME: "rosUhgp5mIg=",
  SHA1: "98O8HYCOBHMq32eZZczDTKeuNEE=",
  SHA256: "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
  SHA512:
    "2eZ2LdHI6vbWGzxhkvxAjU1tXxF20MKRabwk5xw/J0rSf81YEbMT1oH35V7ALXPUmclUVba1u1A6z1dPuo/+hQ==",
  MD5: "JfnnlDI7RTiF9RgfG2JNCw==",
  XXHASH64: "jLhB20DmroM=",
  XXHASH3: "ctyxi2ehff8=",
  XXHASH128: "MxGUd+3l3NXpcWQnaB1YYA==",
};
const sha256Hex = Buffer.from(right.SHA256, "base64").toString("hex");

function put(headers: Record<string, string>, rules: IntegrityRules = {}) {
  return collectBody({ method: "PUT", headers }, body, rules);
}

beforeAll(() => loadChecksums());

describe("a body is accepted", () => {
  test.each<[string, Record<string, string>]>([
    ["its MD5", { "content-md5": "JfnnlDI7RTiF9RgfG2JNCw==" }],
    ["its SHA-256 in hex", { "x-amz-content-sha256": sha256Hex }],
    ["its SHA-256 in upper-case hex", { "x-amz-content-sha256": sha256Hex.toUpperCase() }],
    ["an unsigned payload", { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }],
    ["the name of an algorithm only", { "x-amz-checksum-algorithm": "CRC32C" }],
    [
      "a checksum type and mode",
      { "x-amz-checksum-type": "COMPOSITE", "x-amz-checksum-mode": "ENABLED" },
    ],
    ...Object.entries(right).map(([algorithm, value]): [string, Record<string, string>] => [
      `its ${algorithm}`,
      { [`x-amz-checksum-${algorithm.toLowerCase()}`]: value },
    ]),
  ])("with %s", async (_name, headers) => {
    expect((await put(headers)).bytes).toEqual(Buffer.from(body));
  });

  test("with the checksum of nothing if there is no body", () => {
    const headers = { "x-amz-checksum-crc32": "AAAAAA==" };
    expect(collectBody({ method: "PUT", headers }, undefined)).toEqual({
      bytes: undefined,
      headers,
    });
  });

  test("with the checksum of the object that the request completes", async () => {
    const collected = await put({ "x-amz-checksum-crc32": "AAAAAA==" }, { checksumOf: "object" });
    expect(collected.bytes).toEqual(Buffer.from(body));
  });
});

const multiple =
  "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.";
const unsupported =
  "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64]";
const wrongMd5 = "kAFQmDzST7DWlj99KOF/cg==";

interface Rejection {
  headers: Record<string, string>;
  code: string;
  message: string;
  elements?: Record<string, string>;
  rules?: IntegrityRules;
}

const rejections: Record<string, Rejection> = {
  "a wrong Content-MD5 of PutObject": {
    headers: { "content-md5": wrongMd5 },
    rules: { expectedDigest: "hex" },
    code: "BadDigest",
    message: "The Content-MD5 you specified did not match what we received.",
    elements: {
      CalculatedDigest: "JfnnlDI7RTiF9RgfG2JNCw==",
      ExpectedDigest: "900150983cd24fb0d6963f7d28e17f72",
    },
  },
  "a wrong Content-MD5 of another operation": {
    headers: { "content-md5": wrongMd5 },
    code: "BadDigest",
    message: "The Content-MD5 you specified did not match what we received.",
    elements: { CalculatedDigest: "JfnnlDI7RTiF9RgfG2JNCw==", ExpectedDigest: wrongMd5 },
  },
  "a Content-MD5 that is not base64": {
    headers: { "content-md5": "not base64" },
    code: "InvalidDigest",
    message: "The Content-MD5 you specified was invalid.",
    elements: { "Content-MD5": "not base64" },
  },
  "a Content-MD5 of 4 bytes": {
    headers: { "content-md5": "AAAAAA==" },
    code: "InvalidDigest",
    message: "The Content-MD5 you specified was invalid.",
    elements: { "Content-MD5": "AAAAAA==" },
  },
  "a wrong x-amz-content-sha256": {
    headers: { "x-amz-content-sha256": "0".repeat(64) },
    code: "XAmzContentSHA256Mismatch",
    message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
    elements: {
      ClientComputedContentSHA256: "0".repeat(64),
      S3ComputedContentSHA256: sha256Hex,
    },
  },
  "two checksums": {
    headers: { "x-amz-checksum-crc32": right.CRC32, "x-amz-checksum-sha1": right.SHA1 },
    code: "InvalidRequest",
    message: multiple,
  },
  "a checksum of an unknown algorithm": {
    // Recorded in versitygw issue 1104.
    headers: { "x-amz-checksum-crc16": "AAA=" },
    code: "InvalidRequest",
    message: "The algorithm type you specified in x-amz-checksum- header is invalid.",
  },
  "the SDK's name of an algorithm without a value": {
    // Recorded in versitygw issue 1593.
    headers: { "x-amz-sdk-checksum-algorithm": "SHA256" },
    code: "InvalidRequest",
    message:
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
  },
  "the name of an unknown algorithm": {
    headers: { "x-amz-checksum-algorithm": "CRC16" },
    code: "InvalidRequest",
    message: unsupported,
  },
  "the SDK's name of an unknown algorithm": {
    headers: { "x-amz-sdk-checksum-algorithm": "constructor" },
    code: "InvalidRequest",
    message: unsupported,
  },
};

for (const [algorithm, { header, digestBytes }] of Object.entries(checksumFields)) {
  rejections[`a wrong ${algorithm}`] = {
    headers: { [header]: Buffer.alloc(digestBytes).toString("base64") },
    code: "BadDigest",
    message: `The ${algorithm} you specified did not match the calculated checksum.`,
  };
  for (const [fault, value] of Object.entries({
    "of another length": Buffer.alloc(digestBytes + 1).toString("base64"),
    "that is not base64": "!",
    "that is empty": "",
  })) {
    rejections[`a ${algorithm} ${fault}`] = {
      headers: { [header]: value },
      code: "InvalidRequest",
      message: `Value for ${header} header is invalid.`,
    };
  }
}

test.each(Object.entries(rejections))("%s is rejected", (_name, rejection) => {
  const { headers, rules, elements = {}, ...error } = rejection;
  expect(() => put(headers, rules)).toThrow(
    expect.objectContaining({ ...error, elements, statusCode: 400 }),
  );
});

describe("CRC64NVME, which Node does not have,", () => {
  test.each<[string, Record<string, string>]>([
    ["that a client sends", { "x-amz-checksum-crc64nvme": right.CRC64NVME }],
    ["that S3 adds where a client sends no checksum", {}],
  ])("is loaded before a body %s is collected", async (_name, headers) => {
    await jest.isolateModulesAsync(async () => {
      const checksums = await import("../../lib/base/checksums.js");
      const fresh = await import("../../lib/wire/body.js");
      const collecting = fresh.collectBody({ method: "PUT", headers }, body);
      expect(collecting).toBeInstanceOf(Promise);
      expect((await collecting).bytes).toEqual(Buffer.from(body));
      expect(checksums.checksumsLoaded()).toBe(true);
    });
  });

  test.each<[string, string, Record<string, string>]>([
    ["a PUT with a CRC32", "PUT", { "x-amz-checksum-crc32": right.CRC32 }],
    ["a POST with a SHA1", "POST", { "x-amz-checksum-sha1": right.SHA1 }],
    ["a DELETE", "DELETE", {}],
  ])("is not loaded for %s", async (_name, method, headers) => {
    await jest.isolateModulesAsync(async () => {
      const fresh = await import("../../lib/wire/body.js");
      expect(fresh.collectBody({ method, headers }, body)).not.toBeInstanceOf(Promise);
    });
  });
});

describe("an operation that demands a checksum", () => {
  test.each<[string, Record<string, string>]>([
    ["a Content-MD5", { "content-md5": wrongMd5 }],
    ["a CRC32", { "x-amz-checksum-crc32": right.CRC32 }],
  ])("accepts %s", (_name, headers) => {
    expect(() => requireChecksum(headers)).not.toThrow();
  });

  test.each<[string, Record<string, string>]>([
    ["nothing", {}],
    ["the name of an algorithm only", { "x-amz-sdk-checksum-algorithm": "CRC32" }],
  ])("rejects %s", (_name, headers) => {
    expect(() => requireChecksum(headers)).toThrow(
      expect.objectContaining({
        code: "InvalidRequest",
        message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
      }),
    );
  });
});
