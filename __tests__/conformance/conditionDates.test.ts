import { changeRequests } from "../support/bareRequests.js";
import { objectStore } from "../support/objectStore.js";

const key = { Bucket: "plain", Key: "k" };
const source = { ...key, Key: "copied", CopySource: "plain/k" };

/** Each would fail if it were read: the object is from 2026. */
const unread = [
  ["if-unmodified-since", "Thu, 03 Jul 2025 03:40:28 UTC"],
  ["if-unmodified-since", "2025-07-03T03:40:28Z"],
  ["if-modified-since", "2026-01-01T00:00:00Z"],
  ["if-modified-since", "1767225600000"],
  ["if-modified-since", "Thu Jan 01 2026 00:00:00 GMT+0000 (Coordinated Universal Time)"],
] as const;

// minio-js issue 620, minio-java issue 546, minio issue 4082, aws-cli issue 1343, aws-sdk-js issue 2915.
describe("a date that S3 does not understand is no condition:", () => {
  test.each(unread)("GetObject and HeadObject with %s: %s", async (name, value) => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Body: "hello" });
    changeRequests(s3, ({ headers }) => {
      headers[name] = value;
    });
    expect((await s3.getObject(key)).ContentLength).toBe(5);
    expect((await s3.headObject(key)).ContentLength).toBe(5);
  });

  test.each(unread)(
    "CopyObject and UploadPartCopy with copy-source-%s: %s",
    async (name, value) => {
      const { s3 } = objectStore();
      await s3.putObject({ ...key, Body: "hello" });
      const { UploadId } = await s3.createMultipartUpload(source);
      changeRequests(s3, ({ headers }) => {
        headers[`x-amz-copy-source-${name}`] = value;
      });
      expect((await s3.copyObject(source)).CopyObjectResult?.ETag).toBeDefined();
      const part = await s3.uploadPartCopy({ ...source, UploadId, PartNumber: 1 });
      expect(part.CopyPartResult?.ETag).toBeDefined();
    },
  );
});

// minio issue 15645: as the AWS SDK for Java 2 sends it.
test("a date with a day of one digit is a condition", async () => {
  const { s3 } = objectStore();
  await s3.putObject(key);
  changeRequests(s3, ({ headers }) => {
    headers["if-unmodified-since"] = "Tue, 9 Aug 2022 01:01:01 GMT";
  });
  await expect(s3.getObject(key)).rejects.toThrow(
    expect.objectContaining({ name: "PreconditionFailed" }),
  );
});
