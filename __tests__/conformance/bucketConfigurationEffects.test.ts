import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName } from "../support/sending.js";

const Bucket = "a-bucket";

test("PutBucketAccelerateConfiguration refuses a bucket with periods in its name", async () => {
  const s3 = clientOf(replicationMock({ buckets: { "a.bucket": {} } }));
  const send = sendByName(s3, "PutBucketAccelerateConfiguration", {
    Bucket: "a.bucket",
    AccelerateConfiguration: { Status: "Enabled" },
  });
  expect(await errorOf(send)).toMatchObject({
    name: "InvalidRequest",
    message:
      "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names",
  });
});

describe("PutBucketTagging", () => {
  test("with an empty set removes the tags", async () => {
    const s3 = clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
    const TagSet = [{ Key: "key", Value: "value" }];
    await sendByName(s3, "PutBucketTagging", { Bucket, Tagging: { TagSet } });
    expect(
      await sendByName(s3, "PutBucketTagging", { Bucket, Tagging: { TagSet: [] } }),
    ).toMatchObject({ $metadata: { httpStatusCode: 204 } });
    const error = await errorOf(sendByName(s3, "GetBucketTagging", { Bucket }));
    expect(error.name).toBe("NoSuchTagSet");
  });
});

describe("PutBucketLogging", () => {
  test("without LoggingEnabled turns logging off", async () => {
    const s3 = clientOf(replicationMock({ buckets: { [Bucket]: {}, target: {} } }));
    const LoggingEnabled = { TargetBucket: "target", TargetPrefix: "log" };
    await sendByName(s3, "PutBucketLogging", { Bucket, BucketLoggingStatus: { LoggingEnabled } });
    await sendByName(s3, "PutBucketLogging", { Bucket, BucketLoggingStatus: {} });
    expect(await sendByName(s3, "GetBucketLogging", { Bucket })).not.toHaveProperty(
      "LoggingEnabled",
    );
  });

  test("names both Regions of a bucket outside us-east-1", async () => {
    const buckets = { [Bucket]: { region: "us-east-2" }, target: { region: "us-west-2" } };
    const s3 = clientOf(replicationMock({ buckets }), "us-east-2");
    const LoggingEnabled = { TargetBucket: "target", TargetPrefix: "" };
    const input = { Bucket, BucketLoggingStatus: { LoggingEnabled } };
    expect(await errorOf(sendByName(s3, "PutBucketLogging", input))).toMatchObject({
      name: "CrossLocationLoggingProhibitted",
      SourceBucketLocation: "us-east-2",
      TargetBucketLocation: "us-west-2",
    });
  });
});
