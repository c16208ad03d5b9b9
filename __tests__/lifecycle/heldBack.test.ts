import { DeleteBucketReplicationCommand, PutObjectTaggingCommand } from "@aws-sdk/client-s3";
import type { ReplicationMockOptions } from "s3-replication-mock";
import { hourMs, type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";
import { configuration, put as putReplication, v2 } from "../support/replicationConfigurations.js";

const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });

/** A bucket that replicates to `destination`, and expires what is a day old. */
async function replicating(options: ReplicationMockOptions = {}): Promise<LifecycleScene> {
  const versioning = "Enabled";
  const buckets = { destination: { versioning }, ...options.buckets } as const;
  const at = lifecycleScene({ versioning }, { ...options, buckets });
  await putReplication(at.client, configuration(rule), "bucket");
  await at.rules([{ ID: "old", Expiration: { Days: 1 } }]);
  return at;
}

/** When what the scene makes at its beginning is due, and so many days after that. */
const due = (daysLater = 0) => new Date(Date.UTC(2026, 8, 23 + daysLater)).toISOString();
const failing = { action: "s3:ReplicateObject" } as const;

describe("A version whose replication is PENDING or FAILED", () => {
  test("is left alone while it is PENDING, and expires in the next run after it is COMPLETED", async () => {
    const at = await replicating();
    const outage = at.mock.faults.unavailable({ bucket: "destination" });
    await at.put("key");
    at.until(due(3));
    expect(at.versions()[0]?.replicationStatus).toBe("PENDING");
    expect(at.shown()).toEqual(["key"]);
    outage.end();
    at.mock.settle();
    expect(at.shown()).toEqual(["key"]);
    at.until(due(4));
    expect(at.shown()).toEqual([]);
    expect(at.versions("destination")).toHaveLength(1);
  });

  test("is left alone for good while it is FAILED, and goes on when Batch Replication has sent it", async () => {
    const at = await replicating();
    const denial = at.mock.faults.deny(failing);
    await at.put("key");
    at.until(due(400));
    expect(at.versions()[0]?.replicationStatus).toBe("FAILED");
    expect(at.shown()).toEqual(["key"]);
    denial.end();
    at.mock.batchReplicate({ bucket: "bucket" });
    at.mock.settle();
    expect(at.shown()).toEqual(["key"]);
    at.until(due(401));
    expect(at.shown()).toEqual([]);
  });

  test("is expired while it is FAILED where only PENDING holds back, as S3 did before", async () => {
    const at = await replicating({ lifecycle: { heldBackBy: ["PENDING"] } });
    at.mock.faults.deny(failing);
    await at.put("key");
    at.until(due());
    expect(at.shown()).toEqual([]);
  });

  test("is left alone while it is PENDING where only PENDING holds back", async () => {
    const at = await replicating({ lifecycle: { heldBackBy: ["PENDING"] } });
    at.mock.faults.unavailable({ bucket: "destination" });
    await at.put("key");
    at.until(due(9));
    expect(at.shown()).toEqual(["key"]);
  });

  test("is held back by one destination of several", async () => {
    const at = await replicating({ buckets: { other: { versioning: "Enabled" } } });
    const Destination = { Bucket: "arn:aws:s3:::other" };
    const second = { ...rule, ID: "second", Priority: 2, Destination };
    await putReplication(at.client, configuration(rule, second), "bucket");
    at.mock.faults.deny({ ...failing, destination: "other" });
    await at.put("key");
    at.until(due(9));
    expect(at.versions("destination")).toHaveLength(1);
    expect(at.shown()).toEqual(["key"]);
  });

  test("stays held back when the replication configuration is deleted", async () => {
    const at = await replicating();
    at.mock.faults.deny(failing);
    await at.put("key");
    at.mock.settle();
    await at.client.send(new DeleteBucketReplicationCommand({ Bucket: "bucket" }));
    at.until(due(9));
    expect(at.shown()).toEqual(["key"]);
  });

  test("is held back again by a change of tags that is on its way", async () => {
    const at = await replicating();
    await at.put("key");
    at.mock.settle();
    const outage = at.mock.faults.unavailable({ bucket: "destination" });
    await at.tag("key", { a: "b" });
    at.until(due(3));
    expect(at.shown()).toEqual(["key"]);
    outage.end();
    at.until(due(4));
    expect(at.shown()).toEqual([]);
  });

  test("holds transitions and the expiration of noncurrent versions back, and no other version", async () => {
    const at = await replicating();
    await at.rules([
      {
        Filter: { ObjectSizeGreaterThan: 0 },
        Transitions: [{ Days: 1, StorageClass: "GLACIER_IR" }],
        NoncurrentVersionExpiration: { NoncurrentDays: 2 },
      },
    ]);
    await at.put("key");
    at.mock.settle();
    const denial = at.mock.faults.deny(failing);
    const failed = await at.put("key");
    at.mock.settle();
    denial.end();
    const current = await at.put("key");
    at.until(due(9));
    expect(at.versions().map(({ versionId, storageClass }) => [versionId, storageClass])).toEqual([
      [current, "GLACIER_IR"],
      [failed, "STANDARD"],
    ]);
  });

  test("holds an expired delete marker of its own back", async () => {
    const at = await replicating();
    await at.rules([{ Expiration: { ExpiredObjectDeleteMarker: true } }]);
    const outage = at.mock.faults.unavailable({ bucket: "destination" });
    await at.remove("key");
    at.until(due(3));
    expect(at.versions()).toHaveLength(1);
    outage.end();
    at.until(due(4));
    expect(at.versions()).toEqual([]);
  });

  test("does not hold back what was never to be replicated", async () => {
    const at = await replicating();
    at.mock.faults.unavailable({ bucket: "destination" });
    const narrow = { ...rule, Filter: { Prefix: "replicated/" } };
    await putReplication(at.client, configuration(narrow), "bucket");
    await at.put("key");
    at.until(due());
    expect(at.shown()).toEqual([]);
  });
});

