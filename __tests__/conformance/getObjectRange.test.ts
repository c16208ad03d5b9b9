import { errorOf, textOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";

const key = { Bucket: "plain", Key: "k" };

async function tenBytes() {
  const store = objectStore();
  await store.s3.putObject({ ...key, Body: "0123456789" });
  return store;
}

describe("the range of a GetObject of 10 bytes:", () => {
  test.each([
    { range: "bytes=0-8", body: "012345678", contentRange: "bytes 0-8/10" },
    { range: "bytes=1-", body: "123456789", contentRange: "bytes 1-9/10" },
    { range: "bytes=-2", body: "89", contentRange: "bytes 8-9/10" },
    { range: "bytes=0-0", body: "0", contentRange: "bytes 0-0/10" },
  ])("$range is 206 with $contentRange and no checksum", async ({ range, body, contentRange }) => {
    const { s3, headers } = await tenBytes();
    const output = await s3.getObject({ ...key, Range: range });
    expect(await textOf(output)).toBe(body);
    expect(output.$metadata.httpStatusCode).toBe(206);
    expect(output.ContentRange).toBe(contentRange);
    expect(output.ContentLength).toBe(body.length);
    expect(headers()).not.toHaveProperty("x-amz-checksum-crc32");
    expect(headers()).not.toHaveProperty("x-amz-checksum-type");
  });

  test.each(["bytes=0-100", "bytes=-15"])(
    "%s is 206 with all of it and its checksum",
    async (range) => {
      const { s3 } = await tenBytes();
      const output = await s3.getObject({ ...key, Range: range });
      expect(await textOf(output)).toBe("0123456789");
      expect(output.$metadata.httpStatusCode).toBe(206);
      expect(output).toMatchObject({ ContentRange: "bytes 0-9/10", ChecksumCRC32: "poTHxg==" });
    },
  );

  test.each([
    "bytes=1-0",
    "bytes=-1-",
    "bytes=0--1",
    "bytes=0-1,3-4",
    "lines=0-1",
    "bytes=-",
    "bytes=a-b",
  ])("%s is ignored: 200 with all of it", async (range) => {
    const { s3 } = await tenBytes();
    const output = await s3.getObject({ ...key, Range: range });
    expect(await textOf(output)).toBe("0123456789");
    expect(output.$metadata.httpStatusCode).toBe(200);
    expect(output.ContentRange).toBeUndefined();
  });

  test.each(["bytes=100-200", "bytes=-0", "bytes=10-"])("%s is not satisfiable", async (range) => {
    const { s3 } = await tenBytes();
    expect(await errorOf(s3.getObject({ ...key, Range: range }))).toMatchObject({
      name: "InvalidRange",
      message: "The requested range is not satisfiable",
      RangeRequested: range,
      ActualObjectSize: "10",
      $metadata: expect.objectContaining({ httpStatusCode: 416 }),
    });
    const head = await errorOf(s3.headObject({ ...key, Range: range }));
    expect(head.$metadata.httpStatusCode).toBe(416);
  });

  test("HeadObject answers a range as GetObject does", async () => {
    const { s3 } = await tenBytes();
    const output = await s3.headObject({ ...key, Range: "bytes=2-4", ChecksumMode: "ENABLED" });
    expect(output).toMatchObject({ ContentRange: "bytes 2-4/10", ContentLength: 3 });
    expect(output.ChecksumCRC32).toBeUndefined();
  });
});

describe("the part number of a GetObject", () => {
  async function inParts(ChecksumAlgorithm?: "SHA256" | "CRC32", ChecksumType?: "FULL_OBJECT") {
    const store = objectStore();
    const { s3 } = store;
    const { UploadId } = await s3.createMultipartUpload({
      ...key,
      ChecksumAlgorithm,
      ChecksumType,
    });
    const Parts = [];
    for (const [index, Body] of [Buffer.alloc(5 * 1024 ** 2, "a"), "tail"].entries()) {
      const PartNumber = index + 1;
      const part = await s3.uploadPart({ ...key, UploadId, PartNumber, Body, ChecksumAlgorithm });
      const { ETag, ChecksumSHA256, ChecksumCRC32 } = part;
      // Without an algorithm the upload knows no checksums, and completing it with some fails.
      const checksums = ChecksumAlgorithm && { ChecksumSHA256, ChecksumCRC32 };
      Parts.push({ PartNumber, ETag, ...checksums });
    }
    const MultipartUpload = { Parts };
    const output = await s3.completeMultipartUpload({ ...key, UploadId, MultipartUpload });
    return { ...store, parts: Parts, etag: output.ETag };
  }

  test("gives that part with its range, the ETag of the whole and the number of parts", async () => {
    const { s3, etag } = await inParts();
    const output = await s3.getObject({ ...key, PartNumber: 2 });
    expect(await textOf(output)).toBe("tail");
    expect(output).toMatchObject({ ContentRange: "bytes 5242880-5242883/5242884", ETag: etag });
    expect(output.$metadata.httpStatusCode).toBe(206);
    expect(output.PartsCount).toBe(2);
  });

  test("gives the part's checksum where the object's is composite", async () => {
    const { s3, parts } = await inParts("SHA256");
    const output = await s3.getObject({ ...key, PartNumber: 2 });
    expect(output.ChecksumSHA256).toBe(parts[1]?.ChecksumSHA256);
    expect(await textOf(output)).toBe("tail");
  });

  test("gives no checksum where it is of the full object", async () => {
    const { s3 } = await inParts("CRC32", "FULL_OBJECT");
    const output = await s3.headObject({ ...key, PartNumber: 2, ChecksumMode: "ENABLED" });
    expect(output.ChecksumCRC32).toBeUndefined();
  });

  test("is left out of what a plain GetObject answers", async () => {
    const { s3 } = await inParts();
    expect((await s3.headObject(key)).PartsCount).toBeUndefined();
  });

  test("1 of an object that has no parts is all of it", async () => {
    const { s3 } = await tenBytes();
    const output = await s3.getObject({ ...key, PartNumber: 1 });
    expect(await textOf(output)).toBe("0123456789");
    expect(output).toMatchObject({ ContentRange: "bytes 0-9/10", ChecksumCRC32: "poTHxg==" });
  });

  test.each([
    { name: "an object of two parts", open: inParts, count: "2" },
    { name: "an object without parts", open: tenBytes, count: "1" },
  ])("3 of $name is not satisfiable", async ({ open, count }) => {
    const { s3 } = await open();
    expect(await errorOf(s3.getObject({ ...key, PartNumber: 3 }))).toMatchObject({
      name: "InvalidPartNumber",
      message: "The requested partnumber is not satisfiable",
      PartNumberRequested: "3",
      ActualPartCount: count,
      $metadata: expect.objectContaining({ httpStatusCode: 416 }),
    });
  });

  test("excludes a range", async () => {
    const { s3 } = await tenBytes();
    const get = s3.getObject({ ...key, PartNumber: 1, Range: "bytes=0-1" });
    expect(await errorOf(get)).toMatchObject({
      name: "InvalidRequest",
      message: "Cannot specify both Range header and partNumber query parameter",
    });
  });
});
