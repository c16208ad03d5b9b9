import {
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
  type QueueConfiguration,
  type S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "a-bucket";
const QueueArn = "arn:aws:sqs:us-east-1:123456789012:queue";

function clientWithBucket(): S3Client {
  return clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
}

function put(NotificationConfiguration: NotificationConfiguration) {
  return new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration });
}

const read = (s3: S3Client) => s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));

const queue = (members: object = {}): QueueConfiguration => ({
  QueueArn,
  Events: ["s3:ObjectCreated:*"],
  ...members,
});

/** A filter of rules by name and value. */
function filter(...rules: [Name: string, Value: string][]): Pick<QueueConfiguration, "Filter"> {
  // S3 takes the names in any case, the SDK's type in one.
  const FilterRules = rules.map(([Name, Value]) => ({ Name: Name as "prefix", Value }));
  return { Filter: { Key: { FilterRules } } };
}

describe("PutBucketNotificationConfiguration", () => {
  test("gives a configuration without an Id one that stays", async () => {
    const s3 = clientWithBucket();
    await s3.send(put({ QueueConfigurations: [queue()] }));
    const first = (await read(s3)).QueueConfigurations?.[0]?.Id;
    expect(first).toEqual(expect.stringMatching(/./));
    expect((await read(s3)).QueueConfigurations?.[0]?.Id).toBe(first);
  });

  test("writes the names of filter rules with a capital", async () => {
    const s3 = clientWithBucket();
    const byKey = filter(["suffix", ".txt"], ["PREFIX", "notif-"]);
    await s3.send(put({ QueueConfigurations: [queue(byKey)] }));
    expect((await read(s3)).QueueConfigurations?.[0]?.Filter).toEqual(
      filter(["Suffix", ".txt"], ["Prefix", "notif-"]).Filter,
    );
  });

  test("keeps an empty value of a filter rule", async () => {
    const s3 = clientWithBucket();
    await s3.send(put({ QueueConfigurations: [queue(filter(["suffix", ""]))] }));
    const { QueueConfigurations } = await read(s3);
    expect(QueueConfigurations?.[0]).toMatchObject(filter(["Suffix", ""]));
  });

  test("keeps topics and functions as well as queues", async () => {
    const s3 = clientWithBucket();
    const sent = {
      TopicConfigurations: [
        {
          Id: "topic",
          TopicArn: "arn:aws:sns:us-east-1:123456789012:topic",
          Events: ["s3:ObjectRemoved:*" as const],
        },
      ],
      LambdaFunctionConfigurations: [
        {
          Id: "function",
          LambdaFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:name",
          Events: ["s3:Replication:*" as const],
        },
      ],
      EventBridgeConfiguration: {},
    };
    await s3.send(put(sent));
    expect(await read(s3)).toMatchObject(sent);
  });

  test("with an empty configuration turns notifications off", async () => {
    const s3 = clientWithBucket();
    await s3.send(put({ QueueConfigurations: [queue()] }));
    await s3.send(put({}));
    expect(await read(s3)).not.toHaveProperty("QueueConfigurations");
  });

  test("judges the form of all ARNs before anything else", async () => {
    const wrong = queue({ QueueArn: "invalid-queue" });
    const first = queue({ Events: ["s3:Wrong"] });
    const send = clientWithBucket().send(put({ QueueConfigurations: [first, wrong] }));
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidArgument",
      message: "The ARN could not be parsed",
      ArgumentName: "Queue",
      ArgumentValue: "invalid-queue",
    });
  });

  test.each<[string, object, object]>([
    [
      "an unknown event",
      { Events: ["s3:Wrong"] },
      { name: "InvalidArgument", ArgumentName: "Event", ArgumentValue: "s3:Wrong" },
    ],
    [
      "a filter rule of another name",
      filter(["INVALID", "does not matter"]),
      {
        name: "InvalidArgument",
        message: "filter rule name must be either prefix or suffix",
        ArgumentName: "FilterRule.Name",
        ArgumentValue: "INVALID",
      },
    ],
    ["two prefixes", filter(["prefix", "a"], ["Prefix", "b"]), { name: "InvalidArgument" }],
    [
      "a filter rule without a value",
      { Filter: { Key: { FilterRules: [{ Name: "prefix" }] } } },
      { name: "MalformedXML" },
    ],
    [
      "a filter rule without a name",
      { Filter: { Key: { FilterRules: [{ Value: "test" }] } } },
      { name: "MalformedXML" },
    ],
    ["no events", { Events: [] }, { name: "MalformedXML" }],
  ])("refuses %s", async (_name, members, expected) => {
    const send = clientWithBucket().send(put({ QueueConfigurations: [queue(members)] }));
    expect(await errorOf(send)).toMatchObject(expected);
  });

  test.each<[string, object, object]>([
    ["for the same event", {}, {}],
    ["for an event and a wildcard that covers it", {}, { Events: ["s3:ObjectCreated:Put"] }],
    ["with overlapping prefixes", filter(["prefix", "a"]), filter(["prefix", "ab"])],
    ["with one Id", { Id: "one" }, { Id: "one", Events: ["s3:ObjectRemoved:*"] }],
  ])("refuses two configurations %s", async (_name, one, other) => {
    const both = [queue(one), queue(other)];
    const send = clientWithBucket().send(put({ QueueConfigurations: both }));
    expect((await errorOf(send)).name).toBe("InvalidArgument");
  });

  test.each<[string, object, object]>([
    ["for different events", {}, { Events: ["s3:ObjectRemoved:*"] }],
    ["with different prefixes", filter(["prefix", "a"]), filter(["prefix", "b"])],
    [
      "with overlapping prefixes and different suffixes",
      filter(["prefix", "a"], ["suffix", ".jpg"]),
      filter(["prefix", "ab"], ["suffix", ".png"]),
    ],
  ])("accepts two configurations %s", async (_name, one, other) => {
    const both = [queue(one), queue(other)];
    await clientWithBucket().send(put({ QueueConfigurations: both }));
  });
});
