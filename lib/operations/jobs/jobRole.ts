import { isAuthorized, type RequestedAction } from "../../access/authorize.js";
import { accountOfArn } from "../../access/principals.js";
import type { Requester } from "../../access/requester.js";
import type { Bucket } from "../../state/bucket.js";
import type { Job } from "../../state/job.js";
import type { S3 } from "../../state/s3.js";

/** Who a job's requests come from: S3, in a session of the job's role. */
export function jobRequester({ request: { roleArn } }: Pick<Job, "request">): Requester {
  const accountId = accountOfArn(roleArn);
  return { accountId, principalArn: roleArn, region: undefined, service: {} };
}

/** What a job does in a bucket. */
export interface JobAction {
  readonly bucket: Bucket;
  /** Undefined for what is done to the bucket itself. */
  readonly key: string | undefined;
  readonly versionId?: string | undefined;
  /** Such as `s3:InitiateReplication`. */
  readonly action: string;
}

/**
 * Whether the documents of this moment let a job's role do something. A role that nobody described may do
 * what its account may.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
 */
export function jobMay(s3: S3, requester: Requester, asked: JobAction): boolean {
  return isAuthorized(s3, requestedByJob(requester, asked));
}

/** What is judged when a job's role does something: no header or query decides about it. */
export function requestedByJob(requester: Requester, asked: JobAction): RequestedAction {
  const { bucket, key, versionId } = asked;
  const request = { bucket: bucket.name, key, query: {}, headers: {} };
  return { ...asked, versionId, request, requester };
}
