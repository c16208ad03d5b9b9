import { isDeepStrictEqual } from "node:util";
import type { CreateJobCommandInput, CreateJobResult } from "@aws-sdk/client-s3-control";
import { authorizeOwn, authorizePassRole } from "../../access/authorizeService.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { parseBucketArn } from "../../replication/arns.js";
import type { Bucket } from "../../state/bucket.js";
import type { Job, JobRequest } from "../../state/job.js";
import { changeJob } from "../../state/jobTasks.js";
import type { S3 } from "../../state/s3.js";
import { sortedMap } from "../../state/sortedMap.js";
import { checkedJobRequest } from "./checkJobRequest.js";
import { jobRequester } from "./jobRole.js";
import { jobStepMs } from "./jobStepMs.js";
import { checkedJobTags } from "./jobTagging.js";
import { isTheirs } from "./openJob.js";
import { manifestProblem, unreadable } from "./readManifest.js";

/**
 * Begins a job that replicates what is there already.
 *
 * @throws S3Error InvalidRequest, AccessDenied, IdempotencyException, TooManyTagsException, InvalidTag;
 *   NotImplemented for jobs that do anything else
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html
 */
export function createJob(
  s3: S3,
  input: CreateJobCommandInput,
  requester: Requester,
): CreateJobResult {
  const request = checkedJobRequest(input);
  const tags = checkedJobTags(input.Tags ?? []);
  if (tags.length > 0) authorizeOwn(s3, requester, { action: "s3:PutJobTagging", resource: "*" });
  const { roleArn } = request;
  authorizePassRole(s3, requester, roleArn, "batchoperations.s3.amazonaws.com");
  const { Priority: priority = 0 } = input;
  const known = sameToken(s3, request, requester);
  if (known !== undefined) {
    if (isDeepStrictEqual(known.request, request)) return { JobId: known.id };
    // The text is `assumed`; so is that a token counts for as long as its job is kept.
    fail("IdempotencyException", {
      message: "The ClientRequestToken was used for a job with other parameters",
    });
  }
  const region = requester.region ?? sourceOf(s3, request)?.region ?? s3.region;
  checkBuckets(s3, request, requester, region);
  const now = s3.time.now();
  const job: Job = {
    id: s3.ids.uuid(),
    sequence: s3.ids.sequence(),
    accountId: requester.accountId,
    region,
    request,
    priority,
    tags,
    status: "New",
    stepAt: undefined,
    createdAt: now,
    suspendedAt: undefined,
    activeAt: undefined,
    doneAt: undefined,
    endedAt: undefined,
    statusUpdateReason: undefined,
    failure: undefined,
    generatedManifest: undefined,
    tasks: sortedMap((a, b) => a - b),
    succeeded: 0,
    failed: 0,
  };
  changeJob(s3, job, { stepAt: now + jobStepMs });
  return { JobId: job.id };
}

function sameToken(s3: S3, request: JobRequest, requester: Requester): Job | undefined {
  const { clientRequestToken } = request;
  for (const job of s3.jobs.values()) {
    if (job.request.clientRequestToken === clientRequestToken && isTheirs(job, requester)) {
      return job;
    }
  }
  return undefined;
}

function sourceOf(s3: S3, { generator }: JobRequest): Bucket | undefined {
  return generator && s3.buckets.get(parseBucketArn(generator.SourceBucket) ?? "");
}

/** That these are refused at once is documented; codes and texts are `assumed`. */
function checkBuckets(s3: S3, request: JobRequest, { accountId }: Requester, region: string): void {
  const { report, generator, manifest } = request;
  if (report.Enabled) {
    const bucket = s3.buckets.get(parseBucketArn(report.Bucket ?? "") ?? "");
    if (bucket === undefined) refuse("The report bucket does not exist");
    checkOwner(bucket, report.ExpectedBucketOwner, "report");
  }
  if (manifest !== undefined) {
    const problem = manifestProblem(s3, manifest, jobRequester({ request }));
    if (problem !== undefined && problem !== unreadable) refuse(problem.reason);
  }
  if (generator === undefined) return;
  const source = sourceOf(s3, request);
  if (source === undefined) refuse("The source bucket does not exist");
  checkOwner(source, generator.ExpectedBucketOwner ?? accountId, "source");
  if (source.region !== region) {
    refuse(`The job must be created in the source bucket's Region, which is ${source.region}`);
  }
  if (source.replication === undefined) {
    refuse("The source bucket has no replication configuration");
  }
}

function checkOwner({ ownerId }: Bucket, expected: string | undefined, which: string): void {
  if (expected !== undefined && expected !== ownerId) {
    refuse(`The ${which} bucket belongs to another account than expected`);
  }
}

function refuse(message: string): never {
  return fail("InvalidRequest", { message });
}
