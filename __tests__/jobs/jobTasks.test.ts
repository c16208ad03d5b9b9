import {
  DeleteBucketCommand,
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import { UpdateJobStatusCommand } from "@aws-sdk/client-s3-control";
import { errorOf } from "../support/client.js";
import { AccountId, type JobScene, jobScene } from "../support/jobScene.js";
import { arn, v2, v2To } from "../support/replicationConfigurations.js";

/** The rows of the report of a job whose manifest names one version. */
async function rowOf(
  set: JobScene,
  key: string,
  versionId: string,
  bucket = "source",
): Promise<string> {
  const Manifest = await set.manifest(`${bucket},${key},${versionId}\n`, [
    "Bucket",
    "Key",
    "VersionId",
  ]);
  const JobId = await set.create({ Manifest });
  set.mock.settle();
  const files = await set.files("reports", `batch/job-${JobId}/results/`);
  return Object.values(files).join("").trim();
}

// lifecycle-inventory-batch.md C6
test("a version that is there already succeeds; one whose replica was deleted by its id fails", async () => {
  const set = await jobScene();
  const version = await set.replicate("a");
  expect(await rowOf(set, "a", version)).toMatch(/,succeeded,200,,success$/);
  const command = { Bucket: "destination", Key: "a", VersionId: version };
  await set.client.send(new DeleteObjectCommand(command));
  expect(await rowOf(set, "a", version)).toMatch(/,failed,500,DstObjectHardDeleted,/);
  expect(await set.status("source", "a")).toBe("FAILED");
});

test("a task has succeeded when all destinations have, and failed when one has not", async () => {
  const set = await jobScene({ rules: [] });
  const version = await set.put("a");
  await set.configure([
    v2({ ID: "1", Priority: 1 }),
    { ...v2To({ Bucket: arn("elsewhere") }), ID: "2", Priority: 2 },
  ]);
  const denied = set.mock.faults.deny({ action: "s3:ReplicateObject", destination: "elsewhere" });
  expect(await rowOf(set, "a", version)).toMatch(/,failed,500,DstPutObjectNotPermitted,/);
  expect(await set.status("source", "a")).toBe("FAILED");
  denied.end();
  expect(await rowOf(set, "a", version)).toMatch(/,succeeded,200,,success$/);
  expect(await set.status("elsewhere", "a")).toBe("REPLICA");
});

test("a null version is replicated and reported as null", async () => {
  const set = await jobScene({ rules: [], buckets: { source: { objects: { a: "old" } } } });
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await set.client.send(
    new PutBucketVersioningCommand({ Bucket: "source", VersioningConfiguration }),
  );
  await set.configure([v2()]);
  expect(await rowOf(set, "a", "null")).toBe("source,a,null,succeeded,200,,success");
  expect(await set.text("destination", "a", "null")).toBe("old");
});

test("a replica can be replicated on", async () => {
  const set = await jobScene();
  const version = await set.replicate("a");
  await set.configure([v2To({ Bucket: arn("elsewhere") })], "destination");
  expect(await rowOf(set, "a", version, "destination")).toMatch(/,succeeded,/);
  expect(await set.status("elsewhere", "a", version)).toBe("REPLICA");
});

test("a version that is PENDING is left to live replication, whose end is the task's", async () => {
  const set = await jobScene({ delay: 60_000 });
  const version = await set.put("a");
  expect(await rowOf(set, "a", version)).toMatch(/,succeeded,200,,success$/);
  expect(set.mock.bucket("source")?.versions[0]?.work).toHaveLength(1);
});

const rejections: Record<
  string,
  [change: (set: JobScene, version: string) => Promise<unknown>, code: string]
> = {
  "a version that was deleted": [
    async (set, VersionId) => {
      await set.put("a");
      await set.client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
    },
    "SrcVersionNotFound",
  ],
  "an object that was deleted": [
    (set, VersionId) =>
      set.client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId })),
    "SrcObjectNotFound",
  ],
  "a bucket without a configuration": [
    (set) => set.client.send(new DeleteBucketReplicationCommand({ Bucket: "source" })),
    "SrcBucketReplicationConfigMissing",
  ],
  "rules that are Disabled": [
    (set) => set.configure([v2({ Status: "Disabled" })]),
    "SrcObjectNotEligible",
  ],
  "a bucket that is gone": [
    async (set, VersionId) => {
      await set.client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
      await set.client.send(new DeleteBucketCommand({ Bucket: "source" }));
    },
    "SrcBucketNotFound",
  ],
};

