import {
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { expect, test, vi } from "vitest";

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
  expect(await statusOf(client, "source", Key)).toBe("PENDING");

  mock.settle();
  expect(await statusOf(client, "source", Key)).toBe("COMPLETED");
  expect(await statusOf(client, "backup", Key)).toBe("REPLICA");

  const { Body } = await client.send(new GetObjectCommand({ Bucket: "backup", Key }));
  expect(await Body?.transformToString()).toBe("42");
});

test("an upload that no rule applies to has no status", async () => {
  const mock = replicationMock({ buckets: { source: { versioning: "Enabled" } } });
  const client = new S3Client({});
  client.middlewareStack.use(mock);

  await client.send(new PutObjectCommand({ Bucket: "source", Key: "notes.txt", Body: "42" }));
  expect(await statusOf(client, "source", "notes.txt")).toBeUndefined();
});

test("fake timers drive the mock's time", async () => {
  vi.useFakeTimers();
  try {
    const mock = replicationMock();
    const start = mock.now();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(mock.now() - start).toBe(60_000);
  } finally {
    vi.useRealTimers();
  }
});

async function statusOf(client: S3Client, Bucket: string, Key: string) {
  const { ReplicationStatus } = await client.send(new HeadObjectCommand({ Bucket, Key }));
  return ReplicationStatus;
}
