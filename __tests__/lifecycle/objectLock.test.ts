import { PutObjectLegalHoldCommand } from "@aws-sdk/client-s3";
import { type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";

const locked = (): LifecycleScene => lifecycleScene({ objectLock: true });
const retained = {
  ObjectLockMode: "GOVERNANCE",
  ObjectLockRetainUntilDate: new Date("2026-10-10T15:00:00Z"),
} as const;

async function hold({ client }: LifecycleScene, VersionId: string, Status: "ON" | "OFF") {
  const LegalHold = { Status };
  const named = { Bucket: "bucket", Key: "key", VersionId };
  await client.send(new PutObjectLegalHoldCommand({ ...named, LegalHold }));
}

describe("Under Object Lock", () => {
  test("a current version is hidden behind a delete marker, and stays", async () => {
    const { rules, put, versions, until } = locked();
    await rules([{ Expiration: { Days: 1 } }]);
    await put("key", { ...retained, ObjectLockLegalHoldStatus: "ON" });
    until("2026-09-23T00:00:00Z");
    expect(versions().map(({ isDeleteMarker }) => isDeleteMarker)).toEqual([true, false]);
  });

  test.each(["GOVERNANCE", "COMPLIANCE"] as const)(
    "a noncurrent version is deleted by the first run after its %s retention",
    async (ObjectLockMode) => {
      const { rules, put, versions, until } = locked();
      await rules([{ NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
      await put("key", { ...retained, ObjectLockMode });
      await put("key");
      until("2026-10-10T23:59:59Z");
      expect(versions()).toHaveLength(2);
      until("2026-10-11T00:00:00Z");
      expect(versions()).toHaveLength(1);
    },
  );

  test("a noncurrent version is deleted by the first run after its legal hold", async () => {
    const at = locked();
    await at.rules([{ NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
    const VersionId = await at.put("key", { ObjectLockLegalHoldStatus: "ON" });
    await at.put("key");
    at.until("2027-09-22T12:00:00Z");
    expect(at.versions()).toHaveLength(2);
    await hold(at, VersionId, "OFF");
    at.until("2027-09-22T23:59:59Z");
    expect(at.versions()).toHaveLength(2);
    at.until("2027-09-23T00:00:00Z");
    expect(at.versions()).toHaveLength(1);
  });

  test("a locked version moves to another class, with its lock", async () => {
    const { rules, put, versions, remove, until } = locked();
    await rules([
      {
        Filter: { ObjectSizeGreaterThan: 0 },
        Transitions: [{ Days: 1, StorageClass: "GLACIER" }],
      },
    ]);
    const VersionId = await put("key", retained);
    until("2026-09-23T00:00:00Z");
    expect(versions()[0]?.storageClass).toBe("GLACIER");
    await expect(remove("key", VersionId)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("a locked version that may not be deleted is moved instead", async () => {
    const { rules, put, versions, until } = locked();
    await rules([
      {
        Filter: { ObjectSizeGreaterThan: 0 },
        NoncurrentVersionExpiration: { NoncurrentDays: 2 },
        NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: "GLACIER" }],
      },
    ]);
    await put("key", retained);
    await put("key");
    until("2026-10-01T00:00:00Z");
    expect(versions()[1]?.storageClass).toBe("GLACIER");
    until("2026-10-11T00:00:00Z");
    expect(versions()).toHaveLength(1);
  });

  test("an expired delete marker goes, whatever the default retention", async () => {
    const { rules, remove, versions, until } = locked();
    await rules([{ Expiration: { ExpiredObjectDeleteMarker: true } }]);
    await remove("key");
    until("2026-09-22T00:00:00Z");
    expect(versions()).toEqual([]);
  });
});
