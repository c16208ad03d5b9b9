import { isInitiationDenied } from "../../faults/deniedActions.js";
import { endJobTask, taskFailure } from "../../replication/endJobTasks.js";
import { batchEligibility, sendAgain } from "../../replication/sendAgain.js";
import type { Bucket } from "../../state/bucket.js";
import type { Job, JobTask, JobTaskResult } from "../../state/job.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import type { Work } from "../../state/work.js";
import { workOf } from "../../state/workRecords.js";
import { decodedKey } from "../encodedKey.js";
import { jobMay, jobRequester } from "./jobRole.js";

/** Starts the tasks of a job in the order of its manifest, until so many have failed that the job does. */
export function startJobTasks(s3: S3, { id }: Job, at: number): void {
  const indexes = [...(s3.jobs.get(id)?.tasks.keys() ?? [])];
  for (const index of indexes) {
    const job = s3.jobs.get(id);
    const task = job?.tasks.get(index);
    if (job?.status !== "Active" || task === undefined) return;
    const rejected = startTask(s3, job, index, task);
    if (rejected !== undefined) endJobTask(s3, job, { index, task, result: rejected, at });
  }
}

/**
 * Begins what a task asks for.
 *
 * @returns how it ended, where nothing was begun: the version keeps its status then (recorded 2026)
 */
function startTask(s3: S3, job: Job, index: number, task: JobTask): JobTaskResult | undefined {
  const bucket = s3.buckets.get(task.bucket);
  if (bucket === undefined) return taskFailure("SrcBucketNotFound");
  if (bucket.region !== job.region) return taskFailure("SrcBucketInvalidRegion");
  const asked = { bucket, key: decodedKey(task.key) ?? task.key, action: "s3:InitiateReplication" };
  if (!jobMay(s3, jobRequester(job), asked)) return taskFailure("InitiateReplicationNotPermitted");
  const { replication } = bucket;
  if (replication === undefined) return taskFailure("SrcBucketReplicationConfigMissing");
  const version = findTaskVersion(bucket, task);
  if ("httpStatus" in version) return version;
  const { rules } = batchEligibility(replication, version);
  const { roleArn: role } = job.request;
  const subjects = rules.map((rule) => ({ bucket: bucket.name, key: version.key, rule, role }));
  if (isInitiationDenied(s3, subjects)) return taskFailure("InitiateReplicationNotPermitted");
  const pending = workOf(s3, version).filter(({ state }) => state === "PENDING");
  if (pending.length > 0) {
    // What live replication is about is left to it: `assumed`.
    awaitWork(s3, pending, job, index, task);
    return undefined;
  }
  if (rules.length === 0) return taskFailure("SrcObjectNotEligible");
  job.tasks.set(index, { ...task, openWork: rules.length });
  sendAgain(s3, bucket, version, { rules, jobTask: { jobId: job.id, index } });
  return undefined;
}

function awaitWork(
  s3: S3,
  pending: readonly Work[],
  { id: jobId, tasks }: Job,
  index: number,
  task: JobTask,
): void {
  tasks.set(index, { ...task, openWork: pending.length });
  for (const work of pending) {
    s3.work.set(work.id, { ...work, jobTasks: [...work.jobTasks, { jobId, index }] });
  }
}

/** That a row without a version id fails, and how, is recorded 2026; the codes of the others are documented. */
function findTaskVersion(
  bucket: Bucket,
  { key: encoded, versionId }: JobTask,
): ObjectVersion | JobTaskResult {
  if (versionId === "") return taskFailure("SrcObjectNotFound", "Object versionID is invalid");
  const key = decodedKey(encoded);
  if (key === undefined) return taskFailure("SrcObjectNotFound");
  const current = currentVersion(bucket, key);
  if (current === undefined) return taskFailure("SrcObjectNotFound");
  if (versionId === undefined) return current;
  return findVersion(bucket, key, versionId) ?? taskFailure("SrcVersionNotFound");
}
