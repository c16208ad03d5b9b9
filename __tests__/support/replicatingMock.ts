import { HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import {
  type ReplicationMock,
  type ReplicationMockOptions,
  replicationMock,
} from "s3-replication-mock";
import { clientOf } from "./client.js";

/** The bucket that is replicated to `vault`. */
export const Bucket = "source";

/** A mock of two buckets, all of one replicated to the other, and a client. */
export function replicatingMock(options: ReplicationMockOptions): {
  mock: ReplicationMock;
  client: S3Client;
} {
  const mock = replicationMock({
    ...options,
    buckets: {
      [Bucket]: {
        versioning: "Enabled",
        replication: {
          Role: "arn:aws:iam::123456789012:role/role",
          Rules: [
            {
              ID: "all",
              Priority: 1,
              Status: "Enabled",
              Filter: {},
              DeleteMarkerReplication: { Status: "Disabled" },
              Destination: { Bucket: "arn:aws:s3:::vault" },
            },
          ],
        },
      },
      vault: { versioning: "Enabled" },
    },
  });
  return { mock, client: clientOf(mock) };
}

/** Puts a version that is to be replicated. */
export async function upload(client: S3Client, Key = "key"): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket, Key, Body: "content" }));
}

/** What HeadObject says of the replication of a current version. */
export async function statusOf(client: S3Client, Key = "key"): Promise<string | undefined> {
  const { ReplicationStatus } = await client.send(new HeadObjectCommand({ Bucket, Key }));
  return ReplicationStatus;
}
