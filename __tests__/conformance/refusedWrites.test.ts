import { changeRequests } from "../support/bareRequests.js";
import { errorOf } from "../support/client.js";
import { bare, objectStore } from "../support/objectStore.js";
import { sendByName } from "../support/sending.js";

const key = { Bucket: "plain", Key: "k" };

// field-reports R10 (B): people pasted the 403; a client signs other bytes than S3 reads.
test.each(["CopyObject", "UploadPartCopy"])(
  "%s from a source with raw letters beyond ASCII is SignatureDoesNotMatch",
  async (operation) => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Key: "Översikt.txt", Body: "x" });
    const { UploadId } = await s3.createMultipartUpload(key);
    const copy = { ...key, UploadId, PartNumber: 1 };
    const raw = sendByName(s3, operation, { ...copy, CopySource: "plain/Översikt.txt" });
    expect(await errorOf(raw)).toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
    const CopySource = `plain/${encodeURIComponent("Översikt.txt")}`;
    expect(await sendByName(s3, operation, { ...copy, CopySource })).toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
  },
);

// field-reports R17 (B): the prefixes are documented, the text is `assumed`.
describe("a website redirect location", () => {
  test.each(["ftp://example.com", "example.com", "httpx://a"])(
    "of %s is InvalidRedirectLocation for every write",
    async (WebsiteRedirectLocation) => {
      const { s3 } = objectStore();
      await s3.putObject({ ...key, Key: "source", Body: "x" });
      const input = { ...key, WebsiteRedirectLocation };
      for (const send of [
        s3.putObject({ ...input, Body: "x" }),
        s3.createMultipartUpload(input),
        s3.copyObject({ ...input, CopySource: "plain/source" }),
      ]) {
        expect(await errorOf(send)).toMatchObject({
          name: "InvalidRedirectLocation",
          $metadata: { httpStatusCode: 400 },
        });
      }
    },
  );

  test.each(["/page", "http://example.com", "https://example.com"])(
    "of %s is taken",
    async (WebsiteRedirectLocation) => {
      const { s3 } = objectStore();
      await s3.putObject({ ...key, WebsiteRedirectLocation });
      expect(await s3.headObject(key)).toMatchObject({ WebsiteRedirectLocation });
    },
  );
});

// field-reports R18 (B): 400 is documented; code and text are from a report (s3cmd 276).
test.each(["GetObject", "HeadObject", "UploadPart"])(
  "%s with x-amz-server-side-encryption is refused",
  async (operation) => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Body: "x" });
    const { UploadId } = await s3.createMultipartUpload(key);
    changeRequests(s3, ({ headers }) => {
      headers["x-amz-server-side-encryption"] = "AES256";
    });
    const part = operation === "UploadPart" ? { UploadId, PartNumber: 1, Body: "x" } : {};
    const error = await errorOf(sendByName(s3, operation, { ...key, ...part }));
    expect(error.$metadata.httpStatusCode).toBe(400);
    if (operation === "HeadObject") return;
    expect(error).toMatchObject({
      name: "InvalidArgument",
      message: "x-amz-server-side-encryption header is not supported for this operation.",
      ArgumentName: "x-amz-server-side-encryption",
      ArgumentValue: "AES256",
    });
  },
);

// field-reports R19 (C): `assumed`, as for a number that is none.
describe.each([0, -1, 10_001])("part number %d", (PartNumber) => {
  test("is InvalidArgument for GetObject, also of a key that is missing", async () => {
    const { s3 } = objectStore();
    expect(await errorOf(s3.getObject({ ...key, PartNumber }))).toMatchObject({
      name: "InvalidArgument",
      message: "Part number must be an integer between 1 and 10000, inclusive",
      ArgumentName: "partNumber",
      ArgumentValue: String(PartNumber),
    });
    expect((await errorOf(s3.headObject({ ...key, PartNumber }))).$metadata).toMatchObject({
      httpStatusCode: 400,
    });
  });
});

// field-reports R21 (B): the user guide's page on keys; people pasted a 400 without a body.
describe("a key whose .. elements climb above the root", () => {
  test.each(["../../x", "a/../../b", "a/..//../b", "./../b"])("%s is a bare 400", async (Key) => {
    const { s3 } = objectStore();
    for (const send of [
      s3.putObject({ Bucket: "plain", Key, Body: "x" }),
      s3.createMultipartUpload({ Bucket: "plain", Key }),
      s3.deleteObject({ Bucket: "plain", Key }),
      s3.getObject({ Bucket: "plain", Key }),
    ]) {
      const error = await errorOf(send);
      expect(error.$metadata.httpStatusCode).toBe(400);
      expect(error.Code).toBeUndefined();
    }
    expect((await s3.listObjectsV2({ Bucket: "plain" })).KeyCount).toBe(0);
  });

  test.each(["a/b/../../c", "a/..", "..a/b", "a..b", "a//../b/"])(
    "%s is legal and keeps its bytes",
    async (Key) => {
      const { s3 } = objectStore();
      await s3.putObject({ Bucket: "plain", Key, Body: "x" });
      expect((await s3.listObjectsV2({ Bucket: "plain" })).Contents?.[0]?.Key).toBe(Key);
    },
  );
});

// field-reports R14 (A)
test("PutObjectAcl of a key whose current version is a delete marker is MethodNotAllowed", async () => {
  const { s3 } = objectStore();
  const object = { Bucket: "versioned", Key: "k" };
  await s3.putBucketOwnershipControls({
    Bucket: "versioned",
    OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
  });
  await s3.putObject({ ...object, Body: "x" });
  await s3.deleteObject(object);
  expect(await errorOf(s3.putObjectAcl({ ...object, ACL: "private" }))).toMatchObject({
    name: "MethodNotAllowed",
    $metadata: { httpStatusCode: 405 },
  });
});

// field-reports R15 (A)
test.each([
  ["PutObjectLegalHold", "MalformedXML"],
  ["PutObjectRetention", "MalformedXML"],
  ["PutObjectLockConfiguration", "MissingRequestBodyError"],
] as const)("%s with an empty body is %s", async (operation, name) => {
  const { s3 } = objectStore();
  await s3.putObject({ Bucket: "locked", Key: "k", Body: "x" });
  expect(await errorOf(sendByName(s3, operation, { Bucket: "locked", Key: "k" }))).toMatchObject({
    name,
  });
});

// field-reports A8 (A)
test("x-amz-tagging has tags without values, and empty pairs do not count", async () => {
  const { s3 } = objectStore();
  await s3.putObject({ ...key, Body: "x", Tagging: "key1&&&key2" });
  expect((await s3.getObjectTagging(key)).TagSet).toEqual([
    { Key: "key1", Value: "" },
    { Key: "key2", Value: "" },
  ]);
});

// field-reports A7 (A)
test("PutObjectTagging and PutBucketTagging of an empty document clear the tags", async () => {
  const { s3 } = objectStore();
  const Tagging = {} as { TagSet: [] };
  const tagged = { TagSet: [{ Key: "k", Value: "v" }] };
  await s3.putObject({ ...key, Body: "x", Tagging: "a=b" });
  await s3.putObjectTagging({ ...key, Tagging });
  expect(bare(await s3.getObjectTagging(key))).toEqual({ TagSet: [] });
  await s3.putBucketTagging({ Bucket: "plain", Tagging: tagged });
  await s3.putBucketTagging({ Bucket: "plain", Tagging });
  const { name } = await errorOf(s3.getBucketTagging({ Bucket: "plain" }));
  expect(name).toBe("NoSuchTagSet");
});