describe("What lifecycle does in the source", () => {
  test("is not replicated: neither delete markers, nor deletions, nor storage classes", async () => {
    const at = await replicating();
    await at.rules([
      {
        Filter: { ObjectSizeGreaterThan: 0 },
        Expiration: { Days: 30 },
        Transitions: [{ Days: 1, StorageClass: "GLACIER_IR" }],
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
    await at.put("key");
    at.until(due(60));
    at.mock.batchReplicate({ bucket: "bucket" });
    at.mock.settle();
    expect(at.versions("destination")).toEqual([
      expect.objectContaining({ isDeleteMarker: false, storageClass: "STANDARD" }),
    ]);
    expect(at.shown()).toEqual([]);
  });
});

describe("The destination", () => {
  test("has rules of its own, which count from when the source version was made", async () => {
    const at = await replicating();
    await at.rules([{ ID: "none", Filter: { Prefix: "none" }, Expiration: { Days: 1 } }]);
    await at.rules([{ ID: "copies", Expiration: { Days: 10 } }], { Bucket: "destination" });
    const outage = at.mock.faults.unavailable({ bucket: "destination" });
    await at.put("late");
    at.mock.advance(hourMs);
    at.until("2026-10-19T12:00:00Z");
    outage.end();
    at.mock.settle();
    expect(at.versions("destination")).toHaveLength(1);
    at.until("2026-10-20T00:00:00Z");
    expect(at.versions("destination")).toEqual([
      expect.objectContaining({ isDeleteMarker: true, lastModified: new Date(at.mock.now()) }),
      expect.objectContaining({ isReplica: true }),
    ]);
    expect(at.shown()).toEqual(["late"]);
  });
});

describe("A replica", () => {
  test("is held back while a change of it is on its way to where it came from", async () => {
    const at = await replicating();
    const SourceSelectionCriteria = { ReplicaModifications: { Status: "Enabled" as const } };
    const there = { ...rule, SourceSelectionCriteria };
    const back = { ...there, Destination: { Bucket: "arn:aws:s3:::bucket" } };
    await putReplication(at.client, configuration(there), "bucket");
    await putReplication(at.client, configuration(back), "destination");
    await at.rules([{ ID: "none", Filter: { Prefix: "none" }, Expiration: { Days: 1 } }]);
    await at.rules([{ ID: "copies", Expiration: { Days: 1 } }], { Bucket: "destination" });
    await at.put("key");
    at.mock.settle();
    const outage = at.mock.faults.unavailable({ bucket: "bucket" });
    const Tagging = { TagSet: [{ Key: "a", Value: "b" }] };
    await at.client.send(
      new PutObjectTaggingCommand({ Bucket: "destination", Key: "key", Tagging }),
    );
    at.until(due(3));
    expect(at.versions("destination").map(({ replicationStatus }) => replicationStatus)).toEqual([
      "PENDING",
    ]);
    outage.end();
    at.until(due(4));
    expect(at.versions("destination").map(({ isDeleteMarker }) => isDeleteMarker)).toEqual([
      true,
      false,
    ]);
  });
});

describe("The option lifecycle", () => {
  test.each<[unknown]>([
    [{ heldBackBy: ["FAILED"] }],
    [{ heldBackBy: [] }],
    [{ heldBackBy: ["PENDING", "COMPLETED"] }],
    [{ heldBackBy: "PENDING" }],
    [{ heldBack: ["PENDING"] }],
    ["PENDING"],
  ])("%j is refused", (lifecycle) => {
    const options = { lifecycle } as ReplicationMockOptions;
    expect(() => lifecycleScene({}, options)).toThrow(
      'allowed is { heldBackBy: ["PENDING", "FAILED"] } or { heldBackBy: ["PENDING"] }',
    );
  });

  test("may say nothing", async () => {
    const at = await replicating({ lifecycle: {} });
    at.mock.faults.deny(failing);
    await at.put("key");
    at.until(due(9));
    expect(at.shown()).toEqual(["key"]);
  });
});
