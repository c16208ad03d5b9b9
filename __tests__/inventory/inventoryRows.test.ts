import {
  type InventoryOptionalField,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  S3,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { inventoryScene } from "../support/inventoryScene.js";
import { complete, uploadOf } from "../support/multipart.js";
import { v2 } from "../support/replicationConfigurations.js";
import { sceneStart } from "../support/replicationScene.js";

const allFields: InventoryOptionalField[] = [
  "Size",
  "LastModifiedDate",
  "StorageClass",
  "ETag",
  "IsMultipartUploaded",
  "ReplicationStatus",
  "EncryptionStatus",
  "ObjectLockRetainUntilDate",
  "ObjectLockMode",
  "ObjectLockLegalHoldStatus",
  "IntelligentTieringAccessTier",
  "BucketKeyStatus",
  "ChecksumAlgorithm",
  "ObjectAccessControlList",
  "ObjectOwner",
  "LifecycleExpirationDate",
];

// lifecycle-inventory-batch.md B4: rows as they were recorded
test("rows have every field in quotes, encoded keys, and nothing for what a delete marker lacks", async () => {
  const { csv, mark, put, report, take } = await inventoryScene({ rules: [] });
  const key = "hive/dt=2024 a+b/ü";
  const first = await put(key, { Body: "data" });
  const marker = await mark(key);
  await take({
    OptionalFields: ["Size", "LastModifiedDate", "ETag", "IsMultipartUploaded", "StorageClass"],
  });
  report();
  const encoded = "hive/dt%3D2024+a%2Bb/%C3%BC";
  expect(await csv()).toBe(
    `"source","${encoded}","${marker}","true","true","","2026-01-01T00:00:00.000Z","","",""
"source","${encoded}","${first}","false","false","4","2026-01-01T00:00:00.000Z","8d777f385d3dfec8815d20f7496026dc","STANDARD","false"
`,
  );
});

test("a report of current versions has no columns for versions, and no keys with a delete marker", async () => {
  const { csv, mark, put, report, take } = await inventoryScene({ rules: [] });
  await put("a");
  await put("a", { Body: "newer" });
  await put("gone");
  await mark("gone");
  await put("z");
  await take({ IncludedObjectVersions: "Current", OptionalFields: ["Size"] });
  report();
  expect(await csv()).toBe('"source","a","5"\n"source","z","4"\n');
});

test("a prefix limits a report", async () => {
  const { mock, put, report, take } = await inventoryScene({ rules: [] });
  for (const key of ["a", "b/1", "b/2", "c"]) await put(key);
  await take({ Filter: { Prefix: "b/" } });
  report();
  expect(mock.inventory("source").map(({ key }) => key)).toEqual(["b/1", "b/2"]);
});

test("the replication status of each version is in its row", async () => {
  const { client, configure, mark, mock, put, replicate, report, take } = await inventoryScene({
    rules: [],
    buckets: { source: {} },
  });
  await put("null");
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: "source", VersioningConfiguration }));
  await put("before");
  await configure([v2({ Filter: { Prefix: "" }, DeleteMarkerReplication: { Status: "Enabled" } })]);
  await replicate("completed");
  await replicate("marked");
  await mark("marked");
  mock.settle();
  const denied = mock.faults.deny({ action: "s3:ReplicateObject" });
  await replicate("failed");
  denied.end();
  await take({ OptionalFields: ["ReplicationStatus"] });
  mock.faults.unavailable({ bucket: "destination" });
  await put("pending");
  report();
  const statuses = mock
    .inventory("source")
    .map(({ key, isDeleteMarker, replicationStatus }) => [key, isDeleteMarker, replicationStatus]);
  expect(statuses).toEqual([
    ["before", false, undefined],
    ["completed", false, "COMPLETED"],
    ["failed", false, "FAILED"],
    ["marked", true, "COMPLETED"],
    ["marked", false, "COMPLETED"],
    ["null", false, undefined],
    ["pending", false, "PENDING"],
  ]);
  expect(mock.inventory("source").find(({ key }) => key === "null")).not.toHaveProperty(
    "versionId",
  );
});

