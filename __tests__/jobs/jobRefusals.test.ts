import {
  CreateJobCommand,
  type CreateJobCommandInput,
  DeleteJobTaggingCommand,
  DescribeJobCommand,
  GetJobTaggingCommand,
  GetPublicAccessBlockCommand,
  ListJobsCommand,
  PutJobTaggingCommand,
  UpdateJobPriorityCommand,
  UpdateJobStatusCommand,
} from "@aws-sdk/client-s3-control";
import { errorOf } from "../support/client.js";
import { AccountId, generator, jobScene, report, usualJob } from "../support/jobScene.js";
import { arn } from "../support/replicationConfigurations.js";

const manifest = {
  Spec: { Format: "S3BatchOperations_CSV_20180820", Fields: ["Bucket", "Key"] },
  Location: { ObjectArn: "arn:aws:s3:::reports/none.csv", ETag: "0" },
} as const satisfies CreateJobCommandInput["Manifest"];
const byManifest = { ManifestGenerator: undefined, Manifest: manifest };
const { S3JobManifestGenerator } = generator;
const generating = (change: object) => ({
  ManifestGenerator: { S3JobManifestGenerator: { ...S3JobManifestGenerator, ...change } },
});

// lifecycle-inventory-batch.md C2, C4: the model's constraints, and what is documented to be refused
const refused: Record<string, [input: object, message: RegExp]> = {
  "two operations": [
    { Operation: { S3ReplicateObject: {}, S3PutObjectTagging: {} } },
    /exactly one/,
  ],
  "no operation": [{ Operation: {} }, /exactly one Operation/],
  "a priority below 0": [{ Priority: -1 }, /Priority/],
  "a role that is none": [{ RoleArn: "arn:aws:iam::123456789012:user/batch" }, /RoleArn/],
  "an empty description": [{ Description: "" }, /Description/],
  "a token that is too long": [{ ClientRequestToken: "x".repeat(65) }, /ClientRequestToken/],
  "no manifest at all": [{ ManifestGenerator: undefined }, /either Manifest or/],
  "both manifests": [{ Manifest: manifest }, /only contain one/],
  "a manifest that is not there": [byManifest, /The manifest does not exist/],
  "fields without a key": [
    { ...byManifest, Manifest: { ...manifest, Spec: { ...manifest.Spec, Fields: ["Bucket"] } } },
    /Fields/,
  ],
  "an inventory with fields": [
    {
      ...byManifest,
      Manifest: {
        ...manifest,
        Spec: { Format: "S3InventoryReport_CSV_20161130", Fields: ["Key"] },
      },
    },
    /takes no Fields/,
  ],
  "a report without a bucket": [{ Report: { ...report, Bucket: undefined } }, /Report.Bucket/],
  "a report without a scope": [{ Report: { ...report, ReportScope: undefined } }, /ReportScope/],
  "a report bucket that is not there": [
    { Report: { ...report, Bucket: arn("none") } },
    /report bucket does not exist/,
  ],
  "a report bucket of another owner": [
    { Report: { ...report, ExpectedBucketOwner: "999999999999" } },
    /report bucket belongs to another account/,
  ],
  "a source bucket that is not there": [
    generating({ SourceBucket: arn("none") }),
    /source bucket does not exist/,
  ],
  "a source bucket in another Region": [generating({ SourceBucket: arn("far") }), /eu-west-1/],
  "a source bucket without a configuration": [
    generating({ SourceBucket: arn("elsewhere") }),
    /no replication configuration/,
  ],
  "a status that cannot be selected": [
    generating({ Filter: { ObjectReplicationStatuses: ["PENDING"] } }),
    /PENDING cannot be selected/,
  ],
  "two filters of encryption": [
    generating({ Filter: { MatchAnyObjectEncryption: [{ SSES3: {} }, { NOTSSE: {} }] } }),
    /takes one filter/,
  ],
  "a stored manifest without a place": [
    generating({ EnableManifestOutput: true }),
    /ManifestOutputLocation/,
  ],
};

test.each(Object.entries(refused))("CreateJob refuses %s", async (_what, [input, message]) => {
  const { control, mock } = await jobScene({ buckets: { far: { region: "eu-west-1" } } });
  // Some of these inputs are what no type allows.
  const command = new CreateJobCommand({ ...usualJob, ...input } as CreateJobCommandInput);
  const error = await errorOf(control.send(command));
  expect(error).toMatchObject({
    name: "InvalidRequest",
    message: expect.stringMatching(message),
    $metadata: { httpStatusCode: 400 },
  });
  expect((await control.send(new ListJobsCommand({ AccountId }))).Jobs).toEqual([]);
  expect(mock.requests.of("CreateJob")).toHaveLength(1);
});

test("a wrong ETag of a manifest is refused", async () => {
  const set = await jobScene();
  const { Location, ...same } = await set.manifest("source,a\n", ["Bucket", "Key"]);
  const Manifest = { ...same, Location: { ObjectArn: Location?.ObjectArn, ETag: "other" } };
  expect((await errorOf(set.create({ Manifest }))).name).toBe("InvalidRequest");
});

test("jobs that do anything else than replicate are refused by name", async () => {
  const { create } = await jobScene();
  const Operation = { S3PutObjectTagging: { TagSet: [{ Key: "k", Value: "v" }] } };
  expect(await errorOf(create({ Operation }))).toMatchObject({
    name: "NotImplemented",
    message: "A job that does S3PutObjectTagging is not simulated by s3-replication-mock",
  });
});

