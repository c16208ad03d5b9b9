import type { InventoryConfiguration } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName } from "../support/sending.js";

const Bucket = "a-bucket";
const Id = "an-inventory";

const target = { Bucket: "arn:aws:s3:::reports", Format: "CSV" };
const inventory = {
  Id,
  IsEnabled: true,
  IncludedObjectVersions: "All",
  Schedule: { Frequency: "Daily" },
  Destination: { S3BucketDestination: target },
};

function put(InventoryConfiguration: object): Promise<Record<string, unknown>> {
  const s3 = clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
  return sendByName(s3, "PutBucketInventoryConfiguration", { Bucket, Id, InventoryConfiguration });
}

const to = (members: object) => ({
  Destination: { S3BucketDestination: { ...target, ...members } },
});
const kmsKey = (KeyId: string) => to({ Encryption: { SSEKMS: { KeyId } } });

describe("PutBucketInventoryConfiguration", () => {
  test.each<[string, Partial<Record<keyof InventoryConfiguration, unknown>>, string]>([
    ["an unknown format", to({ Format: "JSON" }), "MalformedXML"],
    ["an unknown frequency", { Schedule: { Frequency: "Hourly" } }, "MalformedXML"],
    ["unknown versions", { IncludedObjectVersions: "Wrong" }, "MalformedXML"],
    ["an unknown field", { OptionalFields: ["Size", "Wrong"] }, "MalformedXML"],
    ["an empty prefix", { Filter: { Prefix: "" } }, "MalformedXML"],
    ["no schedule", { Schedule: undefined }, "MalformedXML"],
    ["a destination that is no ARN", to({ Bucket: "reports" }), "InvalidS3DestinationBucket"],
    ["a KMS key that is none", kmsKey("not-a-key"), "InvalidKmskeyId"],
  ])("refuses %s", async (_name, members, code) => {
    expect(await errorOf(put({ ...inventory, ...members }))).toMatchObject({
      name: code,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("words its own errors", async () => {
    const wrongId = await errorOf(put({ ...inventory, Id: "another" }));
    expect(wrongId.message).toBe("Document ID does not match the specified configuration ID.");
    const wrongBucket = await errorOf(put({ ...inventory, ...to({ Bucket: "reports" }) }));
    expect(wrongBucket.message).toBe("Invalid bucket ARN.");
  });

  test.each<[string, object]>([
    ["a destination that does not exist", {}],
    ["a KMS key by its ARN", kmsKey("arn:aws:kms:us-east-1:123456789012:key/a-key")],
    ["the fields of event holds", { OptionalFields: ["ObjectLockEventHoldStatus"] }],
  ])("accepts %s", async (_name, members) => {
    expect((await put({ ...inventory, ...members })).$metadata).toMatchObject({
      httpStatusCode: 204,
    });
  });
});

describe("PutBucketIntelligentTieringConfiguration", () => {
  test.each<[string, object, string]>([
    ["an unknown Status", { Status: "On" }, "MalformedXML"],
    ["an unknown tier", { Tierings: [{ Days: 90, AccessTier: "COLD" }] }, "MalformedXML"],
    [
      "too few days",
      { Tierings: [{ Days: 179, AccessTier: "DEEP_ARCHIVE_ACCESS" }] },
      "InvalidArgument",
    ],
    [
      "a filter by two predicates",
      { Filter: { Prefix: "a", Tag: { Key: "k", Value: "v" } } },
      "MalformedXML",
    ],
    ["And of one predicate", { Filter: { And: { Prefix: "a" } } }, "MalformedXML"],
  ])("refuses %s", async (_name, members, code) => {
    const s3 = clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
    const tierings = { Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" }] };
    const send = sendByName(s3, "PutBucketIntelligentTieringConfiguration", {
      Bucket,
      Id,
      IntelligentTieringConfiguration: { Id, Status: "Enabled", ...tierings, ...members },
    });
    expect((await errorOf(send)).name).toBe(code);
  });
});

describe("PutBucketAnalyticsConfiguration", () => {
  test.each<[string, object, string]>([
    ["an unknown schema version", { OutputSchemaVersion: "V_2" }, "MalformedXML"],
    [
      "a destination that is no ARN",
      { Destination: { S3BucketDestination: { ...target, Bucket: "reports" } } },
      "InvalidS3DestinationBucket",
    ],
  ])("refuses %s", async (_name, members, code) => {
    const s3 = clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
    const DataExport = {
      OutputSchemaVersion: "V_1",
      Destination: { S3BucketDestination: target },
      ...members,
    };
    const send = sendByName(s3, "PutBucketAnalyticsConfiguration", {
      Bucket,
      Id,
      AnalyticsConfiguration: { Id, StorageClassAnalysis: { DataExport } },
    });
    expect((await errorOf(send)).name).toBe(code);
  });
});
