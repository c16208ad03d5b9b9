import { v2 } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

describe("mock.bucket", () => {
  test("shows a bucket with its versions, their status, replicas and pending work", async () => {
    const { mock, replicate, put } = await scene();
    const first = await replicate("k", { Body: "12345", Tagging: "a=1" });
    const second = await put("k");
    const bucket = mock.bucket("source");
    expect(bucket).toMatchObject({
      name: "source",
      region: "us-east-1",
      owner: "123456789012",
      versioning: "Enabled",
      isReplicated: true,
      versions: [
        {
          versionId: second,
          isLatest: true,
          replicationStatus: "PENDING",
          replicas: [],
          work: [{ state: "PENDING", dueAt: new Date("2026-01-01T00:00:02.000Z") }],
        },
        {
          key: "k",
          versionId: first,
          isLatest: false,
          isDeleteMarker: false,
          isReplica: false,
          sizeBytes: 5,
          storageClass: "STANDARD",
          tags: [{ Key: "a", Value: "1" }],
          lastModified: new Date("2026-01-01T00:00:00.000Z"),
          replicationStatus: "COMPLETED",
          replicas: ["destination"],
          work: [{ operation: "OBJECT_PUT", state: "COMPLETED", dueAt: undefined }],
        },
      ],
      pendingWork: [{ versionId: second, ruleId: "rule", destinationBucket: "destination" }],
    });
  });

  test("shows replicas and delete markers as such", async () => {
    const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });
    const { mock, replicate, mark } = await scene({ rules: [rule] });
    await replicate("k");
    await mark("k");
    mock.settle();
    expect(mock.bucket("destination")?.versions).toMatchObject([
      { isDeleteMarker: true, isReplica: true, sizeBytes: 0, etag: undefined },
      { isDeleteMarker: false, isReplica: true, replicationStatus: "REPLICA", work: [] },
    ]);
  });

  test("lists keys in S3's order, and only those with a prefix", async () => {
    const { mock, put } = await scene({ rules: [] });
    for (const key of ["b", "a/2", "a/1"]) await put(key);
    const keysOf = (prefix?: string) =>
      mock.bucket("source", prefix === undefined ? {} : { prefix })?.versions.map((v) => v.key);
    expect(keysOf()).toEqual(["a/1", "a/2", "b"]);
    expect(keysOf("a/")).toEqual(["a/1", "a/2"]);
    expect(keysOf("c")).toEqual([]);
  });

  test("is frozen, plain, and does not follow later changes", async () => {
    const { mock, put } = await scene();
    await put("k");
    const bucket = mock.bucket("source");
    mock.settle();
    expect(bucket?.versions[0]?.replicationStatus).toBe("PENDING");
    expect(structuredClone(bucket)).toEqual(bucket);
    expect(Object.isFrozen(bucket)).toBe(true);
    expect(Object.isFrozen(bucket?.versions[0]?.tags)).toBe(true);
  });

  test("is undefined where there is none", async () => {
    const { mock } = await scene();
    expect(mock.bucket("nowhere")).toBeUndefined();
  });
});
