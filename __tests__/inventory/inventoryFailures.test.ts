import { DeleteBucketPolicyCommand, PutObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import {
  dayMs,
  type InventoryScene,
  inventoryPolicy,
  inventoryScene,
} from "../support/inventoryScene.js";
import { arn } from "../support/replicationConfigurations.js";

// lifecycle-inventory-batch.md B2: nothing is delivered, and no call tells
const undelivered: Record<string, [change: (set: InventoryScene) => unknown, reason: RegExp]> = {
  "no policy": [
    (set) => set.client.send(new DeleteBucketPolicyCommand({ Bucket: "stock" })),
    /AccessDenied.*must allow s3\.amazonaws\.com/,
  ],
  "a missing destination": [
    (set) => set.take({}, { Bucket: arn("nowhere") }),
    /nowhere failed: NoSuchBucket/,
  ],
  "a destination in another Region": [
    (set) => set.take({}, { Bucket: arn("far") }),
    /far failed: InvalidRequest: .*not in us-east-1/,
  ],
  "a destination of another account than expected": [
    (set) => set.take({}, { AccountId: "999999999999" }),
    /AccessDenied/,
  ],
  "a destination full of locks": [
    (set) =>
      set.client.send(
        new PutObjectLockConfigurationCommand({
          Bucket: "stock",
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } },
          },
        }),
      ),
    /default retention/,
  ],
  "a key that is disabled": [
    (set) => {
      const KeyId = "arn:aws:kms:us-east-1:123456789012:key/k";
      set.mock.faults.disableKmsKey(KeyId);
      return set.take({}, { Encryption: { SSEKMS: { KeyId } } });
    },
    /KMS\.DisabledException/,
  ],
  "a fault": [
    (set) => set.mock.faults.respond({ operation: "PutObject", bucket: "stock", code: "SlowDown" }),
    /SlowDown/,
  ],
  ORC: [(set) => set.take({}, { Format: "ORC" }), /reports in ORC are not simulated/],
};

test.each(Object.entries(undelivered))(
  "with %s nothing is delivered, and explain says why",
  async (_what, [change, reason]) => {
    const set = await inventoryScene({
      buckets: { stock: { objectLock: true }, far: { region: "eu-west-1" } },
    });
    await set.put("a");
    await set.take();
    await change(set);
    const events: unknown[] = [];
    set.mock.on("inventoryFailed", (event) => events.push(event));
    set.report();
    expect(await set.keys()).toEqual([]);
    expect(() => set.mock.inventory("source")).toThrow(reason);
    const { notes } = set.mock.explain({ Bucket: "source", Key: "a" });
    expect(notes.at(-1)).toMatch(reason);
    expect(events).toEqual([
      expect.objectContaining({ bucket: "source", reason: expect.stringMatching(reason) }),
    ]);
  },
);

test.each([
  ["refuses S3", "arn:aws:iam::123456789012:root", /AccessDenied.*kms:GenerateDataKey/],
  ["lets S3 in", { Service: "s3.amazonaws.com" }, undefined],
])("a report under a key whose policy %s", async (_what, principal, reason) => {
  const set = await inventoryScene();
  const KeyId = "arn:aws:kms:us-east-1:123456789012:key/k";
  const Condition = {
    StringEquals: { "aws:SourceAccount": "123456789012" },
    ArnLike: { "aws:SourceArn": arn("source") },
  };
  const Principal = typeof principal === "string" ? { AWS: principal } : principal;
  const statement = { Effect: "Allow", Principal, Action: "kms:GenerateDataKey", Resource: "*" };
  const Statement = [typeof principal === "string" ? statement : { ...statement, Condition }];
  set.mock.iam.putKey({ Arn: KeyId, Policy: { Version: "2012-10-17", Statement } });
  await set.put("a");
  await set.take({}, { Encryption: { SSEKMS: { KeyId } } });
  set.report();
  if (reason === undefined) expect(await set.keys()).toHaveLength(4);
  else expect(() => set.mock.inventory("source")).toThrow(reason);
});

const wrongPolicies: Record<string, object> = {
  "another service": { Principal: { Service: "logging.s3.amazonaws.com" } },
  "another action": { Action: "s3:PutObjectAcl" },
  "another folder": { Resource: "arn:aws:s3:::stock/elsewhere/*" },
  "another source": { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } } },
  "another account": { Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } },
  "another ACL": { Condition: { StringEquals: { "s3:x-amz-acl": "private" } } },
};

test.each(Object.entries(wrongPolicies))(
  "a policy for %s delivers nothing",
  async (_what, change) => {
    const { keys, put, report, take } = await inventoryScene({ policy: inventoryPolicy(change) });
    await put("a");
    await take();
    report();
    expect(await keys()).toEqual([]);
  },
);

test("the next period tries again", async () => {
  const { keys, mock, put, report, take } = await inventoryScene();
  await put("a");
  await take();
  const refused = mock.faults.respond({
    operation: "PutObject",
    bucket: "stock",
    code: "AccessDenied",
  });
  report();
  refused.end();
  expect(await keys()).toEqual([]);
  mock.advance(dayMs);
  expect(await keys()).toHaveLength(4);
  expect(mock.explain({ Bucket: "source", Key: "a" }).text).not.toContain("not delivered");
});
