import { errorOf, textOf } from "../support/client.js";
import { allowCustomerKeys, customerKey } from "../support/customerKey.js";
import { bare, bucketStates, objectStore } from "../support/objectStore.js";

describe("PutObject", () => {
  const usual = {
    ETag: '"5d41402abc4b2a76b9719d911017c592"',
    ServerSideEncryption: "AES256",
    ChecksumCRC32: "NhCmhg==",
    ChecksumType: "FULL_OBJECT",
  };

  test.each([
    { bucket: "plain", versionId: undefined },
    { bucket: "versioned", versionId: expect.stringMatching(/^[A-Za-z0-9._]{32}$/) },
    { bucket: "suspended", versionId: undefined },
  ])(
    "in the bucket $bucket answers ETag, encryption and checksum",
    async ({ bucket, versionId }) => {
      const { s3 } = objectStore();
      const output = await s3.putObject({ Bucket: bucket, Key: "k", Body: "hello" });
      expect(bare(output)).toEqual(
        versionId === undefined ? usual : { ...usual, VersionId: versionId },
      );
    },
  );

  test("in a suspended bucket replaces the null version", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "suspended", Key: "k", Body: "one" });
    await s3.putObject({ Bucket: "suspended", Key: "k", Body: "two" });
    const { Versions = [] } = await s3.listObjectVersions({ Bucket: "suspended" });
    expect(Versions.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      ["null", true],
    ]);
    expect(await textOf(await s3.getObject({ Bucket: "suspended", Key: "k" }))).toBe("two");
  });

  test("keeps versions that were made before versioning was suspended", async () => {
    const { s3 } = objectStore();
    const first = await s3.putObject({ Bucket: "versioned", Key: "k", Body: "one" });
    await s3.putBucketVersioning({
      Bucket: "versioned",
      VersioningConfiguration: { Status: "Suspended" },
    });
    await s3.putObject({ Bucket: "versioned", Key: "k", Body: "two" });
    const { Versions = [] } = await s3.listObjectVersions({ Bucket: "versioned" });
    expect(Versions.map(({ VersionId }) => VersionId)).toEqual(["null", first.VersionId]);
  });

  test("without a checksum stores the CRC64NVME that S3 computes", async () => {
    const { s3 } = objectStore();
    s3.config.requestChecksumCalculation = async () => "WHEN_REQUIRED";
    const output = await s3.putObject({ Bucket: "plain", Key: "k", Body: "123456789" });
    expect(output.ChecksumCRC64NVME).toBe("rosUhgp5mIg=");
    expect(output.ChecksumType).toBe("FULL_OBJECT");
  });

  test("keeps its own copy of the body", async () => {
    const { s3 } = objectStore();
    const body = Buffer.from("hello");
    await s3.putObject({ Bucket: "plain", Key: "k", Body: body });
    body.fill("x");
    expect(await textOf(await s3.getObject({ Bucket: "plain", Key: "k" }))).toBe("hello");
  });

  test.each(["aws:kms", "aws:kms:dsse"] as const)(
    "under %s has an ETag that is not the MD5",
    async (encryption) => {
      const { s3 } = objectStore();
      const output = await s3.putObject({
        Bucket: "plain",
        Key: "k",
        Body: "hello",
        ServerSideEncryption: encryption,
      });
      expect(output.ServerSideEncryption).toBe(encryption);
      expect(output.SSEKMSKeyId).toMatch(/^arn:aws:kms:us-east-1:123456789012:key\//);
      expect(output.ETag).toMatch(/^"[0-9a-f]{32}"$/);
      expect(output.ETag).not.toBe(usual.ETag);
    },
  );

  test("under a customer's key tells its MD5 and no other encryption", async () => {
    const { s3 } = objectStore();
    await allowCustomerKeys(s3, "plain");
    const key = customerKey();
    const output = await s3.putObject({ Bucket: "plain", Key: "k", Body: "hello", ...key });
    expect(bare(output)).toMatchObject({
      SSECustomerAlgorithm: "AES256",
      SSECustomerKeyMD5: key.SSECustomerKeyMD5,
    });
    expect(output.ServerSideEncryption).toBeUndefined();
    expect(output.ETag).not.toBe(usual.ETag);
  });

  test.each([
    {
      name: "an unknown storage class",
      input: { StorageClass: "COLD" as never },
      error: { name: "InvalidStorageClass", StorageClassRequested: "COLD" },
    },
    {
      name: "the storage class OUTPOSTS",
      input: { StorageClass: "OUTPOSTS" as const },
      error: { name: "InvalidStorageClass", StorageClassRequested: "OUTPOSTS" },
    },
    {
      name: "user metadata of more than 2 KB",
      input: { Metadata: { a: "x".repeat(2048) } },
      error: { name: "MetadataTooLarge" },
    },
    {
      name: "tags that name a key twice",
      input: { Tagging: "a=1&a=2" },
      error: { name: "InvalidArgument", ArgumentName: "x-amz-tagging", ArgumentValue: "a=1&a=2" },
    },
    {
      name: "a write offset, which only directory buckets have",
      input: { WriteOffsetBytes: 5 },
      error: { name: "NotImplemented" },
    },
  ])("refuses $name", async ({ input, error }) => {
    const { s3 } = objectStore();
    const thrown = await errorOf(s3.putObject({ Bucket: "plain", Key: "k", Body: "x", ...input }));
    expect(thrown).toMatchObject(error);
  });
});

