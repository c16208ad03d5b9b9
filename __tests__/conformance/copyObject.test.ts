import { type CopyObjectCommandInput, PutObjectCommand } from "@aws-sdk/client-s3";
import { clientOf, errorOf, textOf } from "../support/client.js";
import { etag, storeToCopyFrom, target } from "../support/copiedObject.js";
import { allowCustomerKeys, customerKey } from "../support/customerKey.js";
import { bare, objectStore } from "../support/objectStore.js";

describe("CopyObject", () => {
  test.each([
    { bucket: "plain", versions: {} },
    { bucket: "versioned", versions: { VersionId: expect.stringMatching(/^.{32}$/) } },
    { bucket: "suspended", versions: { VersionId: "null" } },
  ])(
    "into the bucket $bucket answers ETag, time, checksum and version",
    async ({ bucket, versions }) => {
      const { s3, mock } = await storeToCopyFrom();
      mock.advance(60_000);
      const input = { Bucket: bucket, Key: "copy", CopySource: "plain/source" };
      expect(bare(await s3.copyObject(input))).toEqual({
        CopyObjectResult: {
          ETag: etag,
          LastModified: new Date("2026-01-01T12:01:00Z"),
          ChecksumCRC32: "NhCmhg==",
          ChecksumType: "FULL_OBJECT",
        },
        ServerSideEncryption: "AES256",
        ...versions,
      });
      expect(await textOf(await s3.getObject({ Bucket: bucket, Key: "copy" }))).toBe("hello");
    },
  );

  test.each(["versioned", "suspended"])(
    "out of the bucket %s tells which version was copied",
    async (bucket) => {
      const { s3, put } = await storeToCopyFrom(bucket);
      const output = await s3.copyObject({ ...target, CopySource: `${bucket}/source` });
      expect(output.CopySourceVersionId).toBe(put.VersionId ?? "null");
    },
  );

  test("out of another Region works", async () => {
    const { s3, mock } = objectStore();
    const source = { Bucket: "faraway", Key: "k" };
    await clientOf(mock, "eu-west-1").send(new PutObjectCommand({ ...source, Body: "x" }));
    await s3.copyObject({ ...target, CopySource: "faraway/k" });
    expect(await textOf(await s3.getObject(target))).toBe("x");
  });

  test("of a named version copies that one", async () => {
    const { s3, put } = await storeToCopyFrom("versioned");
    await s3.putObject({ Bucket: "versioned", Key: "source", Body: "new" });
    const CopySource = `versioned/source?versionId=${put.VersionId}`;
    await s3.copyObject({ ...target, CopySource });
    expect(await textOf(await s3.getObject(target))).toBe("hello");
  });

  test("keeps the algorithm of the checksum, or computes the one that is asked for", async () => {
    const { s3 } = await storeToCopyFrom();
    const CopySource = "plain/source";
    const output = await s3.copyObject({ ...target, CopySource, ChecksumAlgorithm: "SHA256" });
    expect(output.CopyObjectResult).toMatchObject({
      ETag: etag,
      ChecksumSHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
      ChecksumType: "FULL_OBJECT",
    });
    const again = await s3.copyObject({ Bucket: "plain", Key: "2", CopySource: "plain/copy" });
    expect(again.CopyObjectResult?.ChecksumSHA256).toBeDefined();
  });

  test("makes one object of what was uploaded in parts", async () => {
    const { s3 } = objectStore();
    const key = { Bucket: "plain", Key: "source" };
    const ChecksumAlgorithm = "CRC32";
    const { UploadId } = await s3.createMultipartUpload({ ...key, ChecksumAlgorithm });
    const part = { ...key, UploadId, PartNumber: 1 };
    const { ETag, ChecksumCRC32 } = await s3.uploadPart({ ...part, Body: "hello" });
    const Parts = [{ ETag, ChecksumCRC32, PartNumber: 1 }];
    await s3.completeMultipartUpload({ ...key, UploadId, MultipartUpload: { Parts } });
    const { CopyObjectResult } = await s3.copyObject({ ...target, CopySource: "plain/source" });
    expect(CopyObjectResult).toMatchObject({
      ETag: etag,
      ChecksumCRC32: "NhCmhg==",
      ChecksumType: "FULL_OBJECT",
    });
  });

  test.each(["plain/a b+ü?/c%", "/plain/a b+ü?/c%"])(
    "reads the source %s however it is spelled",
    async (source) => {
      const { s3 } = objectStore();
      await s3.putObject({ Bucket: "plain", Key: "a b+ü?/c%", Body: "x" });
      const spellings = [
        source.split("/").map(encodeURIComponent).join("/"),
        source.split("/").map(encodeURIComponent).join("/").replaceAll("%20", "+"),
        source.split("/").map(encodeURIComponent).join("/").replaceAll("%20", " "),
        encodeURI(source).replaceAll("+", "%2B").replace("?", "%3F"),
        encodeURIComponent(source),
      ];
      for (const CopySource of spellings) await s3.copyObject({ ...target, CopySource });
    },
  );

  test("puts the object under the encryption that is asked for, with another ETag", async () => {
    const { s3 } = await storeToCopyFrom();
    const ServerSideEncryption = "aws:kms";
    const CopySource = "plain/source";
    const output = await s3.copyObject({ ...target, CopySource, ServerSideEncryption });
    expect(output.ServerSideEncryption).toBe("aws:kms");
    expect(output.CopyObjectResult?.ETag).not.toBe(etag);
  });

  test("of a source under a customer's key needs that key", async () => {
    const { s3 } = objectStore();
    await allowCustomerKeys(s3, "plain");
    await s3.putObject({ Bucket: "plain", Key: "source", Body: "hello", ...customerKey("a") });
    const CopySource = "plain/source";
    expect(await errorOf(s3.copyObject({ ...target, CopySource }))).toMatchObject({
      name: "InvalidRequest",
    });
    const { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = customerKey("a");
    const output = await s3.copyObject({
      ...target,
      CopySource,
      CopySourceSSECustomerAlgorithm: SSECustomerAlgorithm,
      CopySourceSSECustomerKey: SSECustomerKey,
      CopySourceSSECustomerKeyMD5: SSECustomerKeyMD5,
    });
    expect(output.CopyObjectResult?.ETag).toBe(etag);
    expect(await textOf(await s3.getObject(target))).toBe("hello");
  });
});

describe("what CopyObject takes from the source:", () => {
  async function copied(input: Partial<CopyObjectCommandInput>) {
    const { s3 } = await storeToCopyFrom();
    await s3.copyObject({ ...target, CopySource: "plain/source", ...input });
    const head = await s3.headObject(target);
    const { TagSet } = await s3.getObjectTagging(target);
    return { head, TagSet };
  }

  test("metadata and tags, but neither storage class nor redirect location", async () => {
    const { head, TagSet } = await copied({ Tagging: "b=2" });
    expect(head).toMatchObject({
      ContentType: "text/plain",
      CacheControl: "no-cache",
      Metadata: { colour: "blue" },
    });
    expect(head.StorageClass).toBeUndefined();
    expect(head.WebsiteRedirectLocation).toBeUndefined();
    expect(TagSet).toEqual([{ Key: "a", Value: "1" }]);
  });

  test("metadata and tags where the directives are COPY, whatever else is given", async () => {
    const given = { Metadata: { size: "big" }, ContentType: "text/html", Tagging: "b=2" };
    const directives = { MetadataDirective: "COPY", TaggingDirective: "COPY" } as const;
    const { head, TagSet } = await copied({ ...given, ...directives });
    expect(head).toMatchObject({ ContentType: "text/plain", Metadata: { colour: "blue" } });
    expect(TagSet).toEqual([{ Key: "a", Value: "1" }]);
  });

  test("no metadata where the directive is REPLACE", async () => {
    const { head } = await copied({ MetadataDirective: "REPLACE", Metadata: { size: "big" } });
    expect(head).toMatchObject({ ContentType: "binary/octet-stream", Metadata: { size: "big" } });
    expect(head.CacheControl).toBeUndefined();
  });

  test("no tags where the directive is REPLACE", async () => {
    const replaced = await copied({ TaggingDirective: "REPLACE", Tagging: "b=2" });
    expect(replaced.TagSet).toEqual([{ Key: "b", Value: "2" }]);
    expect((await copied({ TaggingDirective: "REPLACE" })).TagSet).toEqual([]);
  });
});

describe("CopyObject of an object onto itself", () => {
  const itself = (bucket: string) => ({
    Bucket: bucket,
    Key: "source",
    CopySource: `${bucket}/source`,
  });

  test.each(["plain", "versioned", "suspended"])(
    "in the bucket %s has to change something",
    async (bucket) => {
      const { s3 } = await storeToCopyFrom(bucket);
      for (const input of [{}, { TaggingDirective: "REPLACE" as const, Tagging: "b=2" }]) {
        expect(await errorOf(s3.copyObject({ ...itself(bucket), ...input }))).toMatchObject({
          name: "InvalidRequest",
          message:
            "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
        });
      }
    },
  );

  test.each([
    { name: "metadata", input: { MetadataDirective: "REPLACE", Metadata: { a: "b" } } },
    { name: "the storage class", input: { StorageClass: "STANDARD" } },
    { name: "the redirect location", input: { WebsiteRedirectLocation: "/there" } },
    { name: "the encryption", input: { ServerSideEncryption: "aws:kms" } },
  ] as const)("may change $name", async ({ input }) => {
    const { s3 } = await storeToCopyFrom();
    await s3.copyObject({ ...itself("plain"), ...input });
  });

  test("of an older version makes it the current one", async () => {
    const { s3, put } = await storeToCopyFrom("versioned");
    await s3.putObject({ Bucket: "versioned", Key: "source", Body: "new" });
    const { CopySource, ...key } = itself("versioned");
    const source = `${CopySource}?versionId=${put.VersionId}`;
    const { VersionId } = await s3.copyObject({ ...key, CopySource: source });
    expect(VersionId).not.toBe(put.VersionId);
    expect(await textOf(await s3.getObject(key))).toBe("hello");
  });
});
