import { lifecycleScene } from "../support/lifecycleScene.js";

const afterOneDay = "2026-09-23T00:00:00Z";

describe("NoncurrentVersionExpiration", () => {
  test("deletes noncurrent versions and noncurrent delete markers for good", async () => {
    const { rules, put, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
    await put("key");
    await remove("key");
    const current = await put("key");
    until(afterOneDay);
    expect(versions().map(({ versionId }) => versionId)).toEqual([current]);
  });

  test("takes delete markers for objects without bytes", async () => {
    const { rules, put, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([
      {
        Filter: { ObjectSizeLessThan: 1 },
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
    await put("key");
    await remove("key");
    await put("key");
    until(afterOneDay);
    expect(versions().map(({ isDeleteMarker }) => isDeleteMarker)).toEqual([false, false]);
  });

  test("works in a suspended bucket too", async () => {
    const { rules, put, versions, versioning, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
    await put("key");
    await versioning("Suspended");
    await put("key");
    until(afterOneDay);
    expect(versions().map(({ versionId }) => versionId)).toEqual(["null"]);
  });

  test("keeps as many newer noncurrent versions as the rule says, and counts delete markers", async () => {
    const { rules, put, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 2 } },
    ]);
    await put("key");
    await put("key");
    const kept = await put("key");
    await remove("key");
    const current = await put("key");
    until("2027-01-01T00:00:00Z");
    expect(versions().map(({ versionId }) => versionId)).toEqual([
      current,
      expect.anything(),
      kept,
    ]);
    expect(versions()[1]?.isDeleteMarker).toBe(true);
  });

  test("acts later on a version that newer ones push out", async () => {
    const { rules, put, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 1 } },
    ]);
    const first = await put("key");
    await put("key");
    until("2026-10-01T12:00:00Z");
    expect(versions().map(({ versionId }) => versionId)).toContain(first);
    await put("key");
    until("2026-10-02T00:00:00Z");
    expect(versions().map(({ versionId }) => versionId)).not.toContain(first);
    expect(versions()).toHaveLength(2);
  });
});
