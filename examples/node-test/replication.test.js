import assert from "node:assert/strict";
import { test } from "node:test";
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";

test("an upload becomes a replica", async () => {
  const mock = replicationMock({
    buckets: { source: { versioning: "Enabled" }, backup: { versioning: "Enabled" } },
  });
  const client = new S3Client({});
  client.middlewareStack.use(mock);

  await client.send(
    new PutBucketReplicationCommand({
      Bucket: "source",
      ReplicationConfiguration: {
        Role: "arn:aws:iam::123456789012:role/replication",
        Rules: [
          {
            Status: "Enabled",
            Priority: 1,
            Filter: { Prefix: "TaxDocs" },
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: { Bucket: "arn:aws:s3:::backup" },
          },
        ],
      },
    }),
  );
  const Key = "TaxDocs/2026.txt";
  await client.send(new PutObjectCommand({ Bucket: "source", Key, Body: "42" }));
  assert.equal(await statusOf(client, "source", Key), "PENDING");

  mock.settle();
  assert.equal(await statusOf(client, "source", Key), "COMPLETED");
  assert.equal(await statusOf(client, "backup", Key), "REPLICA");

  const { Body } = await client.send(new GetObjectCommand({ Bucket: "backup", Key }));
  assert.equal(await Body.transformToString(), "42");
});

test("an upload that no rule applies to has no status", async () => {
  const mock = replicationMock({ buckets: { source: { versioning: "Enabled" } } });
  const client = new S3Client({});
  client.middlewareStack.use(mock);

  await client.send(new PutObjectCommand({ Bucket: "source", Key: "notes.txt", Body: "42" }));
  assert.equal(await statusOf(client, "source", "notes.txt"), undefined);
});

async function statusOf(client, Bucket, Key) {
  const { ReplicationStatus } = await client.send(new HeadObjectCommand({ Bucket, Key }));
  return ReplicationStatus;
}
