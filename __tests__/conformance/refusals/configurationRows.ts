import type { OperationName } from "../../../lib/base/operationNames.generated.js";
import { role } from "../../support/replicationConfigurations.js";
import { bucket, later, type Row, rowsOf } from "./row.js";

type Rows = Parameters<typeof rowsOf>[2];
const tag = (Key: string, Value = "") => ({ Key, Value });
const arn = (name: string) => `arn:aws:s3:::${name}`;

/** What configurations with an id refuse, whatever they are of. */
function byId(kind: string, member: string, rest: object, mismatch: string): readonly Row[] {
  const named = (operation: string) =>
    `${operation}BucketAnalyticsConfiguration`.replace("Analytics", kind) as OperationName;
  const list = `ListBucket${kind}Configurations` as OperationName;
  const put = (Id: string) => ({ Id, [member]: { ...rest, Id } });
  return [
    ...rowsOf(named("Put"), bucket, [
      ["an id with a blank", put("a b"), "InvalidArgument", "assumed"],
      ["an id beyond ASCII", put("ü"), "InvalidArgument", "assumed"],
      ["an id over 64 characters", put("x".repeat(65)), "InvalidArgument", "assumed"],
      ["an id that is not the document's", { ...put("a"), Id: "b" }, mismatch, "recorded"],
    ]),
    ...(["Get", "Delete"] as const).flatMap((name) =>
      rowsOf(named(name), bucket, [
        ["an id that there is not", { Id: "none" }, "NoSuchConfiguration", "recorded"],
      ]),
    ),
    ...rowsOf(list, bucket, [
      ["a token that is none", { ContinuationToken: "x" }, "InvalidArgument", "assumed"],
    ]),
  ];
}

/** What a filter by prefix and tags refuses. */
function filters(put: (filter: object) => object): Rows {
  return [
    [
      "two predicates without And",
      put({ Prefix: "a", Tag: tag("a") }),
      "MalformedXML",
      "documented",
    ],
    ["And of one", put({ And: { Prefix: "a" } }), "MalformedXML", "assumed"],
    ["a tag twice", put({ And: { Tags: [tag("a"), tag("a")] } }), "InvalidRequest", "assumed"],
    ["an empty tag key", put({ Tag: tag("") }), "InvalidRequest", "assumed"],
    [
      "a tag key over 128 characters",
      put({ Tag: tag("x".repeat(129)) }),
      "InvalidRequest",
      "assumed",
    ],
  ];
}

const analysis = (StorageClassAnalysis: object, Filter?: object) => ({
  Id: "id",
  AnalyticsConfiguration: { Id: "id", StorageClassAnalysis, Filter },
});
const exported = (change: object, schema = "V_1") =>
  analysis({
    DataExport: {
      OutputSchemaVersion: schema,
      Destination: { S3BucketDestination: { Format: "CSV", Bucket: arn("plain"), ...change } },
    },
  });
const metrics = (Filter: object) => ({ Id: "id", MetricsConfiguration: { Id: "id", Filter } });
const tiers = (...Tierings: readonly object[]) => ({ Status: "Enabled", Tierings });
const archive = { Days: 90, AccessTier: "ARCHIVE_ACCESS" };
const tiering = (rest: object) => ({
  Id: "id",
  IntelligentTieringConfiguration: { Id: "id", ...tiers(archive), ...rest },
});
const stock = {
  IsEnabled: true,
  IncludedObjectVersions: "All",
  Schedule: { Frequency: "Daily" },
  Destination: { S3BucketDestination: { Bucket: arn("plain"), Format: "CSV" } },
};
const inventory = (rest: object) => ({
  Id: "id",
  InventoryConfiguration: { ...stock, Id: "id", ...rest },
});
const delivered = (rest: object) => {
  const S3BucketDestination = { ...stock.Destination.S3BucketDestination, ...rest };
  return inventory({ Destination: { S3BucketDestination } });
};

const encryption = (...Rules: readonly object[]) => ({
  ServerSideEncryptionConfiguration: { Rules },
});
const byDefault = (SSEAlgorithm: string, rest: object = {}) => ({
  ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...rest },
});
const logs = (enabled: object) => ({
  BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "plain", TargetPrefix: "", ...enabled } },
});

