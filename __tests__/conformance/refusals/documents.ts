import type * as sdk from "@aws-sdk/client-s3";
import type { OperationName } from "../../../lib/base/operationNames.generated.js";
import { role } from "../../support/replicationConfigurations.js";

/**
 * Documents that S3 takes, of each operation that is sent one: together they have every member that is required
 * or has an enumeration. What `documents.test.ts` takes away from them or spoils must be refused.
 */
const tag = { Key: "a", Value: "b" };
const later = new Date("2100-01-01T00:00:00Z");
const arn = (name: string) => `arn:aws:s3:::${name}`;
const key = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const analytics: sdk.AnalyticsConfiguration = {
  Id: "id",
  Filter: { And: { Prefix: "a", Tags: [tag] } },
  StorageClassAnalysis: {
    DataExport: {
      OutputSchemaVersion: "V_1",
      Destination: { S3BucketDestination: { Format: "CSV", Bucket: arn("plain") } },
    },
  },
};

const inventory = (
  Encryption: sdk.InventoryEncryption,
): { InventoryConfiguration: sdk.InventoryConfiguration } => ({
  InventoryConfiguration: {
    Id: "id",
    IsEnabled: true,
    IncludedObjectVersions: "All",
    Schedule: { Frequency: "Daily" },
    OptionalFields: ["Size"],
    Filter: { Prefix: "a" },
    Destination: { S3BucketDestination: { Bucket: arn("plain"), Format: "CSV", Encryption } },
  },
});

const lifecycleRule: sdk.LifecycleRule = {
  ID: "a",
  Status: "Enabled",
  Filter: { And: { Prefix: "a", Tags: [tag] } },
  Transitions: [{ Days: 30, StorageClass: "STANDARD_IA" }],
  NoncurrentVersionTransitions: [{ NoncurrentDays: 30, StorageClass: "STANDARD_IA" }],
  NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions: 1 },
};

const replicationRule: sdk.ReplicationRule = {
  ID: "a",
  Priority: 1,
  Status: "Enabled",
  Filter: { And: { Prefix: "a", Tags: [tag] } },
  DeleteMarkerReplication: { Status: "Disabled" },
  SourceSelectionCriteria: {
    SseKmsEncryptedObjects: { Status: "Enabled" },
    ReplicaModifications: { Status: "Enabled" },
  },
  Destination: {
    Bucket: arn("versioned"),
    StorageClass: "STANDARD_IA",
    Account: "123456789012",
    AccessControlTranslation: { Owner: "Destination" },
    EncryptionConfiguration: { ReplicaKmsKeyID: key },
    ReplicationTime: { Status: "Enabled", Time: { Minutes: 15 } },
    Metrics: { Status: "Enabled", EventThreshold: { Minutes: 15 } },
  },
};

const target = (arnOfTarget: object) => ({
  Id: "a",
  Events: ["s3:ObjectCreated:*"],
  ...arnOfTarget,
});
const filterByKey = { Key: { FilterRules: [{ Name: "prefix", Value: "a" }] } };
const queue = (members: object = {}) =>
  ({
    ...target({ QueueArn: "arn:aws:sqs:us-east-1:123456789012:q" }),
    ...members,
  }) as sdk.QueueConfiguration;

type Documents = Partial<Record<OperationName, readonly object[]>>;

