import { GetObjectCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { lifecycleScene } from "../support/lifecycleScene.js";

const afterOneDay = "2026-09-23T00:00:00Z";

describe("Expiration of a current version", () => {
  test("deletes it for good where versioning was never set", async () => {
    const { rules, put, versions, until } = lifecycleScene();
    await rules([{ Expiration: { Days: 1 } }]);
    await put("key");
    until(afterOneDay);
    expect(versions()).toEqual([]);
  });

  test("hides it behind a delete marker with an id of its own where versioning is enabled", async () => {
    const { rules, put, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { Days: 1 } }]);
    const data = await put("key");
    until("2026-09-25T09:00:00Z");
    const [marker, old] = versions();
    expect(marker).toMatchObject({
      isDeleteMarker: true,
      isLatest: true,
      lastModified: new Date(afterOneDay),
      replicationStatus: undefined,
    });
    expect(marker?.versionId).toMatch(/^[\w.]{32}$/);
    expect(old).toMatchObject({ versionId: data, isLatest: false, storageClass: "STANDARD" });
    expect(versions()).toHaveLength(2);
  });

  test("in a suspended bucket puts the null delete marker in the place of the null version", async () => {
    const { rules, put, versions, until } = lifecycleScene({ versioning: "Suspended" });
    await rules([{ Expiration: { Days: 1 } }]);
    await put("key");
    until(afterOneDay);
    expect(versions()).toEqual([
      expect.objectContaining({ versionId: "null", isDeleteMarker: true }),
    ]);
  });

  test("in a suspended bucket leaves a version with an id of its own below the null delete marker", async () => {
    const { rules, put, versions, versioning, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { Days: 1 } }]);
    const data = await put("key");
    await versioning("Suspended");
    until(afterOneDay);
    expect(versions().map(({ versionId }) => versionId)).toEqual(["null", data]);
  });

  test("takes a null version away that is below a version with an id of its own", async () => {
    const { rules, put, versions, versioning, until } = lifecycleScene();
    await rules([
      { Expiration: { Days: 1 } },
      { NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
    ]);
    await put("key");
    await versioning("Enabled");
    const data = await put("key");
    await versioning("Suspended");
    until(afterOneDay);
    expect(versions()).toEqual([
      expect.objectContaining({ versionId: "null", isDeleteMarker: true }),
      expect.objectContaining({ versionId: data }),
    ]);
  });

  test("does nothing to noncurrent versions, and adds one delete marker only", async () => {
    const { rules, put, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { Days: 1 } }]);
    await put("key");
    await put("key");
    until("2027-09-23T00:00:00Z");
    expect(versions().map(({ isDeleteMarker }) => isDeleteMarker)).toEqual([true, false, false]);
  });

  test("starts the noncurrent age of the version at the time of the delete marker", async () => {
    const { rules, put, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { Days: 1 }, NoncurrentVersionExpiration: { NoncurrentDays: 2 } }]);
    await put("key");
    until("2026-09-25T23:59:59Z");
    expect(versions()).toHaveLength(2);
    until("2026-09-26T00:00:00Z");
    expect(versions()).toHaveLength(1);
  });

  test("is not stopped by a bucket policy that denies everything", async () => {
    const { rules, put, versions, client, until } = lifecycleScene();
    await rules([{ Expiration: { Days: 1 } }]);
    await put("key");
    const Statement = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:DeleteObject",
      Resource: "arn:aws:s3:::bucket/*",
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await client.send(new PutBucketPolicyCommand({ Bucket: "bucket", Policy }));
    until(afterOneDay);
    expect(versions()).toEqual([]);
  });

  test("shows a key as gone, and its old version by its id", async () => {
    const { rules, put, client, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { Days: 1 } }]);
    const VersionId = await put("key");
    until(afterOneDay);
    const named = { Bucket: "bucket", Key: "key" };
    expect((await errorOf(client.send(new GetObjectCommand(named)))).name).toBe("NoSuchKey");
    expect(await client.send(new GetObjectCommand({ ...named, VersionId }))).toMatchObject({
      VersionId,
    });
  });
});

describe("An expired delete marker, the only version of its key,", () => {
  test("goes with the next run where a rule says so", async () => {
    const { rules, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { ExpiredObjectDeleteMarker: true } }]);
    await remove("key");
    until("2026-09-21T23:59:59Z");
    expect(versions()).toHaveLength(1);
    until("2026-09-22T00:00:00Z");
    expect(versions()).toEqual([]);
  });

  test("goes by a rule with days once it is so old itself", async () => {
    const { rules, put, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { Days: 3 } }]);
    const data = await put("key");
    until("2026-09-22T12:00:00Z");
    await remove("key");
    await remove("key", data);
    until("2026-09-25T23:59:59Z");
    expect(versions()).toHaveLength(1);
    until("2026-09-26T00:00:00Z");
    expect(versions()).toEqual([]);
  });

  test("goes by a rule with a date", async () => {
    const { rules, remove, versions, until } = lifecycleScene({ versioning: "Suspended" });
    await rules([{ Expiration: { Date: new Date("2026-10-01T00:00:00Z") } }]);
    await remove("key");
    until("2026-09-30T23:59:59Z");
    expect(versions()).toHaveLength(1);
    until("2026-10-01T00:00:00Z");
    expect(versions()).toEqual([]);
  });

  test("stays where the rule says false", async () => {
    const { rules, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ Expiration: { ExpiredObjectDeleteMarker: false } }]);
    await remove("key");
    until("2027-09-22T00:00:00Z");
    expect(versions()).toHaveLength(1);
  });

  test("stays while versions are below it, and goes the day after the last of them", async () => {
    const { rules, put, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([
      {
        Expiration: { ExpiredObjectDeleteMarker: true },
        NoncurrentVersionExpiration: { NoncurrentDays: 2 },
      },
    ]);
    await put("key");
    await remove("key");
    until("2026-09-23T23:59:59Z");
    expect(versions()).toHaveLength(2);
    until("2026-09-24T00:00:00Z");
    expect(versions()).toEqual([expect.objectContaining({ isDeleteMarker: true })]);
    until("2026-09-25T00:00:00Z");
    expect(versions()).toEqual([]);
  });

  test.each([
    ["the prefix of another rule", { Filter: { Prefix: "other" } }],
    ["a tag", { Filter: { Tag: { Key: "k", Value: "v" } } }],
    ["a size above none", { Filter: { ObjectSizeGreaterThan: 0 } }],
  ])("stays where the rule asks for %s", async (_name, filter) => {
    const { rules, remove, versions, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([{ ...filter, Expiration: { Days: 1 } }]);
    await remove("key");
    until("2027-09-22T00:00:00Z");
    expect(versions()).toHaveLength(1);
  });
});
