import type { S3Client } from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import type { OperationName } from "../../lib/base/operationNames.generated.js";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName } from "../support/sending.js";

const Bucket = "a-bucket";
const target = "a-target";

function clientWithBuckets(): S3Client {
  const buckets = { [Bucket]: {}, [target]: {} };
  return clientOf(replicationMock({ clock: manualClock(), buckets }));
}

interface Configuration {
  readonly put: OperationName;
  readonly get: OperationName;
  readonly remove?: OperationName;
  readonly sent: object;
  /** What Get gives back; what was sent unless given. */
  readonly kept?: object;
  /** What another Put replaces it with. */
  readonly other: object;
  readonly status?: number;
}

const CORSRules = [
  {
    ID: "rule",
    AllowedMethods: ["GET", "PUT"],
    AllowedOrigins: ["https://*.example.com"],
    AllowedHeaders: ["x-AMZ-*"],
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: 3000,
  },
];
const website = { IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "error.html" } };
const policy = (action: string) =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::123456789012:root" },
        Action: action,
        Resource: `arn:aws:s3:::${Bucket}/*`,
      },
    ],
  });

/** Each configuration that a bucket has once, with what it is sent as and comes back as. */
const configurations: readonly Configuration[] = [
  {
    put: "PutBucketAccelerateConfiguration",
    get: "GetBucketAccelerateConfiguration",
    sent: { AccelerateConfiguration: { Status: "Enabled" } },
    kept: { Status: "Enabled" },
    other: { AccelerateConfiguration: { Status: "Suspended" } },
  },
  {
    put: "PutBucketCors",
    get: "GetBucketCors",
    remove: "DeleteBucketCors",
    sent: { CORSConfiguration: { CORSRules } },
    kept: { CORSRules },
    other: {
      CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"] }] },
    },
  },
  {
    put: "PutBucketLifecycleConfiguration",
    get: "GetBucketLifecycleConfiguration",
    remove: "DeleteBucketLifecycle",
    sent: {
      LifecycleConfiguration: {
        Rules: [
          { ID: "rule", Status: "Enabled", Filter: { Prefix: "logs/" }, Expiration: { Days: 7 } },
        ],
      },
    },
    kept: {
      Rules: [
        { ID: "rule", Status: "Enabled", Filter: { Prefix: "logs/" }, Expiration: { Days: 7 } },
      ],
      TransitionDefaultMinimumObjectSize: "all_storage_classes_128K",
    },
    other: {
      LifecycleConfiguration: {
        Rules: [{ ID: "other", Status: "Disabled", Prefix: "", Expiration: { Days: 1 } }],
      },
    },
  },
  {
    put: "PutBucketLogging",
    get: "GetBucketLogging",
    sent: {
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: target, TargetPrefix: "log" } },
    },
    kept: { LoggingEnabled: { TargetBucket: target, TargetPrefix: "log" } },
    other: { BucketLoggingStatus: { LoggingEnabled: { TargetBucket: target, TargetPrefix: "" } } },
  },
  {
    put: "PutBucketNotificationConfiguration",
    get: "GetBucketNotificationConfiguration",
    sent: {
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Id: "queue",
            QueueArn: "arn:aws:sqs:us-east-1:123456789012:queue",
            Events: ["s3:ObjectCreated:*", "s3:Replication:OperationFailedReplication"],
          },
        ],
      },
    },
    kept: {
      QueueConfigurations: [
        {
          Id: "queue",
          QueueArn: "arn:aws:sqs:us-east-1:123456789012:queue",
          Events: ["s3:ObjectCreated:*", "s3:Replication:OperationFailedReplication"],
        },
      ],
    },
    other: { NotificationConfiguration: { EventBridgeConfiguration: {} } },
  },
  {
    put: "PutBucketOwnershipControls",
    get: "GetBucketOwnershipControls",
    remove: "DeleteBucketOwnershipControls",
    sent: { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
    other: { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] } },
  },
  {
    put: "PutBucketPolicy",
    get: "GetBucketPolicy",
    remove: "DeleteBucketPolicy",
    sent: { Policy: policy("s3:GetObject") },
    other: { Policy: policy("s3:PutObject") },
    status: 204,
  },
  {
    put: "PutBucketRequestPayment",
    get: "GetBucketRequestPayment",
    sent: { RequestPaymentConfiguration: { Payer: "Requester" } },
    kept: { Payer: "Requester" },
    other: { RequestPaymentConfiguration: { Payer: "BucketOwner" } },
  },
  {
    put: "PutBucketTagging",
    get: "GetBucketTagging",
    remove: "DeleteBucketTagging",
    sent: {
      Tagging: {
        TagSet: [
          { Key: "b", Value: "1" },
          { Key: "a", Value: "" },
        ],
      },
    },
    kept: {
      TagSet: [
        { Key: "b", Value: "1" },
        { Key: "a", Value: "" },
      ],
    },
    other: { Tagging: { TagSet: [{ Key: "c", Value: "3" }] } },
    status: 204,
  },
  {
    put: "PutBucketWebsite",
    get: "GetBucketWebsite",
    remove: "DeleteBucketWebsite",
    sent: { WebsiteConfiguration: website },
    kept: website,
    other: { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: "example.com" } } },
  },
  {
    put: "PutPublicAccessBlock",
    get: "GetPublicAccessBlock",
    remove: "DeletePublicAccessBlock",
    sent: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
    kept: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: false,
        IgnorePublicAcls: false,
        RestrictPublicBuckets: false,
      },
    },
    other: { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } },
  },
];

/** The answer's own members. */
function membersOf({ $metadata: _, ...members }: Record<string, unknown>): object {
  return members;
}

describe.each(configurations.map((one) => [one.put, one] as const))("%s", (put, one) => {
  test("keeps what was sent", async () => {
    const s3 = clientWithBuckets();
    const answer = await sendByName(s3, put, { Bucket, ...one.sent });
    expect(answer).toMatchObject({ $metadata: { httpStatusCode: one.status ?? 200 } });
    const kept = await sendByName(s3, one.get, { Bucket });
    expect(membersOf(kept)).toEqual(one.kept ?? one.sent);
  });

  test("replaces the whole configuration", async () => {
    const s3 = clientWithBuckets();
    await sendByName(s3, put, { Bucket, ...one.other });
    const fresh = await sendByName(s3, one.get, { Bucket });
    await sendByName(s3, put, { Bucket, ...one.sent });
    await sendByName(s3, put, { Bucket, ...one.other });
    const replaced = await sendByName(s3, one.get, { Bucket });
    expect(membersOf(replaced)).toEqual(membersOf(fresh));
  });

  test("leaves other buckets alone", async () => {
    const s3 = clientWithBuckets();
    const read = () => sendByName(s3, one.get, { Bucket: target }).then(membersOf, String);
    const before = await read();
    await sendByName(s3, put, { Bucket, ...one.sent });
    expect(await read()).toEqual(before);
  });
});

const removals = configurations.flatMap((one) => (one.remove ? [[one.remove, one] as const] : []));

describe.each(removals)("%s", (remove, { put, get, sent }) => {
  test("removes the configuration, and succeeds where there is none", async () => {
    const s3 = clientWithBuckets();
    await sendByName(s3, put, { Bucket, ...sent });
    for (const _ of ["once", "again"]) {
      expect(await sendByName(s3, remove, { Bucket })).toMatchObject({
        $metadata: { httpStatusCode: 204 },
      });
    }
    const error = await errorOf(sendByName(s3, get, { Bucket }));
    expect(error.$metadata.httpStatusCode).toBe(404);
  });
});
