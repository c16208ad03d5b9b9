import { dayMs, type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";
import { configuration, put as putReplication, v2 } from "../support/replicationConfigurations.js";

const named = { Bucket: "bucket", Key: "key" };

const explained = ({ mock }: LifecycleScene, VersionId?: string) =>
  mock.explain({ ...named, VersionId });

describe("explain", () => {
  test("says which rule expires a version, and when", async () => {
    const at = lifecycleScene();
    await at.rules([
      { ID: "late", Expiration: { Days: 20 } },
      { ID: "old", Expiration: { Days: 10 } },
    ]);
    await at.put("key");
    const { lifecycle, text } = explained(at);
    const due = new Date("2026-10-02T00:00:00Z");
    expect(lifecycle).toMatchObject({
      action: "Expiration",
      ruleId: "old",
      dueAt: due,
      at: due,
      heldBackBy: undefined,
    });
    expect(text).toContain(
      'Lifecycle rule "old" will delete it for good at 2026-10-02T00:00:00.000Z.',
    );
  });

  test("says what is done next of several things", async () => {
    const at = lifecycleScene({ versioning: "Enabled" });
    await at.rules([
      {
        ID: "life",
        Filter: { ObjectSizeGreaterThan: 0 },
        Transitions: [{ Days: 30, StorageClass: "GLACIER" }],
        Expiration: { Days: 60 },
        NoncurrentVersionExpiration: { NoncurrentDays: 5 },
      },
    ]);
    const VersionId = await at.put("key");
    expect(explained(at).lifecycle).toMatchObject({
      action: "Transition",
      storageClass: "GLACIER",
      details: ['Lifecycle rule "life" will move it to GLACIER at 2026-10-22T00:00:00.000Z.'],
    });
    at.mock.advance(31 * dayMs);
    expect(explained(at).lifecycle?.details).toEqual([
      'Lifecycle rule "life" will hide it behind a delete marker at 2026-11-21T00:00:00.000Z.',
    ]);
    at.mock.advance(30 * dayMs);
    expect(explained(at, VersionId).lifecycle).toMatchObject({
      action: "NoncurrentVersionExpiration",
      at: new Date("2026-11-27T00:00:00Z"),
    });
  });

  test("says when the next run does what is due already", async () => {
    const at = lifecycleScene();
    await at.put("key");
    at.until("2027-01-01T12:00:00Z");
    await at.rules([{ Expiration: { Days: 1 } }]);
    expect(explained(at).lifecycle).toMatchObject({
      dueAt: new Date("2026-09-23T00:00:00Z"),
      at: new Date("2027-01-02T00:00:00Z"),
    });
  });

  test("says that no rule acts on a version, and nothing where there are no rules", async () => {
    const at = lifecycleScene();
    await at.put("key");
    expect(explained(at).lifecycle).toBeUndefined();
    await at.rules([{ Filter: { Prefix: "other/" }, Expiration: { Days: 1 } }]);
    expect(explained(at).lifecycle).toMatchObject({
      action: undefined,
      details: ["No lifecycle rule acts on it."],
    });
  });

  test("says that replication holds lifecycle back, and what to do", async () => {
    const buckets = { destination: { versioning: "Enabled" as const } };
    const at = lifecycleScene({ versioning: "Enabled" }, { buckets });
    await putReplication(at.client, configuration(v2()), "bucket");
    await at.rules([{ ID: "old", Expiration: { Days: 1 } }]);
    at.mock.faults.deny({ action: "s3:ReplicateObject" });
    await at.put("key");
    expect(explained(at).lifecycle?.details).toEqual([
      'Lifecycle rule "old" is to hide it behind a delete marker, from 2026-09-23T00:00:00.000Z on.',
      "It is held back while the replication status is PENDING.",
    ]);
    at.mock.settle();
    const { lifecycle, advice } = explained(at);
    expect(lifecycle).toMatchObject({ heldBackBy: "FAILED", at: undefined });
    expect(advice).toContain(
      "Lifecycle goes on when the version is replicated (S3 Batch Replication, mock.batchReplicate) or deleted.",
    );
  });

  test("says that Object Lock holds lifecycle back, and until when", async () => {
    const at = lifecycleScene({ objectLock: true });
    await at.rules([{ NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
    const held = await at.put("key", { ObjectLockLegalHoldStatus: "ON" });
    const retained = await at.put("key", {
      ObjectLockMode: "GOVERNANCE",
      ObjectLockRetainUntilDate: new Date("2027-01-01T12:00:00Z"),
    });
    await at.put("key");
    expect(explained(at, held).lifecycle).toMatchObject({
      heldBackBy: "LegalHold",
      at: undefined,
    });
    expect(explained(at, retained).lifecycle).toMatchObject({
      heldBackBy: "Retention",
      at: new Date("2027-01-02T00:00:00Z"),
    });
    expect(explained(at, retained).text).toContain("retention until 2027-01-01T12:00:00.000Z");
  });

  test("says of a delete marker which rule made it, and why it was not replicated", async () => {
    const buckets = { destination: { versioning: "Enabled" as const } };
    const at = lifecycleScene({ versioning: "Enabled" }, { buckets });
    const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });
    await putReplication(at.client, configuration(rule), "bucket");
    await at.rules([{ ID: "old", Expiration: { Days: 1 } }]);
    await at.put("key");
    at.until("2026-09-23T00:00:00Z");
    expect(explained(at).summary).toBe(
      'It was not replicated: lifecycle rule "old" made this delete marker, and nothing that lifecycle does is replicated.',
    );
  });

  test("says of a version that is gone which rule deleted it", async () => {
    const at = lifecycleScene({ versioning: "Enabled" });
    await at.rules([{ ID: "old", NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
    const VersionId = await at.put("key");
    await at.put("key");
    at.until("2026-09-23T00:00:00Z");
    expect(explained(at, VersionId).summary).toBe(
      'It was deleted by lifecycle rule "old" at 2026-09-23T00:00:00.000Z: S3 does not have it any more.',
    );
  });
});