const queueArn = "arn:aws:sqs:us-east-1:123456789012:q";
const queues = (...changes: readonly object[]) => ({
  NotificationConfiguration: {
    QueueConfigurations: changes.map((change) => ({
      QueueArn: queueArn,
      Events: ["s3:ObjectCreated:*"],
      ...change,
    })),
  },
});
const byKey = (...FilterRules: readonly object[]) => ({ Filter: { Key: { FilterRules } } });
const prefixed = (Value: string) => ({ Name: "prefix", Value });

const lifecycle = (...rules: readonly object[]) => ({
  LifecycleConfiguration: {
    Rules: rules.map((rule) => ({
      Status: "Enabled",
      Filter: { Prefix: "" },
      Expiration: { Days: 1 },
      ...rule,
    })),
  },
});
const moved = (...Transitions: readonly object[]) =>
  lifecycle({ Expiration: undefined, Transitions });

const replication = (...rules: readonly object[]) => ({
  Bucket: "replicating",
  ReplicationConfiguration: {
    Role: role,
    Rules: rules.map((rule) => ({
      Status: "Enabled",
      Priority: 1,
      Filter: {},
      DeleteMarkerReplication: { Status: "Disabled" },
      Destination: { Bucket: arn("versioned") },
      ...rule,
    })),
  },
});
const replicated = (destination: object) =>
  replication({ Destination: { Bucket: arn("versioned"), ...destination } });
const cors = (rule: object) => ({
  CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], ...rule }] },
});

