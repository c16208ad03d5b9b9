import { UpdateJobPriorityCommand, UpdateJobStatusCommand } from "@aws-sdk/client-s3-control";
import { errorOf } from "../support/client.js";
import { AccountId, backlog, jobScene } from "../support/jobScene.js";
import { v2 } from "../support/replicationConfigurations.js";
import { sceneStart } from "../support/replicationScene.js";

const dayMs = 24 * 60 * 60 * 1000;

// lifecycle-inventory-batch.md C3
test("a job without confirmation goes New, Preparing, Ready, Active, Completing, Complete", async () => {
  const { create, describe: describeJob, mock } = await backlog();
  const id = await create();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const statuses: unknown[] = [];
  for (let second = 0; second < 6; second++) {
    statuses.push((await describeJob(id)).Status);
    mock.advance(1_000);
  }
  expect(statuses).toEqual(["New", "Preparing", "Ready", "Active", "Completing", "Complete"]);
});

test("settle does all that a job has to do", async () => {
  const { create, describe: describeJob, mock, status } = await backlog();
  const id = await create({ Description: "what was there before" });
  mock.settle();
  expect(await describeJob(id)).toEqual({
    JobId: id,
    ConfirmationRequired: false,
    Description: "what was there before",
    JobArn: `arn:aws:s3:us-east-1:${AccountId}:job/${id}`,
    Status: "Complete",
    ManifestGenerator: expect.objectContaining({
      S3JobManifestGenerator: expect.objectContaining({ SourceBucket: "arn:aws:s3:::source" }),
    }),
    Operation: { S3ReplicateObject: {} },
    Priority: 1,
    ProgressSummary: {
      TotalNumberOfTasks: 2,
      NumberOfTasksSucceeded: 2,
      NumberOfTasksFailed: 0,
      Timers: { ElapsedTimeInActiveSeconds: 1 },
    },
    Report: expect.objectContaining({ Bucket: "arn:aws:s3:::reports" }),
    CreationTime: new Date(sceneStart),
    TerminationDate: new Date(sceneStart + 5_000),
    RoleArn: `arn:aws:iam::${AccountId}:role/batch`,
  });
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await status("destination", "b")).toBe("REPLICA");
});

test("while its task runs a version is PENDING", async () => {
  const { create, mock, status } = await backlog();
  await create();
  expect(await status("source", "a")).toBe("none");
  mock.advance(3_000);
  expect(await status("source", "a")).toBe("PENDING");
  mock.advance(1_000);
  expect(await status("source", "a")).toBe("COMPLETED");
});

test.each([[true], [undefined]])(
  "a job with ConfirmationRequired %s is suspended until it is confirmed",
  async (ConfirmationRequired) => {
    const { control, create, describe: describeJob, mock, status } = await backlog();
    const JobId = await create({ ConfirmationRequired });
    mock.settle();
    expect(await describeJob(JobId)).toMatchObject({
      Status: "Suspended",
      ConfirmationRequired: true,
      SuspendedDate: new Date(sceneStart + 2_000),
      SuspendedCause: "Awaiting confirmation",
      ProgressSummary: { TotalNumberOfTasks: 2, NumberOfTasksSucceeded: 0 },
    });
    mock.advance(dayMs);
    expect(await status("source", "a")).toBe("none");
    const confirmed = await control.send(
      new UpdateJobStatusCommand({
        AccountId,
        JobId,
        RequestedJobStatus: "Ready",
        StatusUpdateReason: "looks right",
      }),
    );
    expect(confirmed).toMatchObject({ JobId, Status: "Ready", StatusUpdateReason: "looks right" });
    mock.settle();
    expect(await describeJob(JobId)).toMatchObject({
      Status: "Complete",
      StatusUpdateReason: "looks right",
    });
  },
);

test("a job can be cancelled before it has ended, and then does nothing any more", async () => {
  const { control, create, describe: describeJob, files, mock, status } = await backlog();
  const JobId = await create();
  mock.advance(1_000);
  const { Status } = await control.send(
    new UpdateJobStatusCommand({ AccountId, JobId, RequestedJobStatus: "Cancelled" }),
  );
  expect(Status).toBe("Cancelling");
  mock.settle();
  expect(await describeJob(JobId)).toMatchObject({
    Status: "Cancelled",
    TerminationDate: new Date(sceneStart + 2_000),
  });
  expect(await status("source", "a")).toBe("none");
  expect(await files("reports")).toEqual({});
});

test("a job that is cancelled while it is active reports the tasks that ran", async () => {
  const {
    control,
    create,
    describe: describeJob,
    files,
    mock,
  } = await jobScene({
    rules: [],
    delay: ({ key }) => (key === "a" ? 1_000 : 60_000),
  }).then(async (set) => {
    await set.put("a");
    await set.put("b");
    await set.configure([v2()]);
    return set;
  });
  const JobId = await create();
  mock.advance(10_000);
  await control.send(
    new UpdateJobStatusCommand({ AccountId, JobId, RequestedJobStatus: "Cancelled" }),
  );
  mock.settle();
  expect(await describeJob(JobId)).toMatchObject({
    Status: "Cancelled",
    ProgressSummary: { TotalNumberOfTasks: 2, NumberOfTasksSucceeded: 1 },
  });
  const rows = Object.values(await files("reports")).find((text) => text.startsWith("source,"));
  expect(rows).toMatch(/^source,a,\S+,succeeded,200,,success\r\n$/);
});

test.each([
  ["Ready", "New"],
  ["Ready", "Complete"],
  ["Cancelled", "Complete"],
] as const)("%s is refused of a job that is %s", async (RequestedJobStatus, status) => {
  const { control, create, mock } = await backlog();
  const JobId = await create();
  if (status === "Complete") mock.settle();
  const command = new UpdateJobStatusCommand({ AccountId, JobId, RequestedJobStatus });
  const error = await errorOf(control.send(command));
  expect(error).toMatchObject({ name: "JobStatusException", $fault: "client" });
  expect(error.$metadata.httpStatusCode).toBe(400);
});

test("of jobs that are ready together the one of the higher priority is active first", async () => {
  const { configure, control, create, mock, put, status } = await jobScene({ rules: [] });
  await put("a");
  await put("b");
  await configure([v2()]);
  const of = (prefix: string) => ({
    S3JobManifestGenerator: {
      SourceBucket: "arn:aws:s3:::source",
      EnableManifestOutput: false,
      Filter: { KeyNameConstraint: { MatchAnyPrefix: [prefix] } },
    },
  });
  const order: string[] = [];
  mock.on("replicated", ({ key }) => order.push(key));
  await create({ Priority: 1, ManifestGenerator: of("a") });
  const second = await create({ Priority: 2, ManifestGenerator: of("b") });
  mock.settle();
  expect(order).toEqual(["b", "a"]);
  expect(await status("source", "a")).toBe("COMPLETED");
  const command = new UpdateJobPriorityCommand({ AccountId, JobId: second, Priority: 7 });
  expect(await control.send(command)).toMatchObject({ JobId: second, Priority: 7 });
});

test("a snapshot has jobs in it, whole and as bytes", async () => {
  const { create, describe: describeJob, mock } = await backlog();
  const id = await create();
  mock.advance(3_000);
  const snapshot = mock.snapshot();
  for (const saved of [snapshot, snapshot.toBytes()]) {
    mock.settle();
    expect((await describeJob(id)).Status).toBe("Complete");
    mock.restore(saved);
    expect((await describeJob(id)).Status).toBe("Active");
  }
  mock.settle();
  expect((await describeJob(id)).Status).toBe("Complete");
});
