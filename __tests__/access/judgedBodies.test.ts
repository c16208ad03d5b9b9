import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  GetObjectLegalHoldCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { accountA, policyOf } from "../support/permissionScene.js";

// policies.md C3, D4: what conditions see of a body

const alice = `arn:aws:iam::${accountA}:user/alice`;
const named = { Bucket: "locked", Key: "k" };
const now = new Date("2026-03-01T00:00:00Z");
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

/** A bucket with Object Lock and an object, and a user who may do this under these conditions. */
async function limited(Action: string | string[], Condition: object) {
  const mock = replicationMock({
    accountId: accountA,
    clock: manualClock(now),
    buckets: { locked: { objectLock: true, objects: { k: "1" } } },
  });
  const always = { Effect: "Allow", Action: "s3:GetObjectLegalHold", Resource: "*" };
  const own = { Effect: "Allow", Action, Resource: "*", Condition };
  mock.iam.putUser({ Arn: alice, Policies: [policyOf(always, own)] });
  return { root: clientOf(mock), client: clientOf(mock.as(alice)) };
}

const refused = { name: "AccessDenied" };

describe("conditions see of the body of", () => {
  test("PutObjectRetention its mode, its date and the days that remain", async () => {
    const { client } = await limited("s3:PutObjectRetention", {
      StringEquals: { "s3:object-lock-mode": "GOVERNANCE" },
      NumericLessThanEquals: { "s3:object-lock-remaining-retention-days": "10" },
      DateGreaterThan: { "s3:object-lock-retain-until-date": days(2).toISOString() },
    });
    const put = (Mode: "GOVERNANCE" | "COMPLIANCE", RetainUntilDate: Date) =>
      client.send(
        new PutObjectRetentionCommand({ ...named, Retention: { Mode, RetainUntilDate } }),
      );
    expect(await errorOf(put("COMPLIANCE", days(5)))).toMatchObject(refused);
    expect(await errorOf(put("GOVERNANCE", days(11)))).toMatchObject(refused);
    expect(await errorOf(put("GOVERNANCE", days(1)))).toMatchObject(refused);
    await put("GOVERNANCE", days(5));
  });

  test("PutObjectLegalHold its status", async () => {
    const { client } = await limited("s3:PutObjectLegalHold", {
      StringEquals: { "s3:object-lock-legal-hold": "ON" },
    });
    const put = (Status: "ON" | "OFF") =>
      client.send(new PutObjectLegalHoldCommand({ ...named, LegalHold: { Status } }));
    await put("ON");
    expect(await errorOf(put("OFF"))).toMatchObject(refused);
    const { LegalHold } = await client.send(new GetObjectLegalHoldCommand(named));
    expect(LegalHold?.Status).toBe("ON");
  });

  test("PutObjectTagging its tags", async () => {
    const { client } = await limited("s3:PutObjectTagging", {
      StringEquals: { "s3:RequestObjectTag/team": "a" },
      "ForAllValues:StringEquals": { "s3:RequestObjectTagKeys": ["team"] },
    });
    const put = (...TagSet: { Key: string; Value: string }[]) =>
      client.send(new PutObjectTaggingCommand({ ...named, Tagging: { TagSet } }));
    const team = { Key: "team", Value: "a" };
    await put(team);
    expect(await errorOf(put({ ...team, Value: "b" }))).toMatchObject(refused);
    expect(await errorOf(put(team, { Key: "more", Value: "" }))).toMatchObject(refused);
  });

  test("CreateBucket its tags and its Region", async () => {
    const { client } = await limited(["s3:CreateBucket", "s3:TagResource"], {
      StringEquals: { "aws:RequestTag/team": "a" },
      // s3:TagResource has no such key.
      StringEqualsIfExists: { "s3:locationconstraint": "eu-west-1" },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
    });
    const create = (Value: string, LocationConstraint: "eu-west-1" | "eu-west-2") =>
      client.send(
        new CreateBucketCommand({
          Bucket: "made",
          CreateBucketConfiguration: {
            LocationConstraint,
            Tags: [{ Key: "team", Value }],
          } as CreateBucketCommandInput["CreateBucketConfiguration"],
        }),
      );
    expect(await errorOf(create("b", "eu-west-1"))).toMatchObject(refused);
    expect(await errorOf(create("a", "eu-west-2"))).toMatchObject(refused);
    await create("a", "eu-west-1");
  });
});

test("a bucket that is made with tags needs s3:TagResource", async () => {
  const { client } = await limited("s3:CreateBucket", {});
  await client.send(new CreateBucketCommand({ Bucket: "plain" }));
  const CreateBucketConfiguration = { Tags: [{ Key: "team", Value: "a" }] };
  const create = new CreateBucketCommand({ Bucket: "tagged", CreateBucketConfiguration });
  expect((await errorOf(client.send(create))).message).toBe(
    `User: ${alice} is not authorized to perform: s3:TagResource on resource: "arn:aws:s3:::tagged" because no identity-based policy allows the s3:TagResource action`,
  );
});

test("a bucket's default retention is seen of its writes, and of no PutObjectRetention", async () => {
  const { client, root } = await limited(["s3:PutObject", "s3:PutObjectRetention"], {
    StringEquals: { "s3:object-lock-mode": "COMPLIANCE" },
    DateEquals: { "s3:object-lock-retain-until-date": days(7).toISOString() },
    NumericEquals: { "s3:object-lock-remaining-retention-days": "7" },
  });
  const put = () =>
    client.send(new PutObjectCommand({ ...named, Body: "2", ChecksumAlgorithm: "CRC32" }));
  expect(await errorOf(put())).toMatchObject(refused);
  await root.send(
    new PutObjectLockConfigurationCommand({
      Bucket: "locked",
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 7 } },
      },
    }),
  );
  await put();
  const none = new PutObjectRetentionCommand({ ...named, Retention: {} });
  expect(await errorOf(client.send(none))).toMatchObject(refused);
});
