import { DeleteBucketCommand, PutObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { type JobScene, jobScene } from "../support/jobScene.js";
import { eventNames, notifyQueue, received, recordsOf } from "../support/notifications.js";
import { arn, v2 } from "../support/replicationConfigurations.js";

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
  const JobId = await set.create({ Report: { Enabled: false } });
  expect((await set.describe(JobId)).Report).toEqual({ Enabled: false });
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
