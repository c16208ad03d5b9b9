import {
  CreateBucketCommand,
  type DefaultRetention,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  HeadObjectCommand,
  type ObjectLockConfiguration,
  PutBucketVersioningCommand,
  type PutObjectCommandInput,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { Bucket, days, Key, lockClient, put } from "../support/objectLock.js";

const configure = (client: S3Client, document: object | undefined, bucket = Bucket) =>
  client.send(
    new PutObjectLockConfigurationCommand({
      Bucket: bucket,
      // Some of the documents here are none that the SDK's types allow.
      ObjectLockConfiguration: document as ObjectLockConfiguration,
    }),
  );
const configurationOf = async (client: S3Client, bucket = Bucket) =>
  (await client.send(new GetObjectLockConfigurationCommand({ Bucket: bucket })))
    .ObjectLockConfiguration;

const enabled = { ObjectLockEnabled: "Enabled" };
const withDefault = (DefaultRetention: object) => ({ ...enabled, Rule: { DefaultRetention } });

describe("PutObjectLockConfiguration", () => {
  test.each<[name: string, document: object]>([
    ["no rule", enabled],
    ["a default in days", withDefault({ Mode: "GOVERNANCE", Days: 1 })],
    ["a default in years", withDefault({ Mode: "COMPLIANCE", Years: 100 })],
  ])("stores %s, and GetObjectLockConfiguration gives it back", async (_name, document) => {
    const { client } = lockClient();
    await configure(client, document);
    expect(await configurationOf(client)).toEqual(document);
  });

  test("without a rule takes the default away", async () => {
    const { client } = lockClient();
    await configure(client, withDefault({ Mode: "GOVERNANCE", Days: 1 }));
    await configure(client, enabled);
    expect(await configurationOf(client)).toEqual(enabled);
  });

  test("turns Object Lock on in a bucket with versioning, without a token", async () => {
    const { client } = lockClient();
    expect(await errorOf(configurationOf(client, "versioned"))).toMatchObject({
      name: "ObjectLockConfigurationNotFoundError",
      message: "Object Lock configuration does not exist for this bucket",
      BucketName: "versioned",
      $metadata: { httpStatusCode: 404 },
    });
    await configure(client, enabled, "versioned");
    expect(await configurationOf(client, "versioned")).toEqual(enabled);
  });

  test.each(["plain", "suspended"])("is refused in a bucket that is %s", async (bucket) => {
    const { client } = lockClient();
    expect(await errorOf(configure(client, enabled, bucket))).toMatchObject({
      name: "InvalidBucketState",
      message: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      $metadata: { httpStatusCode: 409 },
    });
  });

  test.each<[name: string, document: object | undefined]>([
    ["an empty document", {}],
    ["no ObjectLockEnabled", { Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } } }],
    ["ObjectLockEnabled Disabled", { ObjectLockEnabled: "Disabled" }],
    ["an empty rule", { ...enabled, Rule: {} }],
    ["an empty default", withDefault({})],
    ["neither days nor years", withDefault({ Mode: "GOVERNANCE" })],
    ["days and years", withDefault({ Mode: "GOVERNANCE", Days: 1, Years: 1 })],
    ["no mode", withDefault({ Days: 1 })],
    ["an unknown mode", withDefault({ Mode: "WORM", Days: 1 })],
  ])("answers MalformedXML to %s", async (_name, document) => {
    const { client } = lockClient();
    expect(await errorOf(configure(client, document))).toMatchObject({ name: "MalformedXML" });
    expect(await configurationOf(client)).toEqual(enabled);
  });

  test.each<DefaultRetention>([
    { Mode: "GOVERNANCE", Days: 0 },
    { Mode: "GOVERNANCE", Years: -1 },
    { Mode: "GOVERNANCE", Days: 36_501 },
    { Mode: "GOVERNANCE", Years: 101 },
  ])("answers InvalidArgument to %j", async (retention) => {
    const { client } = lockClient();
    expect(await errorOf(configure(client, withDefault(retention)))).toMatchObject({
      name: "InvalidArgument",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("A bucket with Object Lock", () => {
  test("is made by CreateBucket, with versioning", async () => {
    const { client } = lockClient();
    const bucket = "made-locked";
    await client.send(
      new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }),
    );
    expect(await configurationOf(client, bucket)).toEqual(enabled);
    const versioning = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    expect(versioning.Status).toBe("Enabled");
  });

  test("keeps its versioning", async () => {
    const { client } = lockClient();
    const put = (Status: "Enabled" | "Suspended") =>
      client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    expect(await errorOf(put("Suspended"))).toMatchObject({
      name: "InvalidBucketState",
      message:
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
    });
    await put("Enabled");
  });

  test.each([
    [{ Mode: "GOVERNANCE", Days: 2 }, days(2)],
    [{ Mode: "COMPLIANCE", Years: 1 }, new Date(Date.UTC(2027, 0, 31, 12))],
  ])("retains a new version by its default %j until %s", async (retention, until) => {
    const { client } = lockClient();
    const VersionId = await put(client, { Key: "before" });
    await configure(client, withDefault(retention));
    await put(client);
    expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ObjectLockMode: retention.Mode,
      ObjectLockRetainUntilDate: until,
    });
    const before = await client.send(new HeadObjectCommand({ Bucket, Key: "before", VersionId }));
    expect(before).not.toHaveProperty("ObjectLockMode");
  });

  test("lets the headers of PutObject outweigh its default", async () => {
    const { client } = lockClient();
    await configure(client, withDefault({ Mode: "COMPLIANCE", Days: 9 }));
    await put(client, { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: days(1) });
    expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ObjectLockMode: "GOVERNANCE",
      ObjectLockRetainUntilDate: days(1),
    });
  });
});

