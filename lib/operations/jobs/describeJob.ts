import type {
  DescribeJobCommandInput,
  DescribeJobResult,
  JobDescriptor,
  JobListDescriptor,
  JobProgressSummary,
  JobStatus,
  ListJobsCommandInput,
  ListJobsResult,
} from "@aws-sdk/client-s3-control";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { type Job, jobStatuses } from "../../state/job.js";
import type { S3 } from "../../state/s3.js";
import { isTheirs, openJob } from "./openJob.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_DescribeJob.html */
export function describeJob(
  s3: S3,
  input: DescribeJobCommandInput,
  requester: Requester,
): DescribeJobResult {
  return { Job: descriptor(s3, openJob(s3, input, requester)) };
}

function descriptor(s3: S3, job: Job): JobDescriptor {
  const { request, failure, suspendedAt } = job;
  const { manifest, generator, report } = request;
  return {
    JobId: job.id,
    ConfirmationRequired: request.confirmationRequired,
    Description: request.description,
    JobArn: `arn:aws:s3:${job.region}:${job.accountId}:job/${job.id}`,
    Status: job.status,
    // The request was read by the schemas of these types; only the state knows it by types of its own.
    Manifest: manifest as JobDescriptor["Manifest"],
    ManifestGenerator:
      generator &&
      ({ S3JobManifestGenerator: generator } as NonNullable<JobDescriptor["ManifestGenerator"]>),
    GeneratedManifestDescriptor: job.generatedManifest && {
      Format: "S3InventoryReport_CSV_20211130",
      Location: job.generatedManifest,
    },
    Operation: { S3ReplicateObject: {} },
    Priority: job.priority,
    ProgressSummary: progress(s3, job),
    StatusUpdateReason: job.statusUpdateReason,
    FailureReasons: failure && [{ FailureCode: failure.code, FailureReason: failure.reason }],
    Report: report as JobDescriptor["Report"],
    RoleArn: request.roleArn,
    SuspendedDate: dateOf(suspendedAt),
    // `assumed`
    SuspendedCause: suspendedAt === undefined ? undefined : "Awaiting confirmation",
    CreationTime: new Date(job.createdAt),
    TerminationDate: dateOf(job.endedAt),
  };
}

function progress(s3: S3, { tasks, succeeded, failed, activeAt, doneAt }: Job): JobProgressSummary {
  const activeMs = activeAt === undefined ? 0 : (doneAt ?? s3.time.now()) - activeAt;
  return {
    TotalNumberOfTasks: tasks.size,
    NumberOfTasksSucceeded: succeeded,
    NumberOfTasksFailed: failed,
    Timers: { ElapsedTimeInActiveSeconds: Math.floor(activeMs / 1000) },
  };
}

function dateOf(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}

const pageJobs = 1000;

/**
 * The jobs of an account in a Region, newest first: the order is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListJobs.html
 */
export function listJobs(
  s3: S3,
  { JobStatuses = [], NextToken, MaxResults = pageJobs }: ListJobsCommandInput,
  requester: Requester,
): ListJobsResult {
  if (MaxResults < 0 || MaxResults > pageJobs) {
    // `assumed`
    invalid(`MaxResults must be between 0 and ${pageJobs}`);
  }
  const unknown = JobStatuses.find((status) => !knownStatuses.has(status));
  // `assumed`
  if (unknown !== undefined) invalid(`Invalid job status: ${unknown}`);
  const before = NextToken === undefined ? Number.POSITIVE_INFINITY : readToken(NextToken);
  const rest = [...s3.jobs.values()]
    .filter((job) => isTheirs(job, requester) && job.sequence < before)
    .filter(({ status }) => JobStatuses.length === 0 || JobStatuses.includes(status))
    .sort((a, b) => b.sequence - a.sequence);
  const page = rest.slice(0, MaxResults);
  const last = page.at(-1);
  return {
    Jobs: page.map((job) => listed(s3, job)),
    ...(last !== undefined && page.length < rest.length && { NextToken: token(last) }),
  };
}

/** S3's own, of which the mock's jobs do not have all. */
const knownStatuses: ReadonlySet<JobStatus> = new Set([...jobStatuses, "Paused", "Pausing"]);

function listed(s3: S3, job: Job): JobListDescriptor {
  return {
    JobId: job.id,
    Description: job.request.description,
    Operation: "S3ReplicateObject",
    Priority: job.priority,
    Status: job.status,
    CreationTime: new Date(job.createdAt),
    TerminationDate: dateOf(job.endedAt),
    ProgressSummary: progress(s3, job),
  };
}

function token({ sequence }: Job): string {
  return Buffer.from(String(sequence)).toString("base64url");
}

function readToken(text: string): number {
  const sequence = Number(Buffer.from(text, "base64url").toString() || "-");
  if (Number.isSafeInteger(sequence)) return sequence;
  // The text is `assumed`.
  return fail("InvalidNextTokenException", { message: "The NextToken is not valid" });
}

function invalid(message: string): never {
  return fail("InvalidRequestException", { message });
}
