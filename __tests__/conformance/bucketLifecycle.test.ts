import {
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  type PutBucketLifecycleConfigurationCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "a-bucket";

function clientWithBucket(): S3Client {
  return clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
}

const rule: LifecycleRule = {
  ID: "rule",
  Status: "Enabled",
  Filter: { Prefix: "" },
  Expiration: { Days: 7 },
};

function put(
  Rules: LifecycleRule[],
  members: Partial<PutBucketLifecycleConfigurationCommandInput> = {},
): PutBucketLifecycleConfigurationCommand {
  const LifecycleConfiguration = { Rules };
  return new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration, ...members });
}

const tag = { Key: "key", Value: "value" };

describe("PutBucketLifecycleConfiguration", () => {
  test.each<[string, Partial<LifecycleRule>]>([
    ["neither filter nor prefix", { Filter: undefined }],
    ["filter and prefix", { Prefix: "" }],
    ["an unknown Status", { Status: "enabled" as "Enabled" }],
    ["And beside a prefix", { Filter: { And: { Prefix: "test" }, Prefix: "" } }],
    ["a size beside a prefix", { Filter: { ObjectSizeGreaterThan: 500, Prefix: "" } }],
    ["And of one predicate", { Filter: { And: { Prefix: "test" } } }],
    ["an empty NoncurrentVersionExpiration", { NoncurrentVersionExpiration: {} }],
    ["an empty Expiration", { Expiration: {} }],
    [
      "days beside ExpiredObjectDeleteMarker",
      { Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } },
    ],
    ["an unknown class", { Transitions: [{ Days: 1, StorageClass: "COLD" as "GLACIER" }] }],
    ["a transition without a time", { Transitions: [{ StorageClass: "GLACIER" }] }],
  ])("refuses a rule with %s as MalformedXML", async (_name, members) => {
    expect(await errorOf(clientWithBucket().send(put([{ ...rule, ...members }])))).toMatchObject({
      name: "MalformedXML",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each<[string, Partial<LifecycleRule>, string, string]>([
    [
      "a date that is not midnight",
      { Expiration: { Date: new Date("2026-01-01T02:02:00Z") } },
      "InvalidArgument",
      "'Date' must be at midnight GMT",
    ],
    [
      "two tags with one key",
      { Filter: { And: { Tags: [tag, tag] } } },
      "InvalidRequest",
      "Duplicate Tag Keys are not allowed.",
    ],
    [
      "no action",
      { Expiration: undefined },
      "InvalidRequest",
      "At least one action needs to be specified in a rule",
    ],
    [
      "no day to wait",
      { Expiration: { Days: 0 } },
      "InvalidArgument",
      "'Days' for Expiration action must be a positive integer",
    ],
    [
      "an ID of more than 255 characters",
      { ID: "a".repeat(256) },
      "InvalidArgument",
      "ID length should not exceed allowed limit of 255",
    ],
  ])("refuses a rule with %s", async (_name, members, name, message) => {
    const send = clientWithBucket().send(put([{ ...rule, ...members }]));
    expect(await errorOf(send)).toMatchObject({ name, message });
  });

  test("leaves what is stored where it refuses", async () => {
    const client = clientWithBucket();
    await client.send(put([rule]));
    await errorOf(client.send(put([{ ...rule, ID: "other", Expiration: { Days: 0 } }])));
    const { Rules } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules?.map(({ ID }) => ID)).toEqual(["rule"]);
  });

  test("refuses two rules with one ID", async () => {
    expect(await errorOf(clientWithBucket().send(put([rule, rule])))).toMatchObject({
      name: "InvalidArgument",
      message: "Rule ID must be unique. Found same ID for more than one rule",
    });
  });

  test("refuses no rules, and more than 1,000", async () => {
    const many = Array.from({ length: 1001 }, (_, at) => ({ ...rule, ID: `${at}` }));
    for (const rules of [[], many]) {
      expect((await errorOf(clientWithBucket().send(put(rules)))).name).toBe("MalformedXML");
    }
  });

  test("gives rules without an ID one that stays", async () => {
    const s3 = clientWithBucket();
    await s3.send(put([{ ...rule, ID: undefined }]));
    const read = () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    const first = (await read()).Rules?.[0]?.ID;
    expect(first).toEqual(expect.stringMatching(/./));
    expect((await read()).Rules?.[0]?.ID).toBe(first);
  });

  test("keeps the minimum size for transitions, or goes back to the default", async () => {
    const s3 = clientWithBucket();
    const read = () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    const TransitionDefaultMinimumObjectSize = "varies_by_storage_class";
    const varies = { TransitionDefaultMinimumObjectSize } as const;
    expect(await s3.send(put([rule], varies))).toMatchObject(varies);
    expect(await read()).toMatchObject(varies);
    const usual = { TransitionDefaultMinimumObjectSize: "all_storage_classes_128K" };
    expect(await s3.send(put([rule]))).toMatchObject(usual);
    expect(await read()).toMatchObject(usual);
  });

  test("refuses an unknown minimum size", async () => {
    // The SDK sends any string.
    const TransitionDefaultMinimumObjectSize = "value" as "varies_by_storage_class";
    const send = clientWithBucket().send(put([rule], { TransitionDefaultMinimumObjectSize }));
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidRequest",
      message: "Invalid TransitionDefaultMinimumObjectSize found: value",
    });
  });
});
