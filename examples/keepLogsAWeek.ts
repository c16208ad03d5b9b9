import {
  ListObjectsV2Command,
  PutBucketInventoryConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

/** Replicates every log to the vault. */
export async function replicateLogs(client: S3Client, logs: string, vault: string): Promise<void> {
  await client.send(
    new PutBucketReplicationCommand({
      Bucket: logs,
      ReplicationConfiguration: {
        Role: "arn:aws:iam::123456789012:role/replicate-logs",
        Rules: [
          {
            ID: "logs",
            Priority: 1,
            Status: "Enabled",
            Filter: {},
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: { Bucket: `arn:aws:s3:::${vault}` },
          },
        ],
      },
    }),
  );
}

/** Expires each log after a week, and deletes it for good a day later. */
export async function keepAWeek(client: S3Client, logs: string): Promise<void> {
  await client.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: logs,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: "one-week",
            Status: "Enabled",
            Filter: {},
            Expiration: { Days: 7 },
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          },
        ],
      },
    }),
  );
}

/** Takes stock of the logs each night, in a bucket that lets S3 write the report. */
export async function takeStock(client: S3Client, logs: string, reports: string): Promise<void> {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${reports}/*`,
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await client.send(new PutBucketPolicyCommand({ Bucket: reports, Policy }));
  await client.send(
    new PutBucketInventoryConfigurationCommand({
      Bucket: logs,
      Id: "nightly",
      InventoryConfiguration: {
        Id: "nightly",
        IsEnabled: true,
        IncludedObjectVersions: "Current",
        OptionalFields: ["ReplicationStatus"],
        Schedule: { Frequency: "Daily" },
        Destination: { S3BucketDestination: { Bucket: `arn:aws:s3:::${reports}`, Format: "CSV" } },
      },
    }),
  );
}

/** Writes a log. */
export async function writeLog(client: S3Client, logs: string, key: string): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: logs, Key: key, Body: `log ${key}\n` }));
}

/** The logs that a bucket shows. */
export async function logsIn(client: S3Client, bucket: string): Promise<readonly string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key = "" }) => Key);
}
