import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { heldBytes, type Sample } from "./growth.js";

const parts = 12;
const keys = 200;

/**
 * So many requests in one process: objects are written, read, tagged, replicated and deleted again, so
 * that there are never more of them than at the start.
 */
export async function soakRequests(requests: number): Promise<Sample[]> {
  const versioning = "Enabled" as const;
  const mock = replicationMock({
    clock: manualClock(),
    buckets: { source: { versioning }, backup: { versioning } },
  });
  const client = new S3Client({ region: "us-east-1" });
  client.middlewareStack.use(mock);
  await configure(client);
  const samples: Sample[] = [];
  const rounds = Math.ceil(requests / parts / 8);
  for (let part = 0; part < parts; part++) {
    const start = process.hrtime.bigint();
    for (let round = 0; round < rounds; round++) await eightRequests(client, mock, round % keys);
    const microseconds = Number(process.hrtime.bigint() - start) / 1_000;
    samples.push({
      heldBytes: heldBytes(),
      microsecondsPerRequest: microseconds / rounds / 8,
    });
  }
  return samples;
}

async function configure(client: S3Client): Promise<void> {
  const { PutBucketReplicationCommand } = await import("@aws-sdk/client-s3");
  await client.send(
    new PutBucketReplicationCommand({
      Bucket: "source",
      ReplicationConfiguration: {
        Role: "arn:aws:iam::123456789012:role/replication",
        Rules: [
          {
            Status: "Enabled",
            Priority: 1,
            Filter: { Prefix: "" },
            DeleteMarkerReplication: { Status: "Enabled" },
            Destination: { Bucket: "arn:aws:s3:::backup" },
          },
        ],
      },
    }),
  );
}

async function eightRequests(
  client: S3Client,
  mock: ReturnType<typeof replicationMock>,
  index: number,
): Promise<void> {
  const named = { Bucket: "source", Key: `reports/${index}` };
  const { VersionId } = await client.send(new PutObjectCommand({ ...named, Body: "content" }));
  await client.send(new HeadObjectCommand(named));
  mock.settle();
  const Tagging = { TagSet: [{ Key: "k", Value: String(index) }] };
  await client.send(new PutObjectTaggingCommand({ ...named, Tagging }));
  mock.settle();
  const { Body } = await client.send(new GetObjectCommand({ ...named, Bucket: "backup" }));
  await Body?.transformToString();
  await client.send(new ListObjectVersionsCommand({ Bucket: "source", MaxKeys: 5 }));
  await client.send(new DeleteObjectCommand({ ...named, VersionId }));
  await client.send(new DeleteObjectCommand({ ...named, Bucket: "backup", VersionId }));
  await client.send(new ListObjectVersionsCommand({ Bucket: "backup", MaxKeys: 5 }));
}
