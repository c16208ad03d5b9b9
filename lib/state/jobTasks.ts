import { schedule, type Task, unschedule } from "./agenda.js";
import type { Job } from "./job.js";
import type { S3 } from "./s3.js";

const dayMs = 24 * 60 * 60 * 1000;
/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html */
const retentionMs = 90 * dayMs;

/** Replaces a job by itself with changes, and lets it wait for its next step. */
export function changeJob(s3: S3, job: Job, change: Partial<Omit<Job, "id" | "sequence">>): Job {
  const before = jobTask(job);
  if (before !== undefined) unschedule(s3.agenda, before);
  const changed = { ...job, ...change };
  s3.jobs.set(job.id, changed);
  const after = jobTask(changed);
  if (after !== undefined) schedule(s3.agenda, after);
  return changed;
}

/** What a job waits for in the agenda: its next step, or after its end to be forgotten. */
export function jobTask({ id, sequence, stepAt, endedAt }: Job): Task | undefined {
  if (endedAt !== undefined) {
    return { kind: "forgetJob", dueAt: endedAt + retentionMs, sequence, jobId: id };
  }
  return stepAt === undefined ? undefined : { kind: "stepJob", dueAt: stepAt, sequence, jobId: id };
}
