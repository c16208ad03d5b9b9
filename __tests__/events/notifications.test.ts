import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import {
  eventNames,
  notifyQueue,
  queueArn,
  received,
  recordsOf,
} from "../support/notifications.js";
import { metrics, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const withMetrics = v2To(metrics("Enabled"));
const named = { Bucket: "source", Key: "k" };

describe("A notification of S3", () => {
  test("has the members of S3's JSON", async () => {
    const { mock, client } = await scene({ rules: [] });
    await notifyQueue(client, "source", ["s3:ObjectCreated:*"]);
    const notifications = received(mock);
    const { $metadata, VersionId } = await client.send(
      new PutObjectCommand({ Bucket: "source", Key: "a b/ü(1).txt", Body: "hello" }),
    );
    expect(JSON.parse(JSON.stringify(notifications))).toEqual([
      {
        destinationArn: queueArn,
        configurationId: "to-queue",
        message: {
          Records: [
            {
              eventVersion: "2.6",
              eventSource: "aws:s3",
              awsRegion: "us-east-1",
              eventTime: "2026-01-01T00:00:00.000Z",
              eventName: "ObjectCreated:Put",
              userIdentity: { principalId: "AWS:123456789012" },
              requestParameters: { sourceIPAddress: "127.0.0.1" },
              responseElements: {
                "x-amz-request-id": $metadata.requestId,
                "x-amz-id-2": $metadata.extendedRequestId,
              },
              s3: {
                s3SchemaVersion: "1.0",
                configurationId: "to-queue",
                bucket: {
                  name: "source",
                  ownerIdentity: { principalId: "123456789012" },
                  arn: "arn:aws:s3:::source",
                },
                object: {
                  key: "a+b/%C3%BC%281%29.txt",
                  size: 5,
                  eTag: "5d41402abc4b2a76b9719d911017c592",
                  versionId: VersionId,
                  sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
                },
              },
            },
          ],
        },
      },
    ]);
  });

  test("of a failed replication has the data of 6.3 and the sequencer of the creation", async () => {
    const { mock, client, replicate } = await scene({ rules: [withMetrics] });
    await notifyQueue(client, "source", ["s3:ObjectCreated:*", "s3:Replication:*"]);
    mock.faults.deny({ action: "s3:ReplicateObject" });
    const notifications = received(mock);
    await replicate("k");
    const [created, failed] = recordsOf(notifications);
    expect(failed).toMatchObject({
      eventName: "Replication:OperationFailedReplication",
      eventTime: "2026-01-01T00:00:01.000Z",
      userIdentity: { principalId: "s3.amazonaws.com" },
      requestParameters: { sourceIPAddress: "s3.amazonaws.com" },
      responseElements: { "x-amz-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/) },
      replicationEventData: {
        replicationRuleId: "rule",
        destinationBucket: "arn:aws:s3:::destination",
        s3Operation: "OBJECT_PUT",
        requestTime: created?.eventTime,
        failureReason: "DstPutObjectNotPermitted",
      },
    });
    expect(failed?.s3).toEqual(created?.s3);
  });

  test("of a delete marker has no size, and of a deleted version no ETag either", async () => {
    const { mock, client, put } = await scene({ rules: [] });
    await notifyQueue(client, "source", ["s3:ObjectRemoved:*"]);
    const VersionId = await put("k");
    const notifications = received(mock);
    const marker = await client.send(new DeleteObjectCommand(named));
    await client.send(new DeleteObjectCommand({ ...named, VersionId }));
    expect(recordsOf(notifications)).toMatchObject([
      { eventName: "ObjectRemoved:DeleteMarkerCreated" },
      { eventName: "ObjectRemoved:Delete" },
    ]);
    const sequencer = expect.any(String);
    expect(recordsOf(notifications).map(({ s3 }) => s3.object)).toEqual([
      {
        key: "k",
        eTag: "d41d8cd98f00b204e9800998ecf8427e",
        versionId: marker.VersionId,
        sequencer,
      },
      { key: "k", versionId: VersionId, sequencer },
    ]);
  });

  test("has a greater sequencer the later it is, for each key", async () => {
    const { mock, client, put } = await scene({ rules: [] });
    await notifyQueue(client, "source", ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]);
    const notifications = received(mock);
    const VersionId = await put("k");
    await put("k");
    await client.send(new DeleteObjectCommand({ ...named, VersionId }));
    await client.send(new DeleteObjectCommand(named));
    const sequencers = recordsOf(notifications).map(({ s3 }) => s3.object.sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].sort());
    expect(sequencers).toHaveLength(4);
  });

  test("has no version id in a bucket without versioning", async () => {
    const { mock, client } = await scene({ rules: [], buckets: { plain: {} } });
    await notifyQueue(client, "plain", ["s3:ObjectCreated:*"]);
    const notifications = received(mock);
    await client.send(new PutObjectCommand({ Bucket: "plain", Key: "k", Body: "x" }));
    expect(recordsOf(notifications)[0]?.s3.object).not.toHaveProperty("versionId");
  });

  test.each([
    ["prefix", { prefix: "in/" }, ["in/a.csv", "in/b.txt"]],
    ["suffix", { suffix: ".csv" }, ["in/a.csv", "out/c.csv"]],
    ["prefix and suffix", { prefix: "in/", suffix: ".csv" }, ["in/a.csv"]],
  ])("is filtered by %s", async (_what, filter, keys) => {
    const { mock, client, put } = await scene({ rules: [] });
    await notifyQueue(client, "source", ["s3:ObjectCreated:*"], filter);
    const notifications = received(mock);
    for (const key of ["in/a.csv", "in/b.txt", "out/c.csv"]) await put(key);
    expect(recordsOf(notifications).map(({ s3 }) => s3.object.key)).toEqual(keys);
  });

  test("is of the events that were asked for", async () => {
    const { mock, client, put } = await scene({ rules: [] });
    await notifyQueue(client, "source", ["s3:ObjectCreated:Copy"]);
    const notifications = received(mock);
    await put("k");
    await client.send(new CopyObjectCommand({ ...named, Key: "copy", CopySource: "source/k" }));
    expect(eventNames(notifications)).toEqual(["ObjectCreated:Copy"]);
  });

  test("of a replica comes from the bucket that it is written to", async () => {
    const { mock, client, replicate } = await scene();
    await notifyQueue(client, "destination", ["s3:ObjectCreated:*"]);
    const notifications = received(mock);
    await replicate("k");
    expect(recordsOf(notifications)).toMatchObject([
      {
        eventName: "ObjectCreated:Put",
        eventTime: "2026-01-01T00:00:01.000Z",
        userIdentity: { principalId: "s3.amazonaws.com" },
        s3: { bucket: { name: "destination" } },
      },
    ]);
  });

  test("of a replicated delete marker comes from the bucket that it is written to", async () => {
    const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });
    const { mock, client, mark } = await scene({ rules: [rule] });
    await notifyQueue(client, "destination", ["s3:ObjectRemoved:*"]);
    const notifications = received(mock);
    await mark("k");
    mock.settle();
    expect(eventNames(notifications)).toEqual(["ObjectRemoved:DeleteMarkerCreated"]);
  });
});

