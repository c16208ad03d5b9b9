import type {
  UpdateJobPriorityCommandInput,
  UpdateJobPriorityResult,
  UpdateJobStatusCommandInput,
  UpdateJobStatusResult,
} from "@aws-sdk/client-s3-control";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Job, JobStatus } from "../../state/job.js";
import { changeJob } from "../../state/jobTasks.js";
import type { S3 } from "../../state/s3.js";
import { isPriority } from "./checkJobRequest.js";
import { jobStepMs } from "./jobStepMs.js";
import { openJob } from "./openJob.js";

/** Those that do not end by themselves any more, or are ending. */
const ending: ReadonlySet<JobStatus> = new Set([
  "Completing",
  "Complete",
  "Cancelling",
  "Cancelled",
  "Failing",
  "Failed",
]);

/**
 * A job that is suspended can be made Ready, and one that has not ended be Cancelled: `assumed` from the
 * statuses, which are documented.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_UpdateJobStatus.html
 */
export function updateJobStatus(
  s3: S3,
  input: UpdateJobStatusCommandInput,
  requester: Requester,
): UpdateJobStatusResult {
  const { RequestedJobStatus: requested, StatusUpdateReason: reason } = input;
  const job = openJob(s3, input, requester);
  if (requested !== "Ready" && requested !== "Cancelled") {
    // `assumed`
    fail("BadRequestException", { message: `Invalid requested job status: ${requested}` });
  }
  if (reason !== undefined && (reason === "" || reason.length > 256)) {
    // `assumed`
    fail("BadRequestException", {
      message: "StatusUpdateReason must have between 1 and 256 characters",
    });
  }
  const isPossible = requested === "Ready" ? job.status === "Suspended" : !ending.has(job.status);
  if (!isPossible) refuse(job, requested);
  const changed = changeJob(s3, job, {
    status: requested === "Ready" ? "Ready" : "Cancelling",
    stepAt: s3.time.now() + jobStepMs,
    statusUpdateReason: reason,
  });
  return {
    JobId: job.id,
    Status: changed.status,
    ...(reason !== undefined && { StatusUpdateReason: reason }),
  };
}

/** The text is `assumed`. */
function refuse({ id, status }: Job, requested: string): never {
  return fail("JobStatusException", {
    message: `The job ${id} is ${status} and cannot become ${requested}`,
  });
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_UpdateJobPriority.html */
export function updateJobPriority(
  s3: S3,
  input: UpdateJobPriorityCommandInput,
  requester: Requester,
): UpdateJobPriorityResult {
  const job = openJob(s3, input, requester);
  const { Priority = -1 } = input;
  if (!isPriority(Priority)) {
    // `assumed`
    fail("BadRequestException", { message: "Priority must be between 0 and 2147483647" });
  }
  changeJob(s3, job, { priority: Priority });
  return { JobId: job.id, Priority };
}
