import { CreateJobCommand, DescribeJobCommand, ListJobsCommand } from "@aws-sdk/client-s3-control";
import { errorOf } from "../support/client.js";
import {
  AccountId,
  backlog,
  controlClientOf,
  report,
  role,
  usualJob,
} from "../support/jobScene.js";
import { policyOf } from "../support/permissionScene.js";

// lifecycle-inventory-batch.md C2, and the User Guide on the permissions of Batch Operations
describe("a user who creates jobs", () => {
  const alice = `arn:aws:iam::${AccountId}:user/alice`;
  const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: role };
  const jobs = (...Action: string[]) => ({ Effect: "Allow", Action, Resource: "*" });
  async function user(...allowed: object[]) {
    const set = await backlog();
    set.mock.iam.putUser({ Arn: alice, Policies: [policyOf(...allowed)] });
    const control = controlClientOf(set.mock.as(alice));
    const create = (input: object = {}) =>
      control.send(new CreateJobCommand({ ...usualJob, Report: report, ...input }));
    return { set, control, create };
  }
  const lacking = (action: string, on = "") =>
    `User: ${alice} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`;

  test("needs s3:CreateJob, iam:PassRole and, with tags, s3:PutJobTagging", async () => {
    const nothing = await user(jobs("s3:ListJobs"));
    expect((await errorOf(nothing.create())).message).toBe(lacking("s3:CreateJob"));
    const unpassed = await user(jobs("s3:CreateJob"));
    const on = ` on resource: ${role}`;
    expect((await errorOf(unpassed.create())).message).toBe(lacking("iam:PassRole", on));
    const { create } = await user(jobs("s3:CreateJob"), pass);
    await create();
    const Tags = [{ Key: "team", Value: "a" }];
    expect((await errorOf(create({ Tags }))).message).toBe(lacking("s3:PutJobTagging"));
  });

  test("sees the jobs that its policies name", async () => {
    const { set, control } = await user({
      Effect: "Allow",
      Action: ["s3:DescribeJob", "s3:ListJobs"],
      Resource: `arn:aws:s3:us-east-1:${AccountId}:job/*`,
    });
    const JobId = await set.create();
    await control.send(new DescribeJobCommand({ AccountId, JobId }));
    const list = control.send(new ListJobsCommand({ AccountId }));
    expect((await errorOf(list)).message).toBe(lacking("s3:ListJobs"));
  });
});
