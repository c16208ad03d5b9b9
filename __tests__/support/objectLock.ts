import {
  GetObjectRetentionCommand,
  type ObjectLockRetention,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectRetentionCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf } from "./client.js";

/** When the clock of these tests stands still. */
export const start = Date.UTC(2026, 0, 31, 12);

const dayMs = 24 * 60 * 60 * 1000;

/** So many days after the start. */
export const days = (count: number): Date => new Date(start + count * dayMs);

/** Where and what most of these tests are about. */
export const Bucket = "locked";
export const Key = "key";

/** A client of buckets with Object Lock, with versioning alone and with neither. */
export function lockClient(): { client: S3Client; mock: ReplicationMock } {
  const mock = replicationMock({
    clock: manualClock(start),
    buckets: {
      locked: { objectLock: true },
      versioned: { versioning: "Enabled" },
      suspended: { versioning: "Suspended" },
      plain: {},
    },
  });
  return { client: clientOf(mock), mock };
}

/** Puts the object and gives the id of its version. */
export async function put(
  client: S3Client,
  input: Partial<PutObjectCommandInput> = {},
): Promise<string | undefined> {
  const command = new PutObjectCommand({ Bucket, Key, Body: "x", ...input });
  return (await client.send(command)).VersionId;
}

/** Puts a retention on the current version. */
export function putRetention(
  client: S3Client,
  Retention: ObjectLockRetention,
  BypassGovernanceRetention?: boolean,
): Promise<unknown> {
  return client.send(
    new PutObjectRetentionCommand({ Bucket, Key, Retention, BypassGovernanceRetention }),
  );
}

/** The retention of the current version. */
export async function retentionOf(client: S3Client): Promise<ObjectLockRetention | undefined> {
  return (await client.send(new GetObjectRetentionCommand({ Bucket, Key }))).Retention;
}

/** The error of what Object Lock protects. */
export const protectedByLock = {
  name: "AccessDenied",
  message: "Access Denied because object protected by object lock.",
  $metadata: { httpStatusCode: 403 },
};
