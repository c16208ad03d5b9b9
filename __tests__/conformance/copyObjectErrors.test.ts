import { errorOf } from "../support/client.js";
import { etag, storeToCopyFrom, target } from "../support/copiedObject.js";
import { objectStore } from "../support/objectStore.js";

describe("CopyObject fails", () => {
  test.each([
    { name: "a bucket alone", CopySource: "plain" },
    { name: "a bucket and no key", CopySource: "plain/" },
    { name: "broken percent-encoding", CopySource: "plain/%zz" },
  ])("for a source that is $name", async ({ CopySource }) => {
    const { s3 } = await storeToCopyFrom();
    expect(await errorOf(s3.copyObject({ ...target, CopySource }))).toMatchObject({
      name: "InvalidArgument",
      message: "Invalid copy source object key",
      ArgumentName: "x-amz-copy-source",
      ArgumentValue: "x-amz-copy-source",
    });
  });

  test("for a source that is deleted, and for a delete marker", async () => {
    const { s3 } = await storeToCopyFrom("versioned");
    const { VersionId } = await s3.deleteObject({ Bucket: "versioned", Key: "source" });
    const CopySource = "versioned/source";
    expect(await errorOf(s3.copyObject({ ...target, CopySource }))).toMatchObject({
      name: "NoSuchKey",
      Key: "source",
    });
    const marker = `${CopySource}?versionId=${VersionId}`;
    expect(await errorOf(s3.copyObject({ ...target, CopySource: marker }))).toMatchObject({
      name: "InvalidRequest",
      message:
        "The source of a copy request may not specifically refer to a delete marker by version id.",
    });
  });

  test.each([
    {
      name: "a missing source bucket",
      CopySource: "nowhere/k",
      error: { name: "NoSuchBucket", BucketName: "nowhere" },
    },
    {
      name: "a missing source key",
      CopySource: "plain/none",
      error: { name: "NoSuchKey", Key: "none" },
    },
    {
      name: "a version that is none",
      CopySource: "versioned/k?versionId=none",
      error: { name: "InvalidArgument", ArgumentName: "versionId" },
    },
  ])("for $name", async ({ CopySource, error }) => {
    const { s3 } = await storeToCopyFrom();
    expect(await errorOf(s3.copyObject({ ...target, CopySource }))).toMatchObject(error);
  });

  const earlier = new Date("2026-01-01T11:59:59Z");
  const written = new Date("2026-01-01T12:00:00Z");

  test.each([
    { condition: "If-Match", input: { CopySourceIfMatch: '"a"' } },
    { condition: "If-None-Match", input: { CopySourceIfNoneMatch: etag } },
    { condition: "If-Modified-Since", input: { CopySourceIfModifiedSince: written } },
    { condition: "If-Unmodified-Since", input: { CopySourceIfUnmodifiedSince: earlier } },
  ])("where x-amz-copy-source-$condition does not hold", async ({ condition, input }) => {
    const { s3 } = await storeToCopyFrom();
    const send = s3.copyObject({ ...target, CopySource: "plain/source", ...input });
    expect(await errorOf(send)).toMatchObject({
      name: "PreconditionFailed",
      Condition: `x-amz-copy-source-${condition}`,
      $metadata: expect.objectContaining({ httpStatusCode: 412 }),
    });
  });

  test("where the target must not exist and does", async () => {
    const { s3 } = await storeToCopyFrom();
    await s3.putObject({ ...target, Body: "x" });
    const send = s3.copyObject({ ...target, CopySource: "plain/source", IfNoneMatch: "*" });
    expect(await errorOf(send)).toMatchObject({
      name: "PreconditionFailed",
      Condition: "If-None-Match",
    });
  });

  test("for a source in an archive, until it is restored", async () => {
    const { s3, mock } = objectStore();
    const source = { Bucket: "plain", Key: "source" };
    await s3.putObject({ ...source, Body: "x", StorageClass: "DEEP_ARCHIVE" });
    const copy = () => s3.copyObject({ ...target, CopySource: "plain/source" });
    expect(await errorOf(copy())).toMatchObject({
      name: "InvalidObjectState",
      StorageClass: "DEEP_ARCHIVE",
    });
    await s3.restoreObject({ ...source, RestoreRequest: { Days: 1 } });
    mock.advance(12 * 3_600_000);
    await copy();
  });

  test.each([
    { header: "x-amz-metadata-directive", input: { MetadataDirective: "KEEP" as never } },
    { header: "x-amz-tagging-directive", input: { TaggingDirective: "KEEP" as never } },
  ])("for another value of $header", async ({ header, input }) => {
    const { s3 } = await storeToCopyFrom();
    const send = s3.copyObject({ ...target, CopySource: "plain/source", ...input });
    expect(await errorOf(send)).toMatchObject({ name: "InvalidArgument", ArgumentName: header });
  });
});
