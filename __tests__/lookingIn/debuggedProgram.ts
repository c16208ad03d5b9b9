import {
  GetObjectCommand,
  PutBucketInventoryConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "../../lib/index.js";

// A program as somebody would run it with NODE_DEBUG.
const mock = replicationMock({
  clock: manualClock(),
  buckets: {
    source: {
      versioning: "Enabled",
      replication: {
        Role: "arn:aws:iam::123456789012:role/role",
        Rules: [
          {
            Status: "Enabled",
            Prefix: "",
            Destination: { Bucket: "arn:aws:s3:::destination" },
          },
        ],
      },
    },
    destination: { versioning: "Enabled" },
  },
});
const client = new S3Client({ region: "us-east-1" });
client.middlewareStack.use(mock);
await client.send(new PutObjectCommand({ Bucket: "source", Key: "key", Body: "x" }));
mock.faults.fail({ reason: "DstBucketUnversioned", bucket: "source" });
mock.settle();
const lost = new GetObjectCommand({ Bucket: "destination", Key: "key" });
await client.send(lost).catch((error: unknown) => String(error));
await client.send(
  new PutBucketInventoryConfigurationCommand({
    Bucket: "source",
    Id: "daily",
    InventoryConfiguration: {
      Id: "daily",
      IsEnabled: true,
      IncludedObjectVersions: "All",
      Schedule: { Frequency: "Weekly" },
      Destination: { S3BucketDestination: { Bucket: "arn:aws:s3:::nowhere", Format: "CSV" } },
    },
  }),
);
mock.advance(2 * 24 * 60 * 60 * 1000);
