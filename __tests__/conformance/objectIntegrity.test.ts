import { createHash } from "node:crypto";
import type { S3 } from "@aws-sdk/client-s3";
import { checksumAlgorithms, checksumFields } from "../../lib/base/checksums.js";
import { errorOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";

const key = { Bucket: "plain", Key: "k" };
const Body = "hello";
const md5 = (text: string) => createHash("md5").update(text).digest();

/** Sends headers that the SDK would not. */
function sendWith(s3: S3, headers: Record<string, string>): void {
  s3.middlewareStack.add(
    (next) => (args) => {
      Object.assign((args.request as { headers: object }).headers, headers);
      return next(args);
    },
    { step: "finalizeRequest", priority: "low", name: "sendWith" },
  );
}

describe("PutObject verifies", () => {
  test.each([
    {
      name: "a Content-MD5 that is none",
      input: { ContentMD5: "nonsense" },
      error: {
        name: "InvalidDigest",
        message: "The Content-MD5 you specified was invalid.",
        "Content-MD5": "nonsense",
      },
    },
    {
      name: "a wrong Content-MD5, which it prints in hex",
      input: { ContentMD5: md5("other").toString("base64") },
      error: {
        name: "BadDigest",
        message: "The Content-MD5 you specified did not match what we received.",
        CalculatedDigest: md5(Body).toString("base64"),
        ExpectedDigest: md5("other").toString("hex"),
      },
    },
    ...checksumAlgorithms.map((algorithm) => ({
      name: `a malformed ${algorithm}`,
      input: { [`Checksum${algorithm}`]: "nonsense" },
      error: {
        name: "InvalidRequest",
        message: `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`,
      },
    })),
    ...Object.entries(checksumFields).map(([algorithm, { digestBytes: sizeBytes }]) => ({
      name: `a wrong ${algorithm}`,
      input: { [`Checksum${algorithm}`]: Buffer.alloc(sizeBytes, 1).toString("base64") },
      error: {
        name: "BadDigest",
        message: `The ${algorithm} you specified did not match the calculated checksum.`,
      },
    })),
    {
      name: "two checksums",
      input: { ChecksumCRC32: "NhCmhg==", ChecksumSHA1: "qvTGHdzF6KLavt4PO0gs2a6pQ00=" },
      error: {
        name: "InvalidRequest",
        message:
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
      },
    },
  ])("$name", async ({ input, error }) => {
    const { s3 } = objectStore();
    expect(await errorOf(s3.putObject({ ...key, Body, ...input }))).toMatchObject(error);
    expect(await errorOf(s3.headObject(key))).toMatchObject({ name: "NotFound" });
  });

  test.each([
    {
      // Recorded in versitygw issue 1104.
      name: "a checksum of an unknown algorithm",
      headers: { "x-amz-checksum-crc31": "AAAA" },
      error: {
        name: "InvalidRequest",
        message: "The algorithm type you specified in x-amz-checksum- header is invalid.",
      },
    },
    {
      // Recorded in versitygw issue 1593; that it is 400 is documented.
      name: "an algorithm that the SDK names, without a checksum",
      headers: { "x-amz-sdk-checksum-algorithm": "CRC32" },
      error: {
        name: "InvalidRequest",
        message:
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
      },
    },
    {
      name: "more bytes announced than came",
      headers: { "content-length": "6" },
      error: {
        name: "RequestTimeout",
        message:
          "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.",
      },
    },
    {
      name: "a wrong x-amz-content-sha256",
      headers: { "x-amz-content-sha256": "0".repeat(64) },
      error: { name: "XAmzContentSHA256Mismatch" },
    },
  ])("$name", async ({ headers, error }) => {
    const { s3 } = objectStore();
    sendWith(s3, headers);
    const input = { ...key, Body, ChecksumCRC32: undefined };
    s3.config.requestChecksumCalculation = async () => "WHEN_REQUIRED";
    expect(await errorOf(s3.putObject(input))).toMatchObject(error);
  });
});

test("UploadPart prints the Content-MD5 it expected in base64", async () => {
  const { s3 } = objectStore();
  const { UploadId } = await s3.createMultipartUpload(key);
  const ContentMD5 = md5("other").toString("base64");
  const send = s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body, ContentMD5 });
  expect(await errorOf(send)).toMatchObject({ name: "BadDigest", ExpectedDigest: ContentMD5 });
});
