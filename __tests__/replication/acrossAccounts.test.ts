import { v2 } from "../support/replicationConfigurations.js";
import { replicasPolicy } from "../support/replicationPolicies.js";
import { scene } from "../support/replicationScene.js";

const versioning = "Enabled" as const;
const other = "210987654321";

describe("replication into a bucket of another account", () => {
  const policy = replicasPolicy("destination");
  const buckets = { destination: { versioning, owner: other, policy } };

  test("needs a policy of that bucket", async () => {
    const { status, replicate } = await scene({
      buckets: { destination: { versioning, owner: other } },
    });
    await replicate("key");
    expect(await status("source", "key")).toBe("FAILED");
  });

  test("needs none where the test allows it", async () => {
    const { mock, status, replicate } = await scene({
      buckets: { destination: { versioning, owner: other } },
    });
    const actions = ["s3:ReplicateObject"];
    mock.allow({ account: "123456789012", bucket: "destination", actions });
    await replicate("key");
    expect(await status("source", "key")).toBe("COMPLETED");
  });

  test("brings objects there", async () => {
    const { mock, replicate, status } = await scene({ buckets });
    const versionId = await replicate("key");
    expect(await status("source", "key")).toBe("COMPLETED");
    const { versions } = mock.bucket("destination") ?? {};
    expect(versions).toEqual([expect.objectContaining({ key: "key", versionId })]);
  });

  test("brings delete markers there, where the rule replicates them", async () => {
    const rules = [v2({ DeleteMarkerReplication: { Status: "Enabled" } })];
    const { mock, replicate, mark } = await scene({ buckets, rules });
    await replicate("key");
    const versionId = await mark("key");
    mock.settle();
    const [latest] = mock.bucket("destination")?.versions ?? [];
    expect(latest).toMatchObject({ key: "key", versionId, isDeleteMarker: true });
  });
});

describe("replication of storage classes", () => {
  test.each([
    "STANDARD",
    "REDUCED_REDUNDANCY",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER_IR",
  ] as const)("an object in %s is replicated", async (StorageClass) => {
    const { replicate, status, head } = await scene();
    await replicate("key", { StorageClass });
    expect(await status("source", "key")).toBe("COMPLETED");
    const shown = StorageClass === "STANDARD" ? undefined : StorageClass;
    expect((await head("destination", "key"))?.StorageClass).toBe(shown);
  });

  test.each(["GLACIER", "DEEP_ARCHIVE"] as const)(
    "an object in %s is not replicated, and has no status",
    async (StorageClass) => {
      const { replicate, status } = await scene();
      await replicate("key", { StorageClass });
      expect(await status("source", "key")).toBe("none");
      expect(await status("destination", "key")).toBe("missing");
    },
  );
});