describe("The Object Lock headers of PutObject", () => {
  const both =
    "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied";
  const ObjectLockRetainUntilDate = days(1);

  test.each<[name: string, input: Partial<PutObjectCommandInput>, error: object]>([
    ["a mode alone", { ObjectLockMode: "GOVERNANCE" }, { name: "InvalidArgument", message: both }],
    ["a date alone", { ObjectLockRetainUntilDate }, { name: "InvalidArgument", message: both }],
    [
      "an unknown mode",
      // No mode of the SDK's types.
      { ObjectLockMode: "WORM" as "GOVERNANCE", ObjectLockRetainUntilDate },
      {
        name: "InvalidArgument",
        message: "Unknown wormMode directive.",
        ArgumentName: "x-amz-object-lock-mode",
      },
    ],
    [
      "a date in the past",
      { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: days(-1) },
      {
        name: "InvalidArgument",
        message: "The retain until date must be in the future!",
        ArgumentName: "RetainUntilDate",
      },
    ],
    [
      "a retention in a bucket without Object Lock",
      { Bucket: "versioned", ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate },
      { name: "InvalidRequest", message: "Bucket is missing Object Lock Configuration" },
    ],
    [
      "a hold in a bucket without Object Lock",
      { Bucket: "versioned", ObjectLockLegalHoldStatus: "ON" },
      { name: "InvalidRequest", message: "Bucket is missing Object Lock Configuration" },
    ],
  ])("are refused with %s, and nothing is stored", async (_name, input, error) => {
    const { client } = lockClient();
    expect(await errorOf(put(client, input))).toMatchObject(error);
    const head = new HeadObjectCommand({ Bucket: input.Bucket ?? Bucket, Key });
    expect(await errorOf(client.send(head))).toMatchObject({ name: "NotFound" });
  });
});

test("Bypassing governance is refused in a bucket without Object Lock", async () => {
  const { client } = lockClient();
  const remove = new DeleteObjectCommand({
    Bucket: "versioned",
    Key,
    BypassGovernanceRetention: true,
  });
  expect(await errorOf(client.send(remove))).toMatchObject({
    name: "InvalidArgument",
    message: "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
    ArgumentName: "x-amz-bypass-governance-retention",
  });
});
