import { S3, type ServiceInputTypes, type ServiceOutputTypes } from "@aws-sdk/client-s3";
import type { Pluggable } from "@smithy/types";
import { errorOf } from "../support/client.js";
import { complete, uploadOf } from "../support/multipart.js";
import { bare, objectStore } from "../support/objectStore.js";

const key = { Bucket: "plain", Key: "k" };
const noSuchUpload = (UploadId: string) => ({
  name: "NoSuchUpload",
  message:
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
  UploadId,
  $metadata: expect.objectContaining({ httpStatusCode: 404 }),
});

describe("CreateMultipartUpload", () => {
  test("answers with bucket, key and upload id", async () => {
    const { s3 } = objectStore();
    expect(bare(await s3.createMultipartUpload(key))).toEqual({
      ...key,
      UploadId: expect.stringMatching(/^[A-Za-z0-9_-]{100,}$/),
      ServerSideEncryption: "AES256",
    });
  });

  test.each([
    { algorithm: "CRC32", type: "COMPOSITE" },
    { algorithm: "CRC32C", type: "COMPOSITE" },
    { algorithm: "CRC64NVME", type: "FULL_OBJECT" },
    { algorithm: "SHA1", type: "COMPOSITE" },
    { algorithm: "SHA256", type: "COMPOSITE" },
  ] as const)("for $algorithm is $type unless told otherwise", async ({ algorithm, type }) => {
    const { s3 } = objectStore();
    const output = await s3.createMultipartUpload({ ...key, ChecksumAlgorithm: algorithm });
    expect(output).toMatchObject({ ChecksumAlgorithm: algorithm, ChecksumType: type });
  });

  test.each([
    {
      name: "a checksum type without an algorithm",
      input: { ChecksumType: "COMPOSITE" },
      message:
        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
    },
    {
      name: "FULL_OBJECT for SHA256",
      input: { ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" },
      message: "The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.",
    },
    {
      name: "COMPOSITE for CRC64NVME",
      input: { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" },
      message: "The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.",
    },
  ] as const)("refuses $name", async ({ input, message }) => {
    const { s3 } = objectStore();
    const send = s3.createMultipartUpload({ ...key, ...input });
    expect(await errorOf(send)).toMatchObject({ name: "InvalidRequest", message });
  });

  test("settles what the object will be like", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"], {
      Bucket: "locked",
      ContentType: "text/plain",
      Metadata: { colour: "blue" },
      Tagging: "a=1",
      StorageClass: "STANDARD_IA",
      ServerSideEncryption: "aws:kms",
      ObjectLockLegalHoldStatus: "ON",
    });
    await complete(s3, upload);
    expect(await s3.headObject(upload.key)).toMatchObject({
      ContentType: "text/plain",
      Metadata: { colour: "blue" },
      TagCount: 1,
      StorageClass: "STANDARD_IA",
      ServerSideEncryption: "aws:kms",
      ObjectLockLegalHoldStatus: "ON",
    });
  });
});

test("A copy source is ignored where an upload is created, and refused where one is completed", async () => {
  const { s3 } = objectStore();
  const addCopySource: Pluggable<ServiceInputTypes, ServiceOutputTypes> = {
    applyToStack: (stack) =>
      stack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> };
          headers["x-amz-copy-source"] = "plain/k";
          return next(args);
        },
        { step: "build", name: "addCopySource" },
      ),
  };
  s3.middlewareStack.use(addCopySource);
  const { UploadId } = await s3.createMultipartUpload(key);
  expect(UploadId).toBeDefined();
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: "0" }] };
  const completed = s3.completeMultipartUpload({ ...key, UploadId, MultipartUpload });
  expect(await errorOf(completed)).toMatchObject({
    name: "InvalidArgument",
    message: "You can only specify a copy source header for copy requests.",
  });
});

test.each([
  ["a COMPOSITE upload refuses one", "COMPOSITE", "SHA256", "InvalidRequest"],
  ["a FULL_OBJECT upload takes one", "FULL_OBJECT", "CRC32", "taken"],
] as const)(
  "A part without a checksum: %s",
  async (_fact, ChecksumType, ChecksumAlgorithm, ends) => {
    const { mock } = objectStore();
    const s3 = new S3({ region: "us-east-1", requestChecksumCalculation: "WHEN_REQUIRED" });
    s3.middlewareStack.use(mock);
    const upload = { ...key, ChecksumType, ChecksumAlgorithm };
    const { UploadId } = await s3.createMultipartUpload(upload);
    const part = s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body: "x" });
    const outcome = await part.then(
      () => "taken",
      ({ name }: Error) => name,
    );
    expect(outcome).toBe(ends);
  },
);

describe("AbortMultipartUpload", () => {
  test("ends the upload: 204, and nothing finds it again", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    const { UploadId } = upload;
    const output = await s3.abortMultipartUpload({ ...key, UploadId });
    expect(output.$metadata.httpStatusCode).toBe(204);
    expect((await s3.listMultipartUploads({ Bucket: "plain" })).Uploads).toBeUndefined();
    expect(await errorOf(complete(s3, upload))).toMatchObject(noSuchUpload(UploadId));
  });
});

describe("an upload that is unknown, completed, or another key's is NoSuchUpload for", () => {
  const UploadId = "unknown";
  test.each([
    {
      name: "UploadPart",
      send: (s3) => s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body: "x" }),
    },
    {
      name: "UploadPartCopy",
      send: (s3) => s3.uploadPartCopy({ ...key, UploadId, PartNumber: 1, CopySource: "plain/k" }),
    },
    { name: "ListParts", send: (s3) => s3.listParts({ ...key, UploadId }) },
    { name: "AbortMultipartUpload", send: (s3) => s3.abortMultipartUpload({ ...key, UploadId }) },
    {
      name: "CompleteMultipartUpload",
      send: (s3) =>
        s3.completeMultipartUpload({
          ...key,
          UploadId,
          MultipartUpload: { Parts: [{ PartNumber: 1, ETag: "a" }] },
        }),
    },
  ] satisfies {
    name: string;
    send: (s3: ReturnType<typeof objectStore>["s3"]) => Promise<unknown>;
  }[])("$name", async ({ send }) => {
    const { s3 } = objectStore();
    expect(await errorOf(send(s3))).toMatchObject(noSuchUpload(UploadId));
  });

  test("CompleteMultipartUpload a second time with other parts", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    await complete(s3, upload);
    const Parts = [{ PartNumber: 1, ETag: "a" }];
    const again = complete(s3, upload, { Parts });
    expect(await errorOf(again)).toMatchObject(noSuchUpload(upload.UploadId));
  });

  test("UploadPart and AbortMultipartUpload after it was completed", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    await complete(s3, upload);
    const { key, UploadId } = upload;
    const part = s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body: "x" });
    expect(await errorOf(part)).toMatchObject(noSuchUpload(UploadId));
    const abort = s3.abortMultipartUpload({ ...key, UploadId });
    expect(await errorOf(abort)).toMatchObject(noSuchUpload(UploadId));
  });

  test("UploadPart of another key", async () => {
    const { s3 } = objectStore();
    const { UploadId } = await uploadOf(s3, ["x"]);
    const send = s3.uploadPart({ ...key, Key: "other", UploadId, PartNumber: 1, Body: "x" });
    expect(await errorOf(send)).toMatchObject(noSuchUpload(UploadId));
  });
});
