import { changeRequests } from "../support/bareRequests.js";
import { errorOf } from "../support/client.js";
import { complete, partBytes, uploadOf } from "../support/multipart.js";
import { objectStore } from "../support/objectStore.js";
import { sendByName } from "../support/sending.js";

const key = { Bucket: "plain", Key: "k" };
const aes256 = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] };

// field-reports A5 (A)
describe("a copy onto itself that changes nothing else succeeds", () => {
  test("after PutBucketEncryption, also of what was the default before", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Body: "x" });
    const copy = { ...key, CopySource: "plain/k" };
    expect(await errorOf(s3.copyObject(copy))).toMatchObject({ name: "InvalidRequest" });
    await s3.putBucketEncryption({
      Bucket: "plain",
      ServerSideEncryptionConfiguration: aes256 as never,
    });
    expect(await s3.copyObject(copy)).toMatchObject({ $metadata: { httpStatusCode: 200 } });
    await s3.deleteBucketEncryption({ Bucket: "plain" });
    expect(await errorOf(s3.copyObject(copy))).toMatchObject({ name: "InvalidRequest" });
  });

  test("where the object is under a KMS key and the bucket's default is not", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Body: "x", ServerSideEncryption: "aws:kms" });
    await s3.copyObject({ ...key, CopySource: "plain/k" });
    expect((await s3.headObject(key)).ServerSideEncryption).toBe("AES256");
  });
});

// field-reports A6 (A)
test.each(["CopyObject", "UploadPartCopy"])(
  "%s ignores a CopySourceIfModifiedSince that is to come",
  async (operation) => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Body: "x" });
    const { UploadId } = await s3.createMultipartUpload({ ...key, Key: "copy" });
    const copy = { ...key, Key: "copy", UploadId, PartNumber: 1, CopySource: "plain/k" };
    const CopySourceIfModifiedSince = new Date("2100-01-01T00:00:00Z");
    const output = await sendByName(s3, operation, { ...copy, CopySourceIfModifiedSince });
    expect(output).toMatchObject({ $metadata: { httpStatusCode: 200 } });
  },
);

// field-reports A9 (A)
test.each(["GetObject", "HeadObject"])(
  "%s takes a ChecksumMode in lower case",
  async (operation) => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Body: "hello", ChecksumAlgorithm: "CRC32" });
    const output = await sendByName(s3, operation, {
      ...key,
      ChecksumMode: "enabled" as "ENABLED",
    });
    expect(output.ChecksumCRC32).toBe("NhCmhg==");
  },
);

// field-reports A10 (A)
test.each([
  [1, true],
  [0, false],
])("%d for a boolean in a document is %s", async (digit, IsEnabled) => {
  const { s3 } = objectStore();
  changeRequests(s3, (request) => {
    if (request.method !== "PUT" || !("inventory" in request.query)) return;
    request.body = String(request.body).replace(/(?<=<IsEnabled>)\w+/, String(digit));
    request.headers["content-length"] = String(Buffer.byteLength(String(request.body)));
    for (const name of Object.keys(request.headers)) {
      if (/^x-amz-(?:checksum|sdk-checksum)/.test(name)) delete request.headers[name];
    }
  });
  const Id = "inventory";
  await s3.putBucketInventoryConfiguration({
    Bucket: "plain",
    Id,
    InventoryConfiguration: {
      Id,
      IsEnabled: true,
      IncludedObjectVersions: "All",
      Schedule: { Frequency: "Daily" },
      Destination: { S3BucketDestination: { Bucket: "arn:aws:s3:::plain", Format: "CSV" } },
    },
  });
  const output = await s3.getBucketInventoryConfiguration({ Bucket: "plain", Id });
  expect(output.InventoryConfiguration).toMatchObject({ IsEnabled });
});