test("the same token with the same request is the same job, with another an error", async () => {
  const { control, create } = await jobScene();
  const ClientRequestToken = "token";
  const id = await create({ ClientRequestToken });
  expect(await create({ ClientRequestToken })).toBe(id);
  const error = await errorOf(create({ ClientRequestToken, Description: "another" }));
  expect(error.name).toBe("IdempotencyException");
  expect((await control.send(new ListJobsCommand({ AccountId }))).Jobs).toHaveLength(1);
});

test("all other operations of S3 Control are refused by name", async () => {
  const { control } = await jobScene();
  const command = new GetPublicAccessBlockCommand({ AccountId });
  expect(await errorOf(control.send(command))).toMatchObject({
    name: "NotImplemented",
    message: "S3 Control's GetPublicAccessBlock is not simulated by s3-replication-mock",
  });
});

test.each([
  ["DescribeJob", (JobId: string) => new DescribeJobCommand({ AccountId, JobId })],
  ["GetJobTagging", (JobId: string) => new GetJobTaggingCommand({ AccountId, JobId })],
  ["PutJobTagging", (JobId: string) => new PutJobTaggingCommand({ AccountId, JobId, Tags: [] })],
  ["DeleteJobTagging", (JobId: string) => new DeleteJobTaggingCommand({ AccountId, JobId })],
  [
    "UpdateJobPriority",
    (JobId: string) => new UpdateJobPriorityCommand({ AccountId, JobId, Priority: 1 }),
  ],
  [
    "UpdateJobStatus",
    (JobId: string) =>
      new UpdateJobStatusCommand({ AccountId, JobId, RequestedJobStatus: "Ready" }),
  ],
] as const)("%s does not find a job that there is not", async (_name, command) => {
  const { control } = await jobScene();
  // Each is a command of the client, which types their union too narrowly.
  const send = control.send.bind(control) as (command: unknown) => Promise<unknown>;
  const error = await errorOf(send(command("00000000-0000-4000-8000-000000000000")));
  expect(error).toMatchObject({
    name: "NotFoundException",
    message: "The specified job does not exist",
    Code: "NotFoundException",
    RequestId: expect.any(String),
    HostId: expect.any(String),
  });
});

test("what UpdateJobStatus, UpdateJobPriority and ListJobs cannot take is refused", async () => {
  const { control, create } = await jobScene();
  const JobId = await create();
  const status = new UpdateJobStatusCommand({
    AccountId,
    JobId,
    RequestedJobStatus: "Ready",
    StatusUpdateReason: "x".repeat(257),
  });
  expect((await errorOf(control.send(status))).name).toBe("BadRequestException");
  const priority = new UpdateJobPriorityCommand({ AccountId, JobId, Priority: 2 ** 31 - 1 });
  expect(await control.send(priority)).toMatchObject({ Priority: 2 ** 31 - 1 });
  const tooLow = new UpdateJobPriorityCommand({ AccountId, JobId, Priority: -1 });
  expect((await errorOf(control.send(tooLow))).name).toBe("BadRequestException");
  const list = (input: object) =>
    errorOf(control.send(new ListJobsCommand({ AccountId, ...input })));
  expect((await list({ NextToken: "???" })).name).toBe("InvalidNextTokenException");
  expect((await list({ MaxResults: 1001 })).name).toBe("InvalidRequestException");
  expect((await list({ JobStatuses: ["Done"] })).name).toBe("InvalidRequestException");
});

describe("tags of jobs", () => {
  const tag = (Key: string, Value = "v") => ({ Key, Value });

  test("are given with the job, read, replaced and removed", async () => {
    const { control, create } = await jobScene();
    const JobId = await create({ Tags: [tag("a")] });
    const get = async () =>
      (await control.send(new GetJobTaggingCommand({ AccountId, JobId }))).Tags;
    const put = (Tags: readonly { Key: string; Value: string }[]) =>
      control.send(new PutJobTaggingCommand({ AccountId, JobId, Tags: [...Tags] }));
    expect(await get()).toEqual([tag("a")]);
    await put([tag("b"), tag("B")]);
    expect(await get()).toEqual([tag("b"), tag("B")]);
    const deleted = await control.send(new DeleteJobTaggingCommand({ AccountId, JobId }));
    expect(deleted.$metadata.httpStatusCode).toBe(204);
    expect(await get()).toEqual([]);
    await put([tag("c")]);
    await put([]);
    expect(await get()).toEqual([]);
  });

  const invalid: Record<
    string,
    [tags: readonly { Key: string; Value: string }[], name: string, message: RegExp]
  > = {
    "51 of them": [
      Array.from({ length: 51 }, (_, index) => tag(`k${index}`)),
      "TooManyTagsException",
      /50/,
    ],
    "one key twice": [[tag("a"), tag("a")], "InvalidTag", /^There are duplicate tag keys/],
    "a key of AWS's": [
      [tag("aws:a")],
      "InvalidTag",
      /^User-defined tag keys can't start with "aws:"/,
    ],
    "a long key": [
      [tag("k".repeat(129))],
      "InvalidTag",
      /^This request contains a tag key or value/,
    ],
  };

  test.each(Object.entries(invalid))("are refused: %s", async (_what, [Tags, name, message]) => {
    const { create } = await jobScene();
    expect(await errorOf(create({ Tags: [...Tags] }))).toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });
});
