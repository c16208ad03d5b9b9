import type { FailureReason } from "../state/failureReasons.js";
import type { Job, JobTask, JobTaskResult } from "../state/job.js";
import { changeJob } from "../state/jobTasks.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";

/**
 * Once so many tasks ran, a job fails of which more than half did.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
 */
const thresholdTasks = 1000;

/** Ends the tasks of jobs that waited for a piece of work alone, and brings on those that wait for more. */
export function endJobTasks(
  s3: S3,
  { jobTasks }: Work,
  { failureReason, at }: { failureReason: FailureReason | undefined; at: number },
): void {
  for (const { jobId, index } of jobTasks) {
    const job = s3.jobs.get(jobId);
    const task = job?.tasks.get(index);
    if (job === undefined || task === undefined || task.result !== undefined) continue;
    const openWork = task.openWork - 1;
    const brought = { ...task, openWork, failureReason: task.failureReason ?? failureReason };
    if (openWork > 0) job.tasks.set(index, brought);
    else endJobTask(s3, job, { index, task: brought, result: resultOf(brought), at });
  }
}

/** How a task of a job ended, and when. */
interface EndedTask {
  readonly index: number;
  readonly task: JobTask;
  readonly result: JobTaskResult;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Notes how a task ended; with the last of them the job goes on. */
export function endJobTask(s3: S3, job: Job, { index, task, result, at }: EndedTask): Job {
  // A job that was cancelled or failed has no say in what goes on, and makes no report of it.
  if (job.status !== "Active") return job;
  job.tasks.set(index, { ...task, result });
  const succeeded = job.succeeded + (result.isSuccess ? 1 : 0);
  const failed = job.failed + (result.isSuccess ? 0 : 1);
  const ran = succeeded + failed;
  if (ran >= thresholdTasks && failed * 2 > ran) {
    return changeJob(s3, job, {
      succeeded,
      failed,
      status: "Failing",
      doneAt: at,
      stepAt: at,
      // Code and text are `assumed`.
      failure: {
        code: "TaskFailureThresholdExceeded",
        reason: "More than 50 percent of the tasks failed.",
      },
    });
  }
  const isDone = ran === job.tasks.size;
  return changeJob(s3, job, { succeeded, failed, ...(isDone && { doneAt: at, stepAt: at }) });
}

/** The text of success is recorded 2026. */
const success: JobTaskResult = {
  isSuccess: true,
  httpStatus: 200,
  errorCode: "",
  message: "success",
};

function resultOf({ failureReason }: JobTask): JobTaskResult {
  return failureReason === undefined ? success : taskFailure(failureReason);
}

/** Recorded 2026; all others are `assumed` to say their code. */
const recordedMessages: Partial<Record<FailureReason, string>> = {
  SrcObjectNotEligible: "Object is not eligible for replication",
};

/** How a task fails for one of S3's reasons: with 500, as was recorded of two of them in 2026. */
export function taskFailure(
  errorCode: FailureReason,
  message = recordedMessages[errorCode] ?? `Replication failed: ${errorCode}`,
): JobTaskResult {
  return { isSuccess: false, httpStatus: 500, errorCode, message };
}
