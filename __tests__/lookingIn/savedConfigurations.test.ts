import { S3 } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { readState } from "../../lib/snapshot/stateFormat.js";
import { destination as cosDestination, cosServed, role, source } from "../support/cos.js";

const Bucket = "source";
const named = { Bucket, Id: "i" };
const arn = (service: string) => `arn:aws:${service}:us-east-1:123456789012:n`;
const destination = { Bucket: "arn:aws:s3:::target", Format: "CSV" } as const;
const StorageClass = "GLACIER" as const;

/** Puts every configuration that a bucket of S3 keeps as it was sent. */
async function configure(s3: S3): Promise<void> {
  await s3.putBucketAccelerateConfiguration({
    Bucket,
    AccelerateConfiguration: { Status: "Enabled" },
  });
  await s3.putBucketAnalyticsConfiguration({
    ...named,
    AnalyticsConfiguration: {
      Id: "i",
      Filter: { Tag: { Key: "k", Value: "v" } },
      StorageClassAnalysis: {
        DataExport: {
          OutputSchemaVersion: "V_1",
          Destination: { S3BucketDestination: destination },
        },
      },
    },
  });
  await s3.putBucketCors({
    Bucket,
    CORSConfiguration: {
      CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], MaxAgeSeconds: 9 }],
    },
  });
  await s3.putBucketIntelligentTieringConfiguration({
    ...named,
    IntelligentTieringConfiguration: {
      Id: "i",
      Status: "Enabled",
      Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" }],
    },
  });
  await s3.putBucketInventoryConfiguration({
    ...named,
    InventoryConfiguration: {
      Id: "i",
      IsEnabled: true,
      IncludedObjectVersions: "All",
      Schedule: { Frequency: "Weekly" },
      OptionalFields: ["Size"],
      Destination: { S3BucketDestination: { ...destination, Encryption: { SSES3: {} } } },
    },
  });
  await s3.putBucketLifecycleConfiguration({
    Bucket,
    LifecycleConfiguration: {
      Rules: [
        {
          Status: "Enabled",
          Filter: {
            And: { Prefix: "p", ObjectSizeGreaterThan: 9, Tags: [{ Key: "k", Value: "" }] },
          },
          Transitions: [{ Date: new Date("2027-01-01T00:00:00Z"), StorageClass }],
          NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 2 },
        },
      ],
    },
  });
  await s3.putBucketLogging({
    Bucket,
    BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "target", TargetPrefix: "" } },
  });
  await s3.putBucketMetricsConfiguration({ ...named, MetricsConfiguration: { Id: "i" } });
  await s3.putBucketNotificationConfiguration({
    Bucket,
    NotificationConfiguration: {
      QueueConfigurations: [
        {
          QueueArn: arn("sqs"),
          Events: ["s3:ObjectCreated:*"],
          Filter: { Key: { FilterRules: [{ Name: "prefix", Value: "p" }] } },
        },
      ],
      EventBridgeConfiguration: {},
    },
  });
  await s3.putBucketPolicy({
    Bucket,
    Policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Deny",
        Principal: { AWS: "123456789012" },
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${Bucket}/no/*`,
      },
    }),
  });
  await s3.putBucketRequestPayment({
    Bucket,
    RequestPaymentConfiguration: { Payer: "Requester" },
  });
  await s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "k", Value: "v" }] } });
  await s3.putBucketWebsite({
    Bucket,
    WebsiteConfiguration: {
      IndexDocument: { Suffix: "i" },
      RoutingRules: [
        {
          Condition: { KeyPrefixEquals: "p" },
          Redirect: { HttpRedirectCode: "302", HostName: "h" },
        },
      ],
    },
  });
}

const clientOf = (mock: ReturnType<typeof replicationMock>) => {
  const s3 = new S3({ region: "eu-west-1" });
  s3.middlewareStack.use(mock);
  return s3;
};

/** The names under which the buckets of a state keep configurations, with what they keep. */
function documentsIn(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const { buckets } = readState([bytes]).state as {
    readonly buckets: readonly { readonly documents: ReadonlyMap<string, unknown> }[];
  };
  return Object.fromEntries(buckets.flatMap(({ documents }) => [...documents]));
}

test("every configuration of a bucket comes back from bytes", async () => {
  const mock = replicationMock({ buckets: { target: { region: "eu-west-1" } } });
  const s3 = clientOf(mock);
  const LocationConstraint = "EU" as const;
  await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint } });
  await configure(s3);
  const bytes = mock.snapshot().toBytes();
  const other = replicationMock();
  other.restore(bytes);
  const before = documentsIn(bytes);
  expect(documentsIn(other.snapshot().toBytes())).toEqual(before);
  expect(Object.keys(before).sort()).toEqual([
    "accelerate",
    "analytics",
    "cors",
    "intelligent-tiering",
    "inventory",
    "lifecycle",
    "location",
    "logging",
    "metrics",
    "notification",
    "ownershipControls",
    "policy",
    "publicAccessBlock",
    "requestPayment",
    "tagging",
    "website",
  ]);
});

test("every configuration of a bucket of COS comes back from bytes", async () => {
  await cosServed(async ({ mock, cos }) => {
    const ReplicationConfiguration = {
      Role: role,
      Rules: [
        { ID: "r", Status: "Enabled", Prefix: "p", Destination: { Bucket: cosDestination } },
      ] as never,
    };
    await cos.putBucketReplication({ ...source, ReplicationConfiguration });
    const Policy = {
      version: "2.0",
      Statement: [
        {
          Effect: "allow",
          Principal: { qcs: ["qcs::cam::anyone:anyone"] },
          Action: ["name/cos:GetObject"],
          Resource: ["*"],
        },
      ],
    };
    await cos.putBucketPolicy({ ...source, Policy } as never);
    const bytes = mock.snapshot().toBytes();
    const other = replicationMock({ dialect: "cos" });
    other.restore(bytes);
    const before = documentsIn(bytes);
    expect(documentsIn(other.snapshot().toBytes())).toEqual(before);
    expect(Object.keys(before).sort()).toEqual([
      "cosPolicy",
      "location",
      "ownershipControls",
      "replicationRuleCreationTime",
      "sharedAcl",
    ]);
  });
});
