import { createHash } from "node:crypto";
import {
  DeleteBucketInventoryConfigurationCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { dayMs, hourMs, inventoryPolicy, inventoryScene } from "../support/inventoryScene.js";
import { eventNames, notifyQueue, received, recordsOf } from "../support/notifications.js";
import { arn } from "../support/replicationConfigurations.js";
import { sceneStart } from "../support/replicationScene.js";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

// lifecycle-inventory-batch.md B1, B2
test("the first report comes at the next 01:00 UTC, in S3's folders", async () => {
  const { keys, mock, put, take } = await inventoryScene();
  await put("a");
  await take({}, { Prefix: "lists" });
  mock.advance(hourMs - 1);
  expect(await keys()).toEqual([]);
  mock.advance(1);
  expect(await keys()).toEqual([
    "lists/source/list/2026-01-01T01-00Z/manifest.checksum",
    "lists/source/list/2026-01-01T01-00Z/manifest.json",
    expect.stringMatching(new RegExp(`^lists/source/list/data/${uuid}\\.csv\\.gz$`)),
    "lists/source/list/hive/dt=2026-01-01-01-00/symlink.txt",
  ]);
});

test("the manifest is S3's, byte for byte, and its checksum has a line end", async () => {
  const { bytes, keys, put, report, take } = await inventoryScene();
  await put("a");
  await take({ OptionalFields: ["ETag", "Size"] });
  report();
  const data = (await keys()).find((key) => key.endsWith(".csv.gz")) ?? "";
  const file = await bytes(data);
  const manifest = await bytes("source/list/2026-01-01T01-00Z/manifest.json");
  expect(manifest.toString()).toBe(`{
  "sourceBucket" : "source",
  "destinationBucket" : "arn:aws:s3:::stock",
  "version" : "2016-11-30",
  "creationTimestamp" : "${sceneStart + hourMs}",
  "fileFormat" : "CSV",
  "fileSchema" : "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, ETag",
  "files" : [ {
    "key" : "${data}",
    "size" : ${file.length},
    "MD5checksum" : "${md5(file)}"
  } ]
}`);
  expect((await bytes("source/list/2026-01-01T01-00Z/manifest.checksum")).toString()).toBe(
    `${md5(manifest)}\n`,
  );
  expect((await bytes("source/list/hive/dt=2026-01-01-01-00/symlink.txt")).toString()).toBe(
    `s3://stock/${data}`,
  );
});

test("reports are made daily, each with a folder of its own and its data beside the others'", async () => {
  const { keys, mock, put, take } = await inventoryScene();
  await put("a");
  await take();
  mock.advance(3 * dayMs);
  const made = await keys();
  expect(made.filter((key) => key.endsWith("manifest.checksum"))).toEqual(
    ["01", "02", "03"].map((day) => `source/list/2026-01-${day}T01-00Z/manifest.checksum`),
  );
  expect(made.filter((key) => key.includes("/data/"))).toHaveLength(3);
});

test("weekly reports come on Sundays, after the first one", async () => {
  const { keys, mock, put, take } = await inventoryScene();
  await put("a");
  // A Thursday.
  await take({ Schedule: { Frequency: "Weekly" } });
  mock.advance(12 * dayMs);
  expect((await keys()).filter((key) => key.endsWith("checksum"))).toEqual(
    ["01", "04", "11"].map((day) => `source/list/2026-01-${day}T01-00Z/manifest.checksum`),
  );
});

test("files are dated when they were due, also by a clock that jumps", async () => {
  const { client, mock, put, take } = await inventoryScene();
  await put("a");
  await take();
  mock.advance(2 * dayMs);
  const Key = "source/list/2026-01-01T01-00Z/manifest.json";
  const { LastModified } = await client.send(new HeadObjectCommand({ Bucket: "stock", Key }));
  expect(LastModified).toEqual(new Date(sceneStart + hourMs));
});

test("settle makes no reports but those that are due before its last work", async () => {
  const { keys, mock, put, take } = await inventoryScene();
  await take();
  await put("a");
  mock.settle();
  expect(await keys()).toEqual([]);
});

test("a clock that jumps ten years makes the last 400 reports", async () => {
  const { keys, mock, put, take } = await inventoryScene();
  await put("a");
  await take({}, { Prefix: "p" });
  mock.advance(3_650 * dayMs);
  const folders = mock
    .bucket("stock")
    ?.versions.map(({ key }) => key)
    .filter((key) => key.endsWith("checksum"));
  expect(folders).toHaveLength(400);
  expect(folders?.at(-1)).toBe("p/source/list/2035-12-29T01-00Z/manifest.checksum");
  mock.advance(dayMs);
  expect(await keys()).toContain("p/source/list/2035-12-30T01-00Z/manifest.json");
});

test("a configuration that is disabled or deleted makes no further report", async () => {
  const { client, keys, mock, put, take } = await inventoryScene();
  await put("a");
  await take({ IsEnabled: false });
  mock.advance(dayMs);
  expect(await keys()).toEqual([]);
  await take();
  await client.send(
    new DeleteBucketInventoryConfigurationCommand({ Bucket: "source", Id: "list" }),
  );
  mock.advance(dayMs);
  expect(await keys()).toEqual([]);
});

test("the source can be the destination, and reports replicate like any object", async () => {
  const { client, mock, put, status, take } = await inventoryScene({ policy: "" });
  const Policy = inventoryPolicy({}, { bucket: "source" });
  await client.send(new PutBucketPolicyCommand({ Bucket: "source", Policy }));
  await put("a");
  await take({}, { Bucket: arn("source") });
  mock.advance(dayMs);
  const key = "source/list/2026-01-01T01-00Z/manifest.json";
  expect(await status("source", key)).toBe("COMPLETED");
  expect(await status("destination", key)).toBe("REPLICA");
});

test("delivery is told as s3:ObjectCreated, the checksum last", async () => {
  const { client, mock, put, report, take } = await inventoryScene();
  await notifyQueue(client, "stock", ["s3:ObjectCreated:*"]);
  const notifications = received(mock);
  await put("a");
  await take();
  report();
  expect(eventNames(notifications)).toEqual(Array(4).fill("ObjectCreated:Put"));
  const names = recordsOf(notifications).map(({ s3 }) => s3.object.key.split("/").at(-1));
  expect(names.at(-1)).toBe("manifest.checksum");
});

const encryptions: Record<
  string,
  [encryption: object | undefined, expected: Partial<GetObjectCommandOutput>]
> = {
  "the bucket's default": [undefined, { ServerSideEncryption: "AES256" }],
  "SSE-S3": [{ SSES3: {} }, { ServerSideEncryption: "AES256" }],
  "SSE-KMS": [
    { SSEKMS: { KeyId: "arn:aws:kms:us-east-1:123456789012:key/k" } },
    {
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: "arn:aws:kms:us-east-1:123456789012:key/k",
    },
  ],
};

test.each(Object.entries(encryptions))(
  "files are encrypted by %s",
  async (_what, [Encryption, expected]) => {
    const { client, put, report, take } = await inventoryScene();
    await put("a");
    await take({}, Encryption && { Encryption });
    report();
    const Key = "source/list/2026-01-01T01-00Z/manifest.json";
    expect(await client.send(new HeadObjectCommand({ Bucket: "stock", Key }))).toMatchObject(
      expected,
    );
  },
);

test("a report without rows has no data file", async () => {
  const { bytes, keys, mock, report, take } = await inventoryScene();
  await take();
  report();
  expect(await keys()).toHaveLength(3);
  const manifest = await bytes("source/list/2026-01-01T01-00Z/manifest.json");
  expect(JSON.parse(manifest.toString()).files).toEqual([]);
  expect(mock.inventory("source")).toEqual([]);
});

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
