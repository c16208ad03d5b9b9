import { DescribeJobCommand, ListJobsCommand } from "@aws-sdk/client-s3-control";
import { errorOf } from "../support/client.js";
import { AccountId, backlog, controlClientOf } from "../support/jobScene.js";

const dayMs = 24 * 60 * 60 * 1000;

test("ListJobs has what has not ended and what ended within 90 days, newest first and in pages", async () => {
  const { control, create, mock } = await backlog();
  const ids = [await create(), await create(), await create()];
  mock.settle();
  const late = await create({ Description: "late" });
  const list = (input: object = {}) => control.send(new ListJobsCommand({ AccountId, ...input }));
  const first = await list({ MaxResults: 3 });
  expect(first.Jobs?.map(({ JobId }) => JobId)).toEqual([late, ids[2], ids[1]]);
  expect(first.Jobs?.[0]).toEqual({
    JobId: late,
    Description: "late",
    Operation: "S3ReplicateObject",
    Priority: 1,
    Status: "New",
    CreationTime: expect.any(Date),
    ProgressSummary: {
      TotalNumberOfTasks: 0,
      NumberOfTasksSucceeded: 0,
      NumberOfTasksFailed: 0,
      Timers: { ElapsedTimeInActiveSeconds: 0 },
    },
  });
  const rest = await list({ NextToken: first.NextToken });
  expect(rest.Jobs?.map(({ JobId }) => JobId)).toEqual([ids[0]]);
  expect(rest.NextToken).toBeUndefined();
  const complete = await list({ JobStatuses: ["Complete", "Failed"] });
  expect(complete.Jobs).toHaveLength(3);
  mock.advance(90 * dayMs + 10_000);
  expect((await list()).Jobs).toEqual([]);
  const JobId = late;
  expect((await errorOf(control.send(new DescribeJobCommand({ AccountId, JobId })))).name).toBe(
    "NotFoundException",
  );
});

test("jobs are an account's in a Region: others do not find them", async () => {
  const { create, mock } = await backlog();
  const JobId = await create();
  const elsewhere = controlClientOf(mock, "eu-west-1");
  // A command cannot be sent twice: its middlewares would be there twice.
  const describeJob = () => new DescribeJobCommand({ AccountId, JobId });
  expect(await errorOf(elsewhere.send(describeJob()))).toMatchObject({
    name: "NotFoundException",
    message: "The specified job does not exist",
  });
  expect((await elsewhere.send(new ListJobsCommand({ AccountId }))).Jobs).toEqual([]);
  const stranger = controlClientOf(mock.as("999999999999"));
  expect((await errorOf(stranger.send(describeJob()))).name).toBe("AccessDenied");
  const theirs = new DescribeJobCommand({ AccountId: "999999999999", JobId });
  expect((await errorOf(stranger.send(theirs))).name).toBe("NotFoundException");
});