// field-reports D1 (A)
test("GetObjectAttributes shows a composite checksum without the number of parts", async () => {
  const { s3 } = objectStore();
  const upload = await uploadOf(s3, ["x"], { ChecksumAlgorithm: "SHA256" });
  const { ChecksumSHA256 } = await complete(s3, upload);
  expect(ChecksumSHA256).toMatch(/-1$/);
  const { Checksum } = await s3.getObjectAttributes({ ...key, ObjectAttributes: ["Checksum"] });
  expect(Checksum).toEqual({
    ChecksumSHA256: ChecksumSHA256?.replace("-1", ""),
    ChecksumType: "COMPOSITE",
  });
});

// field-reports D4 (A): as Java prints a date, in the time of the west coast.
test.each([
  ["2020-01-01T00:00:00Z", "Tue Dec 31 16:00:00 PST 2019"],
  ["2020-07-01T00:00:00Z", "Tue Jun 30 17:00:00 PDT 2020"],
])("a RetainUntilDate of %s that is past is shown as %s", async (date, ArgumentValue) => {
  const { s3 } = objectStore();
  const lock = { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: new Date(date) } as const;
  const put = s3.putObject({ Bucket: "locked", Key: "k", Body: "x", ...lock });
  expect(await errorOf(put)).toMatchObject({ name: "InvalidArgument", ArgumentValue });
});

test("a lifecycle date that is no midnight is shown in the time of the west coast", async () => {
  const { s3 } = objectStore();
  const put = s3.putBucketLifecycleConfiguration({
    Bucket: "plain",
    LifecycleConfiguration: {
      Rules: [
        {
          Status: "Enabled",
          Filter: {},
          Expiration: { Date: new Date("2023-01-01T02:02:00Z") },
        },
      ],
    },
  });
  expect(await errorOf(put)).toMatchObject({ ArgumentValue: "Sat Dec 31 18:02:00 PST 2022" });
});

// field-reports D5 (A)
test.each([
  ["x-amz-object-lock-retain-until-date", { ObjectLockMode: "GOVERNANCE" }],
  ["x-amz-object-lock-mode", { ObjectLockRetainUntilDate: new Date("2100-01-01T00:00:00Z") }],
] as const)("a lock without %s is told so", async (ArgumentName, lock) => {
  const { s3 } = objectStore();
  const put = s3.putObject({ Bucket: "locked", Key: "k", Body: "x", ...lock });
  expect(await errorOf(put)).toMatchObject({ name: "InvalidArgument", ArgumentName });
});

// field-reports D6 (A)
test("ListObjectsV2 repeats StartAfter on the first page only", async () => {
  const { s3 } = objectStore();
  for (const Key of ["a", "b", "c"]) await s3.putObject({ Bucket: "plain", Key, Body: "" });
  const list = { Bucket: "plain", MaxKeys: 1, StartAfter: "a" };
  const first = await s3.listObjectsV2(list);
  expect(first.StartAfter).toBe("a");
  const ContinuationToken = first.NextContinuationToken;
  const second = await s3.listObjectsV2({ ...list, ContinuationToken });
  expect(second.Contents).toMatchObject([{ Key: "c" }]);
  expect(second.StartAfter).toBeUndefined();
});

// field-reports D9 (A)
test.each(["in one piece", "in parts"])(
  "HeadObject of part 1 of an empty object %s has no Content-Range",
  async (how) => {
    const { s3, headers } = objectStore();
    if (how === "in parts") await complete(s3, await uploadOf(s3, [""]));
    else await s3.putObject({ ...key, Body: "" });
    const output = await s3.headObject({ ...key, PartNumber: 1 });
    expect(output.ContentLength).toBe(0);
    expect(headers()).not.toHaveProperty("content-range");
    expect(output).toMatchObject({ $metadata: { httpStatusCode: 200 } });
  },
);

test("HeadObject of an empty last part has no Content-Range", async () => {
  const { s3 } = objectStore();
  await complete(s3, await uploadOf(s3, [Buffer.alloc(partBytes), ""]));
  expect(await s3.headObject({ ...key, PartNumber: 2 })).toMatchObject({ ContentLength: 0 });
});
