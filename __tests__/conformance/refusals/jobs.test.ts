import * as sdk from "@aws-sdk/client-s3-control";
import { controlOperations } from "../../../lib/operations/jobs/controlOperations.js";
import { errorOf } from "../../support/client.js";
import {
  AccountId,
  generator,
  type JobScene,
  jobScene,
  report,
  usualJob,
} from "../../support/jobScene.js";

type Operation = keyof typeof controlOperations;

/** Each operation of a job there is, or of the account, as it would succeed. */
const inputs: Readonly<Record<Operation, object>> = {
  CreateJob: usualJob,
  DeleteJobTagging: {},
  DescribeJob: {},
  GetJobTagging: {},
  ListJobs: {},
  PutJobTagging: { Tags: [] },
  UpdateJobPriority: { Priority: 1 },
  UpdateJobStatus: { RequestedJobStatus: "Cancelled" },
};

const { S3JobManifestGenerator } = generator;
const generating = (change: object) => ({
  ManifestGenerator: { S3JobManifestGenerator: { ...S3JobManifestGenerator, ...change } },
});
const tag = (Key: string, Value = "") => ({ Key, Value });
const tags = {
  "a tag twice": [tag("a"), tag("a")],
  "a tag of the system's": [tag("aws:a")],
  "an empty key": [tag("")],
  "a key over 128 characters": [tag("x".repeat(129))],
  "a value over 256": [tag("a", "x".repeat(257))],
  "an illegal character": [tag("!")],
};
type Row = readonly [operation: Operation, fault: string, input: object, code: string];

/** From the model of S3 Control and its pages; all codes are `assumed`, as the code of each says. */
const rows: readonly Row[] = [
  ...Object.entries({
    "no operation": { Operation: {} },
    "a negative priority": { Priority: -1 },
    "a role that is none": { RoleArn: "x" },
    "a token over 64 characters": { ClientRequestToken: "x".repeat(65) },
    "an empty description": { Description: "" },
    "a description over 256 characters": { Description: "x".repeat(257) },
    "no manifest": { ManifestGenerator: undefined },
    "another format of the report": { Report: { ...report, Format: "x" } },
    "another scope of the report": { Report: { ...report, ReportScope: "x" } },
    "a report's prefix over 512 characters": { Report: { ...report, Prefix: "x".repeat(513) } },
    "a report's bucket that is no ARN": { Report: { ...report, Bucket: "reports" } },
    "a source that is no ARN": generating({ SourceBucket: "source" }),
    "a status that cannot be selected": generating({
      Filter: { ObjectReplicationStatuses: ["PENDING"] },
    }),
  }).map(([fault, input]): Row => ["CreateJob", fault, input, "InvalidRequest"]),
  ["CreateJob", "another operation", { Operation: { S3PutObjectTagging: {} } }, "NotImplemented"],
  ...(["CreateJob", "PutJobTagging"] as const).flatMap((name) => [
    ...Object.entries(tags).map(([fault, Tags]): Row => [name, fault, { Tags }, "InvalidTag"]),
    [
      name,
      "51 tags",
      { Tags: Array.from({ length: 51 }, (_, at) => tag(`${at}`)) },
      "TooManyTagsException",
    ] satisfies Row,
  ]),
  ["UpdateJobPriority", "a negative priority", { Priority: -1 }, "BadRequestException"],
  ["UpdateJobStatus", "another status", { RequestedJobStatus: "x" }, "BadRequestException"],
  ["UpdateJobStatus", "an empty reason", { StatusUpdateReason: "" }, "BadRequestException"],
  [
    "UpdateJobStatus",
    "a job that is not suspended",
    { RequestedJobStatus: "Ready" },
    "JobStatusException",
  ],
  ["ListJobs", "another status", { JobStatuses: ["x"] }, "InvalidRequestException"],
  ["ListJobs", "a page over 1,000", { MaxResults: 1001 }, "InvalidRequestException"],
  ["ListJobs", "a token that is none", { NextToken: "x" }, "InvalidNextTokenException"],
];

async function send(
  { control, create }: JobScene,
  name: Operation,
  input: object,
): Promise<unknown> {
  const JobId = await create();
  // Each command takes an input of its own type; here it is known by name only.
  const Command = Reflect.get(sdk, `${name}Command`) as new (input: object) => object;
  const sender = control as unknown as { send(command: object): Promise<unknown> };
  return sender.send(new Command({ AccountId, JobId, ...inputs[name], ...input }));
}

const names = Object.keys(inputs) as Operation[];

test("every operation on jobs is told of", () => {
  expect(names.sort()).toEqual(Object.keys(controlOperations).sort());
});

test.each(names)("%s refuses another account's jobs", async (name) => {
  const sent = send(await jobScene(), name, { AccountId: "999999999999" });
  expect((await errorOf(sent)).name).toBe("AccessDenied");
});

test.each(names.filter((name) => !["CreateJob", "ListJobs"].includes(name)))(
  "%s refuses a job that there is not",
  async (name) => {
    const sent = send(await jobScene(), name, { JobId: "00000000-0000-4000-8000-000000000000" });
    expect((await errorOf(sent)).name).toBe("NotFoundException");
  },
);

test.each(rows)("%s refuses %s", async (name, _fault, input, code) => {
  expect((await errorOf(send(await jobScene(), name, input))).name).toBe(code);
});
