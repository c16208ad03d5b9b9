import { PutBucketPolicyCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { AccountId, backlog, type JobScene, role } from "../support/jobScene.js";
import { policyOf } from "../support/permissionScene.js";

// lifecycle-inventory-batch.md C6, policies.md E9

const trust = policyOf({
  Effect: "Allow",
  Principal: { Service: "batchoperations.s3.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const statements = {
  initiate: { Action: "s3:InitiateReplication", Resource: "arn:aws:s3:::source/*" },
  configuration: { Action: "s3:GetReplicationConfiguration", Resource: "arn:aws:s3:::source" },
  inventory: { Action: "s3:PutInventoryConfiguration", Resource: "arn:aws:s3:::source" },
  manifest: { Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/manifest.csv" },
  report: { Action: "s3:PutObject", Resource: "arn:aws:s3:::reports/batch/*" },
};

/** The role of a job as AWS documents it, without some of its statements. */
function putRole({ mock }: JobScene, lacking: readonly (keyof typeof statements)[] = []): void {
  const left = Object.entries(statements).filter(([name]) => !lacking.includes(name as never));
  const allow = left.map(([, statement]) => ({ Effect: "Allow", ...statement }));
  mock.iam.putRole({
    Arn: role,
    AssumeRolePolicyDocument: trust,
    Policies: [policyOf(...allow)],
  });
}

async function ended(set: JobScene, input: Parameters<JobScene["create"]>[0] = {}) {
  const JobId = await set.create(input);
  set.mock.settle();
  return set.describe(JobId);
}

/** What `explain` says of an object of the source. */
const told = ({ mock }: JobScene, Key = "a") => mock.explain({ Bucket: "source", Key });

test("the role that AWS documents does all that a job does", async () => {
  const set = await backlog();
  putRole(set);
  expect(await ended(set)).toMatchObject({
    Status: "Complete",
    ProgressSummary: { NumberOfTasksSucceeded: 2, NumberOfTasksFailed: 0 },
  });
  expect(told(set).text).not.toContain("Batch job");
});

test("without s3:InitiateReplication each task fails, and the versions keep their statuses", async () => {
  const set = await backlog();
  putRole(set, ["initiate"]);
  const { JobId, ...job } = await ended(set);
  expect(job).toMatchObject({ Status: "Complete", ProgressSummary: { NumberOfTasksFailed: 2 } });
  const rows = Object.values(await set.files("reports", "batch/")).join("");
  expect(rows).toContain(",failed,500,InitiateReplicationNotPermitted,");
  expect(await set.status("source", "a")).toBe("none");
  const { notes, advice } = told(set);
  expect(notes).toContainEqual(
    expect.stringMatching(
      `The Batch job ${JobId}, which ended at \\S+, failed for it: InitiateReplicationNotPermitted`,
    ),
  );
  expect(advice).toContain(
    `Add to the policies of ${role}: {"Effect":"Allow","Action":"s3:InitiateReplication","Resource":"arn:aws:s3:::source/a"}`,
  );
});

test("a fault that denies s3:InitiateReplication fails the tasks, and the versions keep their statuses", async () => {
  const set = await backlog();
  const denied = set.mock.faults.deny({ action: "s3:InitiateReplication", role });
  expect(await ended(set)).toMatchObject({ ProgressSummary: { NumberOfTasksFailed: 2 } });
  const rows = Object.values(await set.files("reports", "batch/")).join("");
  expect(rows).toContain(",failed,500,InitiateReplicationNotPermitted,");
  expect(await set.status("source", "a")).toBe("none");
  expect(told(set).advice).toContain(
    'In this mock: call end() of what mock.faults.deny({ action: "s3:InitiateReplication" }) returned.',
  );
  expect(set.mock.faults.list()).toMatchObject([{ count: 2 }]);
  denied.end();
  expect(await ended(set)).toMatchObject({ ProgressSummary: { NumberOfTasksSucceeded: 2 } });
});

test("a Deny of the source's policy strikes a job, and explain names it", async () => {
  const set = await backlog();
  const Policy = JSON.stringify(
    policyOf({
      Sid: "NoRepairs",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:InitiateReplication",
      Resource: "arn:aws:s3:::source/a",
    }),
  );
  await set.client.send(new PutBucketPolicyCommand({ Bucket: "source", Policy }));
  expect(await ended(set)).toMatchObject({
    ProgressSummary: { NumberOfTasksSucceeded: 1, NumberOfTasksFailed: 1 },
  });
  expect(told(set).text).toContain('It is denied by Statement[0] "NoRepairs"');
  expect(told(set, "b").text).not.toContain("Batch job");
});

type Failing = [lacking: keyof typeof statements, code: string, reason: string, advice: string];

test.each<Failing>([
  [
    "configuration",
    "ManifestGenerationFailed",
    "The role is not allowed to do s3:GetReplicationConfiguration on the source bucket: AccessDenied",
    '"Action":"s3:GetReplicationConfiguration","Resource":"arn:aws:s3:::source"',
  ],
  [
    "inventory",
    "ManifestGenerationFailed",
    "The role is not allowed to do s3:PutInventoryConfiguration on the source bucket: AccessDenied",
    '"Action":"s3:PutInventoryConfiguration","Resource":"arn:aws:s3:::source"',
  ],
  [
    "report",
    "JobReportNotWritten",
    "The job report could not be written to your report bucket. Please check your permissions.",
    '"Action":"s3:PutObject","Resource":"arn:aws:s3:::reports/batch/job-',
  ],
])(
  "a role that lacks %s fails its job, and explain says which statement is missing",
  async (lacking, FailureCode, FailureReason, advice) => {
    const set = await backlog();
    putRole(set, [lacking]);
    expect(await ended(set)).toMatchObject({
      Status: "Failed",
      FailureReasons: [{ FailureCode, FailureReason }],
    });
    expect(told(set).text).toContain(`failed: ${FailureCode}: `);
    expect(told(set).advice.join()).toContain(advice);
  },
);

test("a manifest that the role may not read fails the job, and not its creation", async () => {
  const set = await backlog();
  const fields = ["Bucket", "Key"] as const;
  const Manifest = await set.manifest("source,a\n", fields);
  putRole(set, ["manifest"]);
  expect(await ended(set, { Manifest })).toMatchObject({
    Status: "Failed",
    FailureReasons: [{ FailureReason: "Reading the manifest is forbidden: AccessDenied" }],
  });
  putRole(set);
  expect(await ended(set, { Manifest })).toMatchObject({ Status: "Complete" });
});

test("a manifest that is named by its version needs s3:GetObjectVersion", async () => {
  const set = await backlog();
  const { Spec, Location } = await set.manifest("source,a\n", ["Bucket", "Key"]);
  const Manifest = { Spec, Location: { ...Location, ObjectVersionId: "null" } } as const;
  putRole(set);
  expect(await ended(set, { Manifest: Manifest as never })).toMatchObject({ Status: "Failed" });
});

describe("a manifest under a KMS key", () => {
  const SSEKMSKeyId = `arn:aws:kms:us-east-1:${AccountId}:key/k`;
  async function underKms(
    Format: "S3BatchOperations_CSV_20180820" | "S3InventoryReport_CSV_20161130",
  ) {
    const set = await backlog();
    set.mock.iam.putKey({ Arn: SSEKMSKeyId });
    const object = { Bucket: "reports", Key: "manifest.csv" };
    const encryption = { ServerSideEncryption: "aws:kms", SSEKMSKeyId } as const;
    const { ETag } = await set.client.send(
      new PutObjectCommand({ ...object, Body: "{}", ...encryption }),
    );
    const Location = { ObjectArn: "arn:aws:s3:::reports/manifest.csv", ETag };
    const isCsv = Format === "S3BatchOperations_CSV_20180820";
    const Spec = { Format, ...(isCsv && { Fields: ["Bucket", "Key"] as ("Bucket" | "Key")[] }) };
    return { set, Manifest: { Spec, Location } };
  }

  test("is refused where it is plain CSV", async () => {
    const { set, Manifest } = await underKms("S3BatchOperations_CSV_20180820");
    expect((await errorOf(set.create({ Manifest }))).message).toContain("encrypted in a way");
  });

  test("needs kms:Decrypt of the role where it is an inventory's", async () => {
    const { set, Manifest } = await underKms("S3InventoryReport_CSV_20161130");
    putRole(set);
    expect(await ended(set, { Manifest })).toMatchObject({
      FailureReasons: [{ FailureReason: "Reading the manifest is forbidden: AccessDenied" }],
    });
    const all = policyOf({ Effect: "Allow", Action: ["s3:*", "kms:Decrypt"], Resource: "*" });
    set.mock.iam.putRole({ Arn: role, AssumeRolePolicyDocument: trust, Policies: [all] });
    expect(await ended(set, { Manifest })).toMatchObject({
      FailureReasons: [{ FailureReason: "The manifest is not that of an inventory in CSV" }],
    });
  });
});

test("a role that does not trust Batch Operations fails the job", async () => {
  const set = await backlog();
  const Principal = { Service: "s3.amazonaws.com" };
  set.mock.iam.putRole({
    Arn: role,
    AssumeRolePolicyDocument: policyOf({ ...trust.Statement[0], Principal }),
    Policies: [policyOf({ Effect: "Allow", Action: "s3:*", Resource: "*" })],
  });
  expect(await ended(set)).toMatchObject({
    Status: "Failed",
    FailureReasons: [{ FailureCode: "AssumeRoleNotPermitted" }],
  });
  expect(told(set).text).toContain(
    `batchoperations.s3.amazonaws.com asked for sts:AssumeRole on ${role}`,
  );
});

test("what a job failed at is told no more once a later one has done it", async () => {
  const set = await backlog();
  putRole(set, ["initiate"]);
  await ended(set);
  putRole(set);
  await ended(set);
  expect(told(set).text).not.toContain("Batch job");
});

test("a key that was never there tells which job looked for it", async () => {
  const set = await backlog();
  await ended(set, { Manifest: await set.manifest("source,gone\n", ["Bucket", "Key"]) });
  expect(told(set, "gone").text).toMatch(/The Batch job \S+, .* failed for it: SrcObjectNotFound/);
});
