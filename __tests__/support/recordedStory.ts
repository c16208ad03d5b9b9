import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { recorder } from "../../lib/testing/recording.js";
import { errorOf } from "./client.js";
import { served } from "./server.js";

const versioned = { Status: "Enabled" } as const;
export const customerKey = Buffer.alloc(32, "k").toString("base64");

/** What an application does, some of it wrong. */
async function story(client: S3Client, settle: () => void): Promise<void> {
  for (const Bucket of ["orders", "orders-copy"]) {
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: versioned }),
    );
  }
  const rule = { ID: "all", Priority: 1, Status: "Enabled", Filter: { Prefix: "" } } as const;
  const Destination = { Bucket: "arn:aws:s3:::orders-copy" };
  const DeleteMarkerReplication = { Status: "Enabled" } as const;
  await client.send(
    new PutBucketReplicationCommand({
      Bucket: "orders",
      ReplicationConfiguration: {
        Role: "arn:aws:iam::210987654321:role/secretive",
        Rules: [{ ...rule, Destination, DeleteMarkerReplication }],
      },
    }),
  );
  const order = { Bucket: "orders", Key: "2026/1.json" };
  const { VersionId } = await client.send(
    new PutObjectCommand({ ...order, Body: "confidential", Metadata: { team: "red" } }),
  );
  await client.send(new HeadObjectCommand(order));
  await errorOf(client.send(new GetObjectCommand({ ...order, Bucket: "orders-copy" })));
  settle();
  await client.send(new HeadObjectCommand(order));
  const replica = await client.send(new GetObjectCommand({ ...order, Bucket: "orders-copy" }));
  await replica.Body?.transformToString();
  await client.send(
    new CopyObjectCommand({
      Bucket: "orders",
      Key: "copy",
      CopySource: `orders/2026/1.json?versionId=${VersionId}`,
    }),
  );
  await new Upload({
    client,
    params: { Bucket: "orders", Key: "big", Body: Readable.from([Buffer.alloc(6_000_000, "x")]) },
  }).done();
  await client.send(new DeleteObjectCommand(order));
  await errorOf(client.send(new GetObjectCommand(order)));
  await client.send(new ListObjectVersionsCommand({ Bucket: "orders" }));
  await client.send(new ListObjectsV2Command({ Bucket: "orders", MaxKeys: 1 }));
  await errorOf(
    client.send(
      new PutObjectCommand({
        ...order,
        Body: "x",
        SSECustomerAlgorithm: "AES256",
        SSECustomerKey: customerKey,
      }),
    ),
  );
  await errorOf(client.send(new GetObjectCommand({ Bucket: "nowhere", Key: "x" })));
}

/** Records the story, told to a served mock. */
export async function recorded(file: string): Promise<void> {
  await served(
    async ({ mock, client: connect }) => {
      const client = connect();
      const recording = recorder({ file });
      client.middlewareStack.use(recording);
      await story(client, () => mock.settle());
      recording.end();
    },
    { accountId: "210987654321", buckets: {} },
  );
}
