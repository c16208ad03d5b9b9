import { PutBucketReplicationCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";

/** A mock with a source that replicates everything, and a client of it. */
export interface Replicating {
  readonly mock: ReplicationMock;
  readonly client: S3Client;
}

/** Makes a source bucket that replicates to `destinations` buckets. */
export async function replicating(destinations: number): Promise<Replicating> {
  const names = Array.from({ length: destinations }, (_, index) => `backup-${index}`);
  const versioning = "Enabled" as const;
  const mock = replicationMock({
    clock: manualClock(),
    history: 0,
    buckets: Object.fromEntries(["source", ...names].map((name) => [name, { versioning }])),
  });
  const client = new S3Client({ region: "us-east-1" });
  client.middlewareStack.use(mock);
  if (destinations > 0) {
    await client.send(
      new PutBucketReplicationCommand({
        Bucket: "source",
        ReplicationConfiguration: {
          Role: "arn:aws:iam::123456789012:role/replication",
          Rules: names.map((name, index) => ({
            Status: "Enabled",
            Priority: index,
            Filter: {},
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: { Bucket: `arn:aws:s3:::${name}` },
          })),
        },
      }),
    );
  }
  return { mock, client };
}

/** Puts `count` small objects, each under a key of its own. */
export async function putMany(
  client: S3Client,
  count: number,
  { Bucket = "source", body = "s3" }: { Bucket?: string; body?: string } = {},
): Promise<void> {
  for (let index = 0; index < count; index++) {
    const Key = `reports/${String(index).padStart(9, "0")}`;
    await client.send(new PutObjectCommand({ Bucket, Key, Body: body }));
  }
}
