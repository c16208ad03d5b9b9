import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ConfiguredRetryStrategy } from "@smithy/core/retry";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { quietLogger } from "./client.js";

/** The versioned bucket that the faults take effect on. */
export const Bucket = "bucket";

/** A mock with one object, and a client whose retries do not wait. */
export function mockAndClient(): { mock: ReplicationMock; client: S3Client } {
  const mock = replicationMock({
    clock: manualClock(),
    buckets: {
      [Bucket]: { versioning: "Enabled", objects: { key: "content of the object" } },
      other: {},
    },
  });
  const client = new S3Client({
    region: "us-east-1",
    retryStrategy: new ConfiguredRetryStrategy(3, () => 0),
    logger: quietLogger,
  });
  client.middlewareStack.use(mock);
  return { mock, client };
}

/** Puts a new version. */
export function put(Key = "key", Body = "new content"): PutObjectCommand {
  return new PutObjectCommand({ Bucket, Key, Body });
}

/** Gets the current version. */
export function get(Key = "key"): GetObjectCommand {
  return new GetObjectCommand({ Bucket, Key });
}

/** How many versions the bucket holds. */
export async function versionCount(client: S3Client): Promise<number> {
  const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  return Versions?.length ?? 0;
}
