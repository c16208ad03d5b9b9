import type { PutBucketLifecycleConfigurationCommandInput } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { withoutChecksums } from "../support/bareRequests.js";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName } from "../support/sending.js";

const bucket = { Bucket: "locked" };
const object = { ...bucket, Key: "k" };
const tags = { TagSet: [{ Key: "k", Value: "v" }] };

async function oldClient() {
  const buckets = { locked: { objectLock: true }, destination: { versioning: "Enabled" } } as const;
  const mock = replicationMock({ buckets });
  await sendByName(clientOf(mock), "PutObject", { ...object, Body: "x" });
  const client = clientOf(mock);
  withoutChecksums(client);
  return client;
}

const lifecycle: PutBucketLifecycleConfigurationCommandInput = {
  ...bucket,
  LifecycleConfiguration: {
    Rules: [{ Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
  },
};
const replication = {
  Role: "arn:aws:iam::123456789012:role/r",
  Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::destination" } }],
};
const retention = { Mode: "GOVERNANCE", RetainUntilDate: new Date("2100-01-01T00:00:00Z") };

// field-reports A1 (B): the tables of the operations' pages, and what old clients send.
describe("a body without Content-MD5 and checksum", () => {
  test.each<[string, object]>([
    ["DeleteObjects", { ...bucket, Delete: { Objects: [{ Key: "k" }] } }],
    [
      "PutBucketCors",
      {
        ...bucket,
        CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"] }] },
      },
    ],
    ["PutBucketLifecycleConfiguration", lifecycle],
    ["PutBucketReplication", { ...bucket, ReplicationConfiguration: replication }],
    ["PutBucketTagging", { ...bucket, Tagging: tags }],
    ["PutObjectLegalHold", { ...object, LegalHold: { Status: "ON" } }],
    [
      "PutObjectLockConfiguration",
      { ...bucket, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } },
    ],
    ["PutObjectRetention", { ...object, Retention: retention }],
  ])("is refused by %s", async (operation, input) => {
    expect(await errorOf(sendByName(await oldClient(), operation, input))).toMatchObject({
      name: "InvalidRequest",
      message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each<[string, object]>([
    ["PutBucketVersioning", { ...bucket, VersioningConfiguration: { Status: "Enabled" } }],
    [
      "PutBucketPolicy",
      {
        ...bucket,
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "s3:GetObject",
              Resource: "arn:aws:s3:::locked/*",
            },
          ],
        }),
      },
    ],
    [
      "PutBucketWebsite",
      { ...bucket, WebsiteConfiguration: { IndexDocument: { Suffix: "index.html" } } },
    ],
    ["PutBucketLogging", { ...bucket, BucketLoggingStatus: {} }],
    [
      "PutBucketRequestPayment",
      { ...bucket, RequestPaymentConfiguration: { Payer: "BucketOwner" } },
    ],
    [
      "PutBucketEncryption",
      {
        ...bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
        },
      },
    ],
    [
      "PutBucketOwnershipControls",
      { ...bucket, OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
    ],
    [
      "PutPublicAccessBlock",
      { ...bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
    ],
    ["PutObjectTagging", { ...object, Tagging: tags }],
    ["PutObject", { ...object, Body: "x" }],
  ])("is taken by %s", async (operation, input) => {
    const { $metadata } = await sendByName(await oldClient(), operation, input);
    expect($metadata).toMatchObject({ httpStatusCode: expect.any(Number) });
  });

  test("is taken by PutObjectAcl and PutBucketAcl", async () => {
    const client = await oldClient();
    const ownership = { Rules: [{ ObjectOwnership: "ObjectWriter" }] };
    await sendByName(client, "PutBucketOwnershipControls", {
      ...bucket,
      OwnershipControls: ownership,
    });
    await sendByName(client, "PutObjectAcl", { ...object, ACL: "private" });
    await sendByName(client, "PutBucketAcl", { ...bucket, ACL: "private" });
    const { Grants } = await sendByName(client, "GetObjectAcl", object);
    expect(Grants).toHaveLength(1);
  });
});
