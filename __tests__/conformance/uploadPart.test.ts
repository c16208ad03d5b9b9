import { errorOf, textOf } from "../support/client.js";
import { allowCustomerKeys, customerKey } from "../support/customerKey.js";
import { complete, uploadOf } from "../support/multipart.js";
import { bare, objectStore } from "../support/objectStore.js";
import { served } from "../support/server.js";

const key = { Bucket: "plain", Key: "k" };

describe("UploadPart", () => {
  test("answers with ETag, checksum and encryption", async () => {
    const { s3 } = objectStore();
    const { UploadId } = await s3.createMultipartUpload(key);
    const output = await s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body: "hello" });
    expect(bare(output)).toEqual({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ChecksumCRC32: "NhCmhg==",
      ServerSideEncryption: "AES256",
    });
  });

  test("shows no checksum where neither the upload nor the part names an algorithm", async () => {
    await served(async ({ server }) => {
      const url = `${server.url}/plain/bare?uploads`;
      const created = await (await fetch(url, { method: "POST" })).text();
      const [, id] = /<UploadId>([^<]+)</.exec(created) ?? [];
      const part = `${server.url}/plain/bare?partNumber=1&uploadId=${id}`;
      const { status, headers } = await fetch(part, { method: "PUT", body: "hello" });
      expect(status).toBe(200);
      expect([...headers.keys()].filter((name) => name.startsWith("x-amz-checksum"))).toEqual([]);
    });
  });

  test("of a number that is there replaces the part", async () => {
    const { s3 } = objectStore();
    const { UploadId } = await s3.createMultipartUpload(key);
    const part = { ...key, UploadId, PartNumber: 1 };
    await s3.uploadPart({ ...part, Body: "old" });
    const { ETag } = await s3.uploadPart({ ...part, Body: "new" });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.completeMultipartUpload({ ...key, UploadId, MultipartUpload });
    expect(await textOf(await s3.getObject(key))).toBe("new");
  });

  test("keeps its own copy of the body", async () => {
    const { s3 } = objectStore();
    const Body = Buffer.from("hello");
    const upload = await uploadOf(s3, [Body]);
    Body.fill("x");
    await complete(s3, upload);
    expect(await textOf(await s3.getObject(key))).toBe("hello");
  });

  test.each([0, 10_001])("refuses the part number %d", async (PartNumber) => {
    const { s3 } = objectStore();
    const { UploadId } = await s3.createMultipartUpload(key);
    const send = s3.uploadPart({ ...key, UploadId, PartNumber, Body: "x" });
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidArgument",
      message: "Part number must be an integer between 1 and 10000, inclusive",
      ArgumentName: "partNumber",
    });
  });

  test("refuses a checksum of another algorithm than the upload's", async () => {
    const { s3 } = objectStore();
    const ChecksumAlgorithm = "CRC32C";
    const { UploadId } = await s3.createMultipartUpload({ ...key, ChecksumAlgorithm });
    const send = s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body: "x" });
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidRequest",
      message:
        "Checksum Type mismatch occurred, expected checksum Type: crc32c, actual checksum Type: crc32",
    });
  });

  test("needs the customer's key that the upload was created with", async () => {
    const { s3 } = objectStore();
    await allowCustomerKeys(s3, "plain");
    const { UploadId } = await s3.createMultipartUpload({ ...key, ...customerKey("a") });
    const part = { ...key, UploadId, PartNumber: 1, Body: "x" };
    expect(await errorOf(s3.uploadPart(part))).toMatchObject({ name: "InvalidRequest" });
    const { ETag } = await s3.uploadPart({ ...part, ...customerKey("a") });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.completeMultipartUpload({ ...key, UploadId, MultipartUpload });
    expect(await errorOf(s3.headObject(key))).toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect(await s3.headObject({ ...key, ...customerKey("a") })).toMatchObject({
      SSECustomerAlgorithm: "AES256",
    });
  });
});

describe("UploadPartCopy", () => {
  async function store() {
    const made = objectStore();
    const source = { Bucket: "versioned", Key: "source" };
    const put = await made.s3.putObject({ ...source, Body: "0123456789" });
    const { UploadId = "" } = await made.s3.createMultipartUpload(key);
    const part = { ...key, UploadId, PartNumber: 1, CopySource: "versioned/source" };
    return { ...made, put, part };
  }

  test("copies an object, and tells which version of it", async () => {
    const { s3, put, part } = await store();
    expect(bare(await s3.uploadPartCopy(part))).toEqual({
      CopyPartResult: {
        ETag: '"781e5e245d69b566979b86e28d23f2c7"',
        LastModified: new Date("2026-01-01T12:00:00Z"),
      },
      CopySourceVersionId: put.VersionId,
      ServerSideEncryption: "AES256",
    });
  });

  test("copies a range of it", async () => {
    const { s3, part } = await store();
    const { CopyPartResult } = await s3.uploadPartCopy({ ...part, CopySourceRange: "bytes=2-4" });
    const Parts = [{ PartNumber: 1, ETag: CopyPartResult?.ETag }];
    const { UploadId } = part;
    await s3.completeMultipartUpload({ ...key, UploadId, MultipartUpload: { Parts } });
    expect(await textOf(await s3.getObject(key))).toBe("234");
  });

  test.each(["2-4", "bytes=2-", "bytes=-4", "bytes=4-2", "bytes=0-1,3-4"])(
    "refuses the range %s for its form",
    async (CopySourceRange) => {
      const { s3, part } = await store();
      expect(await errorOf(s3.uploadPartCopy({ ...part, CopySourceRange }))).toMatchObject({
        name: "InvalidArgument",
        message:
          "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      });
    },
  );

  test.each([
    {
      range: "bytes=5-10",
      error: {
        name: "InvalidArgument",
        message: "Range specified is not valid for source object of size: 10",
      },
    },
    {
      range: "bytes=10-20",
      error: {
        name: "InvalidRequest",
        message: "The specified copy range is invalid for the source object size",
      },
    },
  ])("refuses the range $range, which the source does not have", async ({ range, error }) => {
    const { s3, part } = await store();
    const send = s3.uploadPartCopy({ ...part, CopySourceRange: range });
    expect(await errorOf(send)).toMatchObject(error);
  });

  test("fails with 412 where a condition on its source does not hold", async () => {
    const { s3, part } = await store();
    const send = s3.uploadPartCopy({ ...part, CopySourceIfMatch: '"a"' });
    expect(await errorOf(send)).toMatchObject({
      name: "PreconditionFailed",
      Condition: "x-amz-copy-source-If-Match",
    });
  });
});