export const configurationRows: readonly Row[] = [
  ...byId("Analytics", "AnalyticsConfiguration", { StorageClassAnalysis: {} }, "MalformedXML"),
  ...byId("Metrics", "MetricsConfiguration", {}, "MalformedXML"),
  ...byId("IntelligentTiering", "IntelligentTieringConfiguration", tiers(archive), "MalformedXML"),
  ...byId("Inventory", "InventoryConfiguration", stock, "IdMismatch"),
  ...rowsOf("PutBucketAnalyticsConfiguration", bucket, [
    ...filters((Filter) => analysis({}, Filter)),
    ["another version of the schema", exported({}, "V_2"), "MalformedXML", "documented"],
    ["another format", exported({ Format: "ORC" }), "MalformedXML", "documented"],
    [
      "a destination that is no ARN",
      exported({ Bucket: "plain" }),
      "InvalidS3DestinationBucket",
      "assumed",
    ],
  ]),
  ...rowsOf("PutBucketMetricsConfiguration", bucket, filters(metrics)),
  ...rowsOf("PutBucketIntelligentTieringConfiguration", bucket, [
    ...filters((Filter) => tiering({ Filter })),
    ["an unknown status", tiering({ Status: "x" }), "MalformedXML", "assumed"],
    ["no tier", tiering(tiers()), "MalformedXML", "documented"],
    ["89 days", tiering(tiers({ ...archive, Days: 89 })), "InvalidArgument", "documented"],
    ["731 days", tiering(tiers({ ...archive, Days: 731 })), "InvalidArgument", "documented"],
    [
      "DEEP_ARCHIVE_ACCESS after 179 days",
      tiering(tiers({ Days: 179, AccessTier: "DEEP_ARCHIVE_ACCESS" })),
      "InvalidArgument",
      "documented",
    ],
  ]),
  ...rowsOf("PutBucketInventoryConfiguration", bucket, [
    [
      "a destination that is no ARN",
      delivered({ Bucket: "plain" }),
      "InvalidS3DestinationBucket",
      "recorded",
    ],
    [
      "a destination that is an object",
      delivered({ Bucket: arn("plain/k") }),
      "InvalidS3DestinationBucket",
      "assumed",
    ],
    ["an unknown format", delivered({ Format: "x" }), "MalformedXML", "recorded"],
    ["an unknown field", inventory({ OptionalFields: ["x"] }), "MalformedXML", "recorded"],
    [
      "an unknown frequency",
      inventory({ Schedule: { Frequency: "x" } }),
      "MalformedXML",
      "recorded",
    ],
    ["an empty prefix", inventory({ Filter: { Prefix: "" } }), "MalformedXML", "assumed"],
    [
      "a KMS key that is none",
      delivered({ Encryption: { SSEKMS: { KeyId: "x" } } }),
      "InvalidKmskeyId",
      "assumed",
    ],
  ]),
  ...rowsOf("PutBucketEncryption", bucket, [
    ["no rule", encryption(), "MalformedXML", "recorded"],
    ["two rules", encryption(byDefault("AES256"), byDefault("AES256")), "MalformedXML", "recorded"],
    ["an empty rule", encryption({}), "MalformedXML", "recorded"],
    ["an unknown algorithm", encryption(byDefault("x")), "MalformedXML", "recorded"],
    [
      "a key with AES256",
      encryption(byDefault("AES256", { KMSMasterKeyID: "x" })),
      "InvalidArgument",
      "recorded",
    ],
    [
      "two blocked types",
      encryption({ BlockedEncryptionTypes: { EncryptionType: ["NONE", "SSE-C"] } }),
      "MalformedXML",
      "assumed",
    ],
  ]),
  ...rowsOf("PutBucketLogging", bucket, [
    [
      "a target that is not there",
      logs({ TargetBucket: "none" }),
      "InvalidTargetBucketForLogging",
      "recorded",
    ],
    [
      "a target in another Region",
      logs({ TargetBucket: "faraway" }),
      "CrossLocationLoggingProhibitted",
      "recorded",
    ],
    [
      "an unknown permission",
      logs({ TargetGrants: [{ Grantee: { Type: "Group" }, Permission: "x" }] }),
      "MalformedXML",
      "assumed",
    ],
    [
      "a grant to an e-mail address",
      logs({
        TargetGrants: [
          {
            Grantee: { Type: "AmazonCustomerByEmail", EmailAddress: "a@example.com" },
            Permission: "READ",
          },
        ],
      }),
      "MethodNotAllowed",
      "documented",
    ],
    [
      "a grant to nobody",
      logs({ TargetGrants: [{ Permission: "READ" }] }),
      "MalformedXML",
      "assumed",
    ],
    [
      "an unknown date source",
      logs({ TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "x" } } }),
      "MalformedXML",
      "assumed",
    ],
    [
      "two key formats",
      logs({ TargetObjectKeyFormat: { PartitionedPrefix: {}, SimplePrefix: {} } }),
      "MalformedXML",
      "assumed",
    ],
  ]),
  ...rowsOf("PutBucketNotificationConfiguration", bucket, [
    ["a queue that is no ARN", queues({ QueueArn: "x" }), "InvalidArgument", "recorded"],
    [
      "an ARN of another service",
      queues({ QueueArn: queueArn.replace("sqs", "sns") }),
      "InvalidArgument",
      "recorded",
    ],
    ["no event", queues({ Events: [] }), "MalformedXML", "documented"],
    ["an unknown event", queues({ Events: ["s3:x"] }), "InvalidArgument", "assumed"],
    ["an unknown filter", queues(byKey({ Name: "x", Value: "a" })), "InvalidArgument", "recorded"],
    ["two prefixes", queues(byKey(prefixed("a"), prefixed("b"))), "InvalidArgument", "documented"],
    ["the same event twice", queues({}, {}), "InvalidArgument", "recorded"],
    [
      "prefixes that overlap",
      queues(byKey(prefixed("a")), byKey(prefixed("ab"))),
      "InvalidArgument",
      "documented",
    ],
    [
      "an id twice",
      queues({ Id: "a" }, { Id: "a", Events: ["s3:ObjectAcl:Put"] }),
      "InvalidArgument",
      "documented",
    ],
  ]),
  ...rowsOf("GetBucketLifecycleConfiguration", bucket, [
    ["a bucket that has none", {}, "NoSuchLifecycleConfiguration", "recorded"],
  ]),
  ...rowsOf("PutBucketLifecycleConfiguration", bucket, [
    ["no rule", lifecycle(), "MalformedXML", "recorded"],
    ["an id twice", lifecycle({ ID: "a" }, { ID: "a" }), "InvalidArgument", "recorded"],
    [
      "an id over 255 characters",
      lifecycle({ ID: "x".repeat(256) }),
      "InvalidArgument",
      "recorded",
    ],
    ["no action", lifecycle({ Expiration: undefined }), "InvalidRequest", "recorded"],
    ["neither filter nor prefix", lifecycle({ Filter: undefined }), "MalformedXML", "recorded"],
    ["filter and prefix", lifecycle({ Prefix: "" }), "MalformedXML", "recorded"],
    [
      "a filter of two",
      lifecycle({ Filter: { Prefix: "", Tag: tag("a") } }),
      "MalformedXML",
      "recorded",
    ],
    ["And of one", lifecycle({ Filter: { And: { Prefix: "" } } }), "MalformedXML", "recorded"],
    [
      "a tag twice",
      lifecycle({ Filter: { And: { Tags: [tag("a"), tag("a")] } } }),
      "InvalidRequest",
      "recorded",
    ],
    ["0 days", lifecycle({ Expiration: { Days: 0 } }), "InvalidArgument", "recorded"],
    [
      "days and a date",
      lifecycle({ Expiration: { Days: 1, Date: later } }),
      "MalformedXML",
      "recorded",
    ],
    [
      "a date that is no midnight",
      lifecycle({ Expiration: { Date: new Date("2100-01-01T01:00:00Z") } }),
      "InvalidArgument",
      "recorded",
    ],
    [
      "a move to STANDARD",
      moved({ Days: 1, StorageClass: "STANDARD" }),
      "InvalidArgument",
      "recorded",
    ],
    ["a move to nowhere", moved({ Days: 1, StorageClass: "x" }), "MalformedXML", "recorded"],
    ["a move without a time", moved({ StorageClass: "GLACIER" }), "MalformedXML", "recorded"],
    [
      "a move twice",
      moved({ Days: 1, StorageClass: "GLACIER" }, { Days: 2, StorageClass: "GLACIER" }),
      "InvalidRequest",
      "recorded",
    ],
    [
      "an unknown smallest size",
      { ...lifecycle({}), TransitionDefaultMinimumObjectSize: "x" },
      "InvalidRequest",
      "recorded",
    ],
  ]),
  ...rowsOf("GetBucketReplication", bucket, [
    ["a bucket that has none", {}, "ReplicationConfigurationNotFoundError", "recorded"],
  ]),
  ...rowsOf("PutBucketReplication", bucket, [
    ["no rule", replication(), "MalformedXML", "recorded"],
    [
      "a bucket without versioning",
      { ...replication({}), ...bucket },
      "InvalidRequest",
      "recorded",
    ],
    ["no priority", replication({ Priority: undefined }), "InvalidRequest", "recorded"],
    ["a priority twice", replication({}, {}), "InvalidRequest", "recorded"],
    [
      "an id twice",
      replication({ ID: "a" }, { ID: "a", Priority: 2 }),
      "InvalidArgument",
      "recorded",
    ],
    [
      "an id over 255 characters",
      replication({ ID: "x".repeat(256) }),
      "InvalidArgument",
      "recorded",
    ],
    [
      "a destination that is no ARN",
      replicated({ Bucket: "versioned" }),
      "InvalidArgument",
      "recorded",
    ],
    [
      "a destination that is not there",
      replicated({ Bucket: arn("none") }),
      "InvalidRequest",
      "recorded",
    ],
    [
      "a destination without versioning",
      replicated({ Bucket: arn("plain") }),
      "InvalidRequest",
      "recorded",
    ],
    [
      "itself for a destination",
      replicated({ Bucket: arn("replicating") }),
      "InvalidRequest",
      "recorded",
    ],
    ["an unknown class", replicated({ StorageClass: "x" }), "MalformedXML", "recorded"],
  ]),
  ...rowsOf("GetBucketCors", bucket, [
    ["a bucket that has none", {}, "NoSuchCORSConfiguration", "recorded"],
  ]),
  ...rowsOf("PutBucketCors", bucket, [
    ["an id over 255 characters", cors({ ID: "x".repeat(256) }), "InvalidRequest", "assumed"],
  ]),
  ...rowsOf("GetBucketWebsite", bucket, [
    ["a bucket that has none", {}, "NoSuchWebsiteConfiguration", "recorded"],
  ]),
  ...rowsOf("PutBucketWebsite", bucket, [
    ["no page at all", { WebsiteConfiguration: {} }, "InvalidArgument", "recorded"],
  ]),
];