describe("PutObject on a condition", () => {
  const both = {
    Header: "If-Match,If-None-Match",
    additionalMessage: "Multiple conditional request headers present in the request",
  };
  const refused = (header: string) => ({
    name: "NotImplemented",
    message: "A header you provided implies functionality that is not implemented",
    Header: header,
    additionalMessage: `We don't accept the provided value of ${header} header for this API`,
  });
  const failed = (condition: string) => ({
    name: "PreconditionFailed",
    message: "At least one of the pre-conditions you specified did not hold",
    Condition: condition,
    $metadata: expect.objectContaining({ httpStatusCode: 412 }),
  });

  test.each([
    { name: "If-None-Match: *", input: { IfNoneMatch: "*" }, error: failed("If-None-Match") },
    { name: "an ETag to be none", input: { IfNoneMatch: '"a"' }, error: refused("If-None-Match") },
    { name: "another ETag", input: { IfMatch: '"a"' }, error: failed("If-Match") },
    { name: "If-Match: *", input: { IfMatch: "*" }, error: refused("If-Match") },
    {
      name: "both of them",
      input: { IfMatch: '"a"', IfNoneMatch: "*" },
      error: { name: "NotImplemented", ...both },
    },
  ])("of $name fails where there is an object", async ({ input, error }) => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "plain", Key: "k", Body: "hello" });
    const thrown = await errorOf(s3.putObject({ Bucket: "plain", Key: "k", Body: "x", ...input }));
    expect(thrown).toMatchObject(error);
  });

  test.each(bucketStates)("of the current ETag holds in the bucket %s", async (bucket) => {
    const { s3 } = objectStore();
    const { ETag } = await s3.putObject({ Bucket: bucket, Key: "k", Body: "hello" });
    await s3.putObject({ Bucket: bucket, Key: "k", Body: "new", IfMatch: ETag });
    expect(await textOf(await s3.getObject({ Bucket: bucket, Key: "k" }))).toBe("new");
  });

  test.each(["versioned", "suspended"])(
    "takes a delete marker for no object in the bucket %s",
    async (bucket) => {
      const { s3 } = objectStore();
      const { ETag } = await s3.putObject({ Bucket: bucket, Key: "k", Body: "hello" });
      await s3.deleteObject({ Bucket: bucket, Key: "k" });
      const thrown = await errorOf(
        s3.putObject({ Bucket: bucket, Key: "k", Body: "x", IfMatch: ETag }),
      );
      expect(thrown).toMatchObject({ name: "NoSuchKey", Key: "k" });
      await s3.putObject({ Bucket: bucket, Key: "k", Body: "new", IfNoneMatch: "*" });
    },
  );

  test("of an ETag fails with NoSuchKey where there is nothing", async () => {
    const { s3 } = objectStore();
    const thrown = await errorOf(
      s3.putObject({ Bucket: "plain", Key: "k", Body: "x", IfMatch: '"a"' }),
    );
    expect(thrown).toMatchObject({ name: "NoSuchKey", Key: "k" });
  });
});
