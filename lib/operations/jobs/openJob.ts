import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Job } from "../../state/job.js";
import type { S3 } from "../../state/s3.js";

/** What an operation on one job is sent with. */
export interface JobInput {
  readonly JobId?: string | undefined;
}

/**
 * The job that a request is for: one of the account, in the Region of the endpoint. A custom endpoint is
 * every Region's.
 *
 * @throws S3Error NotFoundException
 */
export function openJob(s3: S3, { JobId = "" }: JobInput, requester: Requester): Job {
  const job = s3.jobs.get(JobId);
  return job !== undefined && isTheirs(job, requester) ? job : fail("NotFoundException");
}

/** Whether a job is one of the account, in the Region of the endpoint. */
export function isTheirs(job: Job, { accountId, region }: Requester): boolean {
  return job.accountId === accountId && (region === undefined || region === job.region);
}
