import type { S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { operationNames } from "../../lib/base/operationNames.generated.js";
import { operations } from "../../lib/operations/operations.js";
import { operationModel } from "../../lib/wire/model.js";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName, smallestInput } from "../support/sending.js";

const Bucket = "a-bucket";

function clientWithBuckets(): S3Client {
  return clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
}

/** The answer's own members. */
function membersOf({ $metadata: _, ...members }: Record<string, unknown>): object {
  return members;
}

const onBuckets = operationNames.filter(
  (name) =>
    name in operations &&
    name !== "CreateBucket" &&
    operationModel(name).input.labels.includes("Bucket"),
);

describe("a bucket that is missing", () => {
  test.each(onBuckets.map((name) => [name]))("is what %s answers first", async (operation) => {
    const s3 = clientOf(replicationMock());
    const error = await errorOf(sendByName(s3, operation, smallestInput(operation)));
    expect(error.$metadata.httpStatusCode).toBe(404);
    if (operation.startsWith("Head")) {
      expect(error.name).toBe("NotFound");
    } else {
      expect(error).toMatchObject({
        name: "NoSuchBucket",
        message: "The specified bucket does not exist",
        BucketName: "bucket",
      });
    }
  });
});

describe("a bucket that nothing was configured in", () => {
  test.each<[string, object]>([
    ["GetBucketAccelerateConfiguration", {}],
    ["GetBucketLogging", {}],
    ["GetBucketNotificationConfiguration", {}],
    ["GetBucketRequestPayment", { Payer: "BucketOwner" }],
  ])("answers %s with its default", async (operation, expected) => {
    const answer = await sendByName(clientWithBuckets(), operation, { Bucket });
    expect(answer).toMatchObject({ $metadata: { httpStatusCode: 200 } });
    expect(membersOf(answer)).toEqual(expected);
  });

  test.each([
    ["GetBucketCors", "NoSuchCORSConfiguration", "The CORS configuration does not exist"],
    [
      "GetBucketLifecycleConfiguration",
      "NoSuchLifecycleConfiguration",
      "The lifecycle configuration does not exist",
    ],
    ["GetBucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist"],
    ["GetBucketPolicyStatus", "NoSuchBucketPolicy", "The bucket policy does not exist"],
    ["GetBucketTagging", "NoSuchTagSet", "The TagSet does not exist"],
    [
      "GetBucketReplication",
      "ReplicationConfigurationNotFoundError",
      "The replication configuration was not found",
    ],
    [
      "GetBucketWebsite",
      "NoSuchWebsiteConfiguration",
      "The specified bucket does not have a website configuration",
    ],
    [
      "GetObjectLockConfiguration",
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket",
    ],
  ])("answers %s with %s", async (operation, name, message) => {
    expect(await errorOf(sendByName(clientWithBuckets(), operation, { Bucket }))).toMatchObject({
      name,
      message,
      BucketName: Bucket,
      $metadata: { httpStatusCode: 404 },
    });
  });

  test.each([
    [
      "BucketOwnershipControls",
      "OwnershipControlsNotFoundError",
      "The bucket ownership controls were not found",
    ],
    [
      "PublicAccessBlock",
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found",
    ],
  ])("answers Get%s, after it was deleted, with %s", async (name, code, message) => {
    const s3 = clientWithBuckets();
    await sendByName(s3, `Delete${name}`, { Bucket });
    expect(await errorOf(sendByName(s3, `Get${name}`, { Bucket }))).toMatchObject({
      name: code,
      message,
      BucketName: Bucket,
      $metadata: { httpStatusCode: 404 },
    });
  });

  test.each([["Analytics"], ["IntelligentTiering"], ["Inventory"], ["Metrics"]])(
    "answers GetBucket%sConfiguration with NoSuchConfiguration",
    async (kind) => {
      const input = { Bucket, Id: "missing" };
      const send = sendByName(clientWithBuckets(), `GetBucket${kind}Configuration`, input);
      const error = await errorOf(send);
      expect(error).toMatchObject({
        name: "NoSuchConfiguration",
        message: "The specified configuration does not exist.",
        $metadata: { httpStatusCode: 404 },
      });
      expect(error).not.toHaveProperty("BucketName");
    },
  );
});