test.each(Object.entries(rejections))(
  "%s fails its task and leaves the statuses",
  async (_what, [change, code]) => {
    const set = await jobScene({ rules: [] });
    const version = await set.put("a");
    await set.configure([v2()]);
    await change(set, version);
    expect(await rowOf(set, "a", version)).toMatch(new RegExp(`,failed,500,${code},`));
  },
);

test("a bucket of another Region fails its tasks", async () => {
  const set = await jobScene({ buckets: { far: { region: "eu-west-1" } } });
  expect(await rowOf(set, "a", "null", "far")).toMatch(/,failed,500,SrcBucketInvalidRegion,/);
});

test("a version that is deleted while its task runs fails it", async () => {
  const set = await jobScene({ rules: [], delay: 60_000 });
  const VersionId = await set.put("a");
  await set.configure([v2()]);
  const JobId = await set.create();
  set.mock.advance(5_000);
  expect(await set.status("source", "a")).toBe("PENDING");
  await set.client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
  set.mock.settle();
  expect(await set.describe(JobId)).toMatchObject({
    Status: "Complete",
    ProgressSummary: { NumberOfTasksFailed: 1 },
  });
  const rows = Object.values(await set.files("reports", `batch/job-${JobId}/results/`)).join("");
  expect(rows).toMatch(/,failed,500,SrcVersionNotFound,/);
});

test("work that outlives its job, which was cancelled and forgotten, is done all the same", async () => {
  const dayMs = 24 * 60 * 60 * 1000;
  const set = await jobScene({ rules: [], delay: 200 * dayMs });
  await set.put("a");
  await set.configure([v2()]);
  const JobId = await set.create();
  set.mock.advance(5_000);
  const RequestedJobStatus = "Cancelled";
  await set.control.send(new UpdateJobStatusCommand({ AccountId, JobId, RequestedJobStatus }));
  set.mock.advance(100 * dayMs);
  expect((await errorOf(set.describe(JobId))).name).toBe("NotFoundException");
  set.mock.settle();
  expect(await set.status("source", "a")).toBe("COMPLETED");
});

test("all tasks of a small job may fail and it is Complete; of 1,000 more than half fail it", async () => {
  const set = await jobScene({ rules: [] });
  const version = await set.put("a");
  await set.configure([v2({ Status: "Disabled" })]);
  const run = async (count: number) => {
    const rows = `source,a,${version}\n`.repeat(count);
    const JobId = await set.create({
      Manifest: await set.manifest(rows, ["Bucket", "Key", "VersionId"]),
    });
    set.mock.settle();
    return set.describe(JobId);
  };
  expect(await run(999)).toMatchObject({
    Status: "Complete",
    ProgressSummary: { NumberOfTasksFailed: 999 },
  });
  expect(await run(1_200)).toMatchObject({
    Status: "Failed",
    ProgressSummary: { TotalNumberOfTasks: 1_200, NumberOfTasksFailed: 1_000 },
  });
});

test("a delete marker is a task where the rules replicate delete markers; one in the destination is in no task's way", async () => {
  const set = await jobScene({ rules: [] });
  const version = await set.put("a");
  await set.client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a" }));
  await set.client.send(new DeleteObjectCommand({ Bucket: "destination", Key: "a" }));
  const tasks = async (Status: "Enabled" | "Disabled") => {
    await set.configure([v2({ DeleteMarkerReplication: { Status } })]);
    const JobId = await set.create();
    set.mock.settle();
    return (await set.describe(JobId)).ProgressSummary;
  };
  expect(await tasks("Disabled")).toMatchObject({ NumberOfTasksSucceeded: 1 });
  expect(await set.status("destination", "a", version)).toBe("REPLICA");
  expect(await tasks("Enabled")).toMatchObject({ NumberOfTasksSucceeded: 2 });
});