test("rows are typed values of everything that a report can have", async () => {
  const { client, mock, put, report, take } = await inventoryScene({
    rules: [],
    buckets: { source: { objectLock: true } },
  });
  const until = new Date(Date.UTC(2026, 5, 1));
  const VersionId = await put("full name", {
    ChecksumAlgorithm: "SHA256",
    ObjectLockMode: "GOVERNANCE",
    ObjectLockRetainUntilDate: until,
    ServerSideEncryption: "aws:kms",
    BucketKeyEnabled: true,
    StorageClass: "INTELLIGENT_TIERING",
  });
  const lifecycle = {
    Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 10 } }],
  } as const;
  await client.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: "source",
      LifecycleConfiguration: { Rules: [...lifecycle.Rules] },
    }),
  );
  const s3 = new S3({ region: "us-east-1" });
  s3.middlewareStack.use(mock);
  const uploaded = await uploadOf(s3, ["part"], { Bucket: "source", Key: "in parts" });
  await complete(s3, uploaded);
  await take({ OptionalFields: allFields });
  report();
  const [row, inParts] = mock.inventory("source");
  expect(row).toEqual({
    bucket: "source",
    key: "full name",
    versionId: VersionId,
    isLatest: true,
    isDeleteMarker: false,
    size: 4,
    lastModifiedDate: new Date(sceneStart),
    eTag: expect.stringMatching(/^[0-9a-f]{32}$/),
    storageClass: "INTELLIGENT_TIERING",
    isMultipartUploaded: false,
    encryptionStatus: "SSE-KMS",
    objectLockRetainUntilDate: until,
    objectLockMode: "GOVERNANCE",
    objectLockLegalHoldStatus: "OFF",
    intelligentTieringAccessTier: "FREQUENT",
    bucketKeyStatus: "ENABLED",
    checksumAlgorithm: "SHA256",
    objectAccessControlList: expect.any(String),
    objectOwner: expect.stringMatching(/^[0-9a-f]{64}$/),
    lifecycleExpirationDate: expect.any(Date),
  });
  expect(JSON.parse(Buffer.from(row?.objectAccessControlList ?? "", "base64").toString())).toEqual({
    version: "2022-11-10",
    status: "AVAILABLE",
    grants: [{ canonicalId: row?.objectOwner, type: "CanonicalUser", permission: "FULL_CONTROL" }],
  });
  expect(inParts).toMatchObject({
    isMultipartUploaded: true,
    encryptionStatus: "SSE-S3",
    bucketKeyStatus: "DISABLED",
    storageClass: "STANDARD",
    eTag: expect.stringMatching(/-\d+$/),
  });
});

test("inventory says why there are no rows", async () => {
  const { mock, take } = await inventoryScene({ rules: [] });
  const rows = (bucket: string, id?: string) => () => mock.inventory(bucket, id);
  expect(rows("nowhere")).toThrow("mock.inventory: there is no bucket nowhere");
  expect(rows("source")).toThrow("the bucket source has no inventory configuration; it has none");
  await take({ IsEnabled: false });
  expect(rows("source")).toThrow("the configuration is not enabled");
  await take();
  expect(rows("source", "other")).toThrow("no inventory configuration other; it has list");
  expect(rows("source")).toThrow(
    "no report of the configuration list of source has been delivered yet: the first is due at 2026-01-01T01:00:00.000Z, which mock.advance(ms) brings about",
  );
});

test("of several configurations the one that is asked for answers, else the latest", async () => {
  const { mock, put, report, take } = await inventoryScene({ rules: [] });
  await put("a");
  await take({ Id: "daily" });
  await take({ Id: "weekly", Schedule: { Frequency: "Weekly" } });
  report();
  await put("b");
  report();
  expect(mock.inventory("source")).toHaveLength(2);
  expect(mock.inventory("source", "weekly")).toHaveLength(1);
});

test("a report is in snapshots, whole and as bytes, with what is due next", async () => {
  const { mock, put, report, take } = await inventoryScene({ rules: [] });
  await put("a");
  await take();
  report();
  const saved = mock.snapshot().toBytes();
  const other = replicationMock();
  other.restore(saved);
  expect(other.inventory("source")).toEqual(mock.inventory("source"));
  other.advance(24 * 60 * 60 * 1000);
  const data = other.bucket("stock")?.versions.filter(({ key }) => key.endsWith(".csv.gz"));
  expect(data).toHaveLength(2);
});