/** The rest of the inputs, beside the bucket. */
export const documents: Documents = {
  CompleteMultipartUpload: [{ MultipartUpload: { Parts: [{ ETag: "a", PartNumber: 1 }] } }],
  CreateBucket: [
    {
      Bucket: "made",
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1", Tags: [tag] },
    },
  ],
  DeleteObjects: [{ Delete: { Objects: [{ Key: "k" }], Quiet: true } }],
  PutBucketAccelerateConfiguration: [{ AccelerateConfiguration: { Status: "Enabled" } }],
  PutBucketAnalyticsConfiguration: [
    { Id: "id", AnalyticsConfiguration: analytics },
    { Id: "id", AnalyticsConfiguration: { ...analytics, Filter: { Tag: tag } } },
  ],
  PutBucketEncryption: [
    {
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
            BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] },
            BucketKeyEnabled: true,
          },
        ],
      },
    },
  ],
  PutBucketIntelligentTieringConfiguration: [
    {
      Id: "id",
      IntelligentTieringConfiguration: {
        Id: "id",
        Status: "Enabled",
        Filter: { And: { Prefix: "a", Tags: [tag] } },
        Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" }],
      },
    },
    {
      Id: "id",
      IntelligentTieringConfiguration: {
        Id: "id",
        Status: "Enabled",
        Filter: { Tag: tag },
        Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" }],
      },
    },
  ],
  PutBucketInventoryConfiguration: [
    { Id: "id", ...inventory({ SSEKMS: { KeyId: key } }) },
    { Id: "id", ...inventory({ SSES3: {} }) },
  ],
  PutBucketLifecycleConfiguration: [
    { LifecycleConfiguration: { Rules: [lifecycleRule] } },
    {
      LifecycleConfiguration: {
        Rules: [
          {
            Status: "Enabled",
            Filter: { Tag: tag },
            Transitions: [{ Date: later, StorageClass: "STANDARD_IA" }],
          },
        ],
      },
    },
    {
      LifecycleConfiguration: {
        Rules: [
          {
            Status: "Enabled",
            Filter: { And: { ObjectSizeGreaterThan: 1, ObjectSizeLessThan: 9 } },
            Expiration: { Days: 1 },
          },
          {
            Status: "Enabled",
            Filter: { ObjectSizeGreaterThan: 1 },
            Expiration: { Date: later },
          },
          {
            Status: "Enabled",
            Filter: { ObjectSizeLessThan: 9 },
            Expiration: { Days: 1 },
          },
          {
            Status: "Enabled",
            Filter: { Prefix: "" },
            Expiration: { ExpiredObjectDeleteMarker: true },
          },
          {
            Status: "Enabled",
            Filter: { Prefix: "" },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
    },
  ],
  PutBucketLogging: [
    {
      BucketLoggingStatus: {
        LoggingEnabled: {
          TargetBucket: "plain",
          TargetPrefix: "",
          TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "EventTime" } },
          TargetGrants: [{ Grantee: { Type: "CanonicalUser", ID: "a" }, Permission: "READ" }],
        },
      },
    },
  ],
  PutBucketMetricsConfiguration: [
    {
      Id: "id",
      MetricsConfiguration: { Id: "id", Filter: { And: { Prefix: "a", Tags: [tag] } } },
    },
    { Id: "id", MetricsConfiguration: { Id: "id", Filter: { Tag: tag } } },
  ],
  PutBucketNotificationConfiguration: [
    {
      NotificationConfiguration: {
        QueueConfigurations: [queue({ Filter: filterByKey })],
        TopicConfigurations: [
          target({
            Id: "b",
            TopicArn: "arn:aws:sns:us-east-1:123456789012:t",
            Events: ["s3:ObjectTagging:*"],
          }),
        ],
        LambdaFunctionConfigurations: [
          target({
            Id: "c",
            LambdaFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:f",
            Events: ["s3:ObjectAcl:Put"],
          }),
        ],
        EventBridgeConfiguration: {},
      },
    },
  ],
  PutBucketOwnershipControls: [
    { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
  ],
  PutBucketReplication: [
    {
      Bucket: "versioned-too",
      ReplicationConfiguration: { Role: role, Rules: [replicationRule] },
    },
    {
      Bucket: "versioned-too",
      ReplicationConfiguration: {
        Role: role,
        Rules: [{ ...replicationRule, Filter: { Tag: tag } }],
      },
    },
  ],
  PutBucketRequestPayment: [{ RequestPaymentConfiguration: { Payer: "Requester" } }],
  PutBucketTagging: [{ Tagging: { TagSet: [tag] } }],
  PutBucketVersioning: [{ VersioningConfiguration: { Status: "Enabled", MFADelete: "Disabled" } }],
  PutObjectLegalHold: [{ Bucket: "locked", Key: "k", LegalHold: { Status: "ON" } }],
  PutObjectLockConfiguration: [
    {
      Bucket: "locked",
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } },
      },
    },
    {
      Bucket: "locked",
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Years: 1 } },
      },
    },
  ],
  PutObjectRetention: [
    {
      Bucket: "locked",
      Key: "k",
      Retention: { Mode: "GOVERNANCE", RetainUntilDate: later },
    },
  ],
  PutObjectTagging: [{ Key: "k", Tagging: { TagSet: [tag] } }],
  PutPublicAccessBlock: [
    {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    },
  ],
  RestoreObject: [
    { Key: "archived", RestoreRequest: { Days: 1, GlacierJobParameters: { Tier: "Bulk" } } },
    { Key: "archived", RestoreRequest: { Days: 1, Tier: "Bulk" } },
  ],
};
