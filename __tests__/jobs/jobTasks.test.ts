import {
  DeleteBucketCommand,
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
} from "@aws-sdk/client-s3";
import { type JobScene, jobScene } from "../support/jobScene.js";
import { eventNames, notifyQueue, received, recordsOf } from "../support/notifications.js";
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

// lifecycle-inventory-batch.md C6, C7
test("the report of a job lies in its folder, one file for each outcome and the manifest", async () => {
  const set = await jobScene({ rules: [] });
  const a = await set.put("a");
  const cold = await set.put("cold", { StorageClass: "GLACIER" });
  await set.configure([v2()]);
  const rows = `source,a,${a}\nsource,cold,${cold}\n`;
  const Manifest = await set.manifest(rows, ["Bucket", "Key", "VersionId"]);
  const JobId = await set.create({ Manifest });
  set.mock.settle();
  const files = await set.files("reports", "batch/");
  const { [`batch/job-${JobId}/manifest.json`]: text = "", ...results } = files;
  const manifest = JSON.parse(text);
  expect(manifest).toEqual({
    Format: "Report_CSV_20180820",
    ReportCreationDate: "2026-01-01T00:00:05.000000000Z",
    Results: ["succeeded", "failed"].map((TaskExecutionStatus) => ({
      TaskExecutionStatus,
      Bucket: "reports",
      MD5Checksum: expect.stringMatching(/^[0-9a-f]{32}$/),
      Key: expect.stringMatching(new RegExp(`^batch/job-${JobId}/results/[0-9a-f]{40}\\.csv$`)),
    })),
    ReportSchema: "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage",
  });
  const [succeeded, failed] = manifest.Results;
  expect(results).toEqual({
    [succeeded.Key]: `source,a,${a},succeeded,200,,success\r\n`,
    [failed.Key]: `source,cold,${cold},failed,500,SrcObjectNotEligible,Object is not eligible for replication\r\n`,
  });
  expect(await set.status("source", "cold")).toBe("none");
});

test("a report of failed tasks only has no file of others; a slash of the prefix stays", async () => {
  const set = await jobScene();
  const a = await set.replicate("a");
  const Manifest = await set.manifest(`source,a,${a}\n`, ["Bucket", "Key", "VersionId"]);
  const Report = { Enabled: true, Bucket: arn("reports"), Format: "Report_CSV_20180820" } as const;
  const ReportScope = "FailedTasksOnly";
  const JobId = await set.create({ Manifest, Report: { ...Report, ReportScope, Prefix: "x/" } });
  const bare = await set.create({ Manifest, Report: { ...Report, ReportScope } });
  set.mock.settle();
  expect(Object.keys(await set.files("reports", "x/"))).toEqual([`x//job-${JobId}/manifest.json`]);
  expect(Object.keys(await set.files("reports", "job-"))).toEqual([`job-${bare}/manifest.json`]);
});

test("a job without a report writes none", async () => {
  const set = await jobScene();
  await set.replicate("a");
  await set.create({ Report: { Enabled: false } });
  set.mock.settle();
  expect(await set.files("reports")).toEqual({});
});

test("each file of a report is told as s3:ObjectCreated in its bucket, the manifest last", async () => {
  const set = await jobScene();
  await set.replicate("a");
  await notifyQueue(set.client, "reports", ["s3:ObjectCreated:*"]);
  const notifications = received(set.mock);
  await set.create();
  set.mock.settle();
  const keys = recordsOf(notifications).map(({ s3 }) => s3.object.key);
  expect(eventNames(notifications)).toEqual(["ObjectCreated:Put", "ObjectCreated:Put"]);
  expect(keys).toEqual([
    expect.stringMatching(/\/results\/\w+\.csv$/),
    expect.stringMatching(/\/manifest\.json$/),
  ]);
});

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

const unwritable: Record<string, (set: JobScene) => unknown> = {
  "is gone": (set) => set.client.send(new DeleteBucketCommand({ Bucket: "locked" })),
  "has a default retention": (set) =>
    set.client.send(
      new PutObjectLockConfigurationCommand({
        Bucket: "locked",
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } },
        },
      }),
    ),
  "refuses the write": (set) =>
    set.mock.faults.respond({ operation: "PutObject", bucket: "locked", code: "AccessDenied" }),
};

test.each(Object.entries(unwritable))(
  "a job whose report bucket %s fails, though its tasks are done",
  async (_what, change) => {
    const set = await jobScene({ rules: [], buckets: { locked: { objectLock: true } } });
    await set.put("a");
    await set.configure([v2()]);
    const Report = {
      Enabled: true,
      Bucket: arn("locked"),
      Format: "Report_CSV_20180820",
      ReportScope: "AllTasks",
    } as const;
    const JobId = await set.create({ Report });
    await change(set);
    set.mock.settle();
    expect(await set.describe(JobId)).toMatchObject({
      Status: "Failed",
      FailureReasons: [
        {
          FailureReason:
            "The job report could not be written to your report bucket. Please check your permissions.",
        },
      ],
      ProgressSummary: { NumberOfTasksSucceeded: 1 },
    });
    expect(await set.status("source", "a")).toBe("COMPLETED");
  },
);