describe("S3 sends notifications", () => {
  test("to queues, topics and functions alike, and none of replication to EventBridge", async () => {
    const { mock, client, replicate } = await scene({ rules: [withMetrics] });
    mock.faults.deny({ action: "s3:ReplicateObject" });
    const Events = ["s3:Replication:OperationFailedReplication" as const];
    const arnOf = (service: string) => `arn:aws:${service}:us-east-1:123456789012:it`;
    const configure = (NotificationConfiguration: NotificationConfiguration) =>
      client.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: "source",
          NotificationConfiguration,
        }),
      );
    const notifications = received(mock);
    await configure({ EventBridgeConfiguration: {} });
    await replicate("k");
    expect(notifications).toEqual([]);
    for (const target of [
      { QueueConfigurations: [{ QueueArn: arnOf("sqs"), Events }] },
      { TopicConfigurations: [{ TopicArn: arnOf("sns"), Events }] },
      { LambdaFunctionConfigurations: [{ LambdaFunctionArn: arnOf("lambda"), Events }] },
    ]) {
      await configure(target);
      await replicate("k");
    }
    expect(notifications.map(({ destinationArn }) => destinationArn)).toEqual(
      ["sqs", "sns", "lambda"].map(arnOf),
    );
  });

  test("of a multipart upload where it is completed, and where its replica is written", async () => {
    const { mock, client } = await scene();
    for (const bucket of ["source", "destination"]) {
      await notifyQueue(client, bucket, ["s3:ObjectCreated:*"]);
    }
    const notifications = received(mock);
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(named));
    const part = { ...named, UploadId, PartNumber: 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: "part" }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await client.send(new CompleteMultipartUploadCommand({ ...named, UploadId, MultipartUpload }));
    mock.settle();
    expect(eventNames(notifications)).toEqual([
      "ObjectCreated:CompleteMultipartUpload",
      "ObjectCreated:CompleteMultipartUpload",
    ]);
  });
});

test("requests that run together have each its own id in the records of what they made", async () => {
  const { client, mock } = await scene({ rules: [] });
  await notifyQueue(client, "source", ["s3:ObjectCreated:*"]);
  const notifications = received(mock);
  const keys = ["a", "b", "c", "d", "e"];
  const outputs = await Promise.all(
    keys.map((Key) => client.send(new PutObjectCommand({ Bucket: "source", Key, Body: Key }))),
  );
  const told = recordsOf(notifications).map(({ responseElements, s3 }) => [
    s3.object.key,
    responseElements["x-amz-request-id"],
  ]);
  expect(told).toEqual(keys.map((key, index) => [key, outputs[index]?.$metadata.requestId]));
});
