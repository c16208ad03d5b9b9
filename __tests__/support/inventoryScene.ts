import { gunzipSync } from "node:zlib";
import {
  GetObjectCommand,
  type InventoryConfiguration,
  type InventoryS3BucketDestination,
  ListObjectsV2Command,
  PutBucketInventoryConfigurationCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { arn } from "./replicationConfigurations.js";
import { type Scene, scene } from "./replicationScene.js";

export const dayMs = 24 * 60 * 60 * 1000;
export const hourMs = 60 * 60 * 1000;

/** A scene with a bucket `stock`, whose policy lets reports of `source` in. */
export interface InventoryScene extends Scene {
  /** Puts a daily CSV configuration `list` on `source` into `stock`, or one with these changes. */
  take(
    change?: Partial<InventoryConfiguration>,
    destination?: Partial<InventoryS3BucketDestination>,
  ): Promise<void>;
  /** Moves time to the next 01:00 UTC. */
  report(): void;
  /** The keys of a bucket. */
  keys(bucket?: string): Promise<string[]>;
  bytes(key: string, bucket?: string): Promise<Buffer>;
  /** The text of the one data file there is of a report in CSV. */
  csv(): Promise<string>;
}

/** The statement of the User Guide. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
export function inventoryPolicy(
  change: object = {},
  { bucket = "stock", source = "source" } = {},
): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "InventoryExamplePolicy",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${bucket}/*`,
        Condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:s3:::${source}` },
          StringEquals: {
            "aws:SourceAccount": "123456789012",
            "s3:x-amz-acl": "bucket-owner-full-control",
          },
        },
        ...change,
      },
    ],
  });
}

export async function inventoryScene({
  policy = inventoryPolicy(),
  ...options
}: NonNullable<Parameters<typeof scene>[0]> & {
  readonly policy?: string | undefined;
} = {}): Promise<InventoryScene> {
  const set = await scene({ ...options, buckets: { stock: {}, ...options.buckets } });
  const { client, mock } = set;
  if (policy !== "") {
    await client.send(new PutBucketPolicyCommand({ Bucket: "stock", Policy: policy }));
  }
  const keys = async (Bucket = "stock") => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key = "" }) => Key);
  };
  const bytes = async (Key: string, Bucket = "stock") => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  return {
    ...set,
    keys,
    bytes,
    async take(change = {}, destination = {}) {
      const InventoryConfiguration: InventoryConfiguration = {
        Id: "list",
        IsEnabled: true,
        IncludedObjectVersions: "All",
        Schedule: { Frequency: "Daily" },
        Destination: {
          S3BucketDestination: { Bucket: arn("stock"), Format: "CSV", ...destination },
        },
        ...change,
      };
      const { Id } = InventoryConfiguration;
      await client.send(
        new PutBucketInventoryConfigurationCommand({
          Bucket: "source",
          Id,
          InventoryConfiguration,
        }),
      );
    },
    report() {
      const now = mock.now();
      mock.advance((Math.floor((now - hourMs) / dayMs) + 1) * dayMs + hourMs - now);
    },
    async csv() {
      const [key = "", ...others] = (await keys()).filter((each) => each.endsWith(".csv.gz"));
      if (others.length > 0) throw new Error(`there are ${others.length + 1} data files`);
      return gunzipSync(await bytes(key)).toString();
    },
  };
}
