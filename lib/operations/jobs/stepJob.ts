import { batchMayAssume } from "../../access/iam/assumeRole.js";
import type { Job, JobFailure } from "../../state/job.js";
import { changeJob } from "../../state/jobTasks.js";
import type { S3 } from "../../state/s3.js";
import { generateManifest } from "./generateManifest.js";
import { jobRequester } from "./jobRole.js";
import { jobStepMs } from "./jobStepMs.js";
import { readManifest } from "./readManifest.js";
import { startJobTasks } from "./startJobTasks.js";
import { writeCompletionReport } from "./writeCompletionReport.js";

/**
 * Brings a job on to its next status.
 *
 * @param at - when, in milliseconds since the epoch
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
 */
export function stepJob(s3: S3, jobId: string, at: number): void {
  const job = s3.jobs.get(jobId);
  if (job === undefined) return;
  const stepAt = at + jobStepMs;
  switch (job.status) {
    case "New":
      changeJob(s3, job, { status: "Preparing", stepAt });
      break;
    case "Preparing":
      prepare(s3, job, at);
      break;
    case "Ready":
      activateFirst(s3, job, at);
      break;
    case "Active":
      changeJob(s3, job, { status: "Completing", stepAt });
      break;
    case "Completing":
      end(s3, job, "Complete", at);
      break;
    case "Cancelling":
      end(s3, job, "Cancelled", at);
      break;
    case "Failing":
      end(s3, job, "Failed", at);
      break;
    default:
      // What is suspended or has ended waits for no step.
      break;
  }
}

function prepare(s3: S3, job: Job, at: number): void {
  const { manifest, generator, confirmationRequired, roleArn } = job.request;
  const unassumed = batchMayAssume(s3, roleArn, job.accountId) ? undefined : roleProblem(roleArn);
  const made = unassumed ?? (generator && generateManifest(s3, job, generator));
  const read = unassumed ?? (manifest && readManifest(s3, manifest, jobRequester(job)));
  const failure = failureIn(made) ?? failureIn(read);
  const stepAt = at + jobStepMs;
  if (failure !== undefined) {
    changeJob(s3, job, { status: "Failing", failure, stepAt });
    return;
  }
  const generated = made !== undefined && "tasks" in made ? made : undefined;
  const tasks = generated?.tasks ?? (Array.isArray(read) ? read : []);
  for (const [index, task] of tasks.entries()) job.tasks.set(index, task);
  changeJob(s3, job, {
    generatedManifest: generated?.stored,
    ...(confirmationRequired
      ? { status: "Suspended", suspendedAt: at, stepAt: undefined }
      : { status: "Ready", stepAt }),
  });
}

/** That the job fails of it is `assumed`, with code and text. */
function roleProblem(roleArn: string): JobFailure {
  return {
    code: "AssumeRoleNotPermitted",
    reason: `The trust policy of ${roleArn} does not let batchoperations.s3.amazonaws.com assume it`,
  };
}

function failureIn(outcome: object | undefined): JobFailure | undefined {
  // Nothing else that comes of a manifest has a code.
  return outcome !== undefined && "code" in outcome ? (outcome as JobFailure) : undefined;
}

/** Of the jobs that are ready by now the one of the highest priority comes first, and each gets its turn. */
function activateFirst(s3: S3, job: Job, at: number): void {
  let first = job;
  for (const other of s3.jobs.values()) {
    const isRival =
      other.status === "Ready" &&
      other.accountId === job.accountId &&
      other.region === job.region &&
      (other.stepAt ?? Number.POSITIVE_INFINITY) <= at;
    if (isRival && other.priority > first.priority) first = other;
  }
  // The task of this job has been taken out of the agenda: it needs another.
  if (first !== job) changeJob(s3, job, { stepAt: at });
  const isEmpty = first.tasks.size === 0;
  const active = changeJob(s3, first, {
    status: "Active",
    activeAt: at,
    stepAt: isEmpty ? at : undefined,
    ...(isEmpty && { doneAt: at }),
  });
  startJobTasks(s3, active, at);
}

/** Ends a job with its report; one whose report cannot be written fails, whatever its tasks did. */
function end(s3: S3, job: Job, status: Job["status"], at: number): void {
  const failure = writeCompletionReport(s3, job);
  changeJob(s3, job, {
    status: failure === undefined ? status : "Failed",
    failure: job.failure ?? failure,
    endedAt: at,
    stepAt: undefined,
    doneAt: job.doneAt ?? at,
  });
}
