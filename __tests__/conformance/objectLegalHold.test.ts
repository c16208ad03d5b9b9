import {
  DeleteObjectCommand,
  GetObjectLegalHoldCommand,
  HeadObjectCommand,
  type ObjectLockLegalHoldStatus,
  PutObjectLegalHoldCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { Bucket, Key, lockClient, protectedByLock, put } from "../support/objectLock.js";

const hold = (client: S3Client, Status?: ObjectLockLegalHoldStatus, bucket = Bucket) =>
  client.send(new PutObjectLegalHoldCommand({ Bucket: bucket, Key, LegalHold: { Status } }));
const holdOf = async (client: S3Client, bucket = Bucket) =>
  (await client.send(new GetObjectLegalHoldCommand({ Bucket: bucket, Key }))).LegalHold;

describe("PutObjectLegalHold", () => {
  test.each(["ON", "OFF"] as const)("sets a hold %s, which GET and HEAD show", async (Status) => {
    const { client } = lockClient();
    await put(client);
    await hold(client, Status);
    expect(await holdOf(client)).toEqual({ Status });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ObjectLockLegalHoldStatus).toBe(Status);
  });

  test("takes only ON and OFF", async () => {
    const { client } = lockClient();
    await put(client);
    // No status of the SDK's types.
    const wrong = "HELD" as ObjectLockLegalHoldStatus;
    for (const status of [wrong, undefined]) {
      expect(await errorOf(hold(client, status))).toMatchObject({ name: "MalformedXML" });
    }
    expect(await errorOf(holdOf(client))).toMatchObject({
      name: "NoSuchObjectLockConfiguration",
      message: "The specified object does not have a ObjectLock configuration",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("needs a bucket with Object Lock, as GetObjectLegalHold does", async () => {
    const { client } = lockClient();
    await put(client, { Bucket: "versioned" });
    for (const send of [hold(client, "ON", "versioned"), holdOf(client, "versioned")]) {
      expect(await errorOf(send)).toMatchObject({
        name: "InvalidRequest",
        message: "Bucket is missing Object Lock Configuration",
      });
    }
  });

  test("leaves the retention alone", async () => {
    const { client } = lockClient();
    const ObjectLockRetainUntilDate = new Date(Date.UTC(2027, 0, 1));
    await put(client, { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate });
    await hold(client, "ON");
    expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ObjectLockMode: "GOVERNANCE",
      ObjectLockRetainUntilDate,
      ObjectLockLegalHoldStatus: "ON",
    });
  });
});

test("DeleteObject of a version on hold is refused, bypassed or not, until the hold is off", async () => {
  const { client } = lockClient();
  const VersionId = await put(client, { ObjectLockLegalHoldStatus: "ON" });
  const remove = (BypassGovernanceRetention?: boolean) =>
    client.send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention }));
  expect(await errorOf(remove())).toMatchObject(protectedByLock);
  expect(await errorOf(remove(true))).toMatchObject(protectedByLock);
  await hold(client, "OFF");
  expect(await remove()).toMatchObject({ VersionId });
});
