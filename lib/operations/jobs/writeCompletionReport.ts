import { createHash } from "node:crypto";
import { md5 } from "../../base/checksums.js";
import { S3Error } from "../../base/errors.js";
import { parseBucketArn } from "../../replication/arns.js";
import type { Job, JobFailure, JobTask } from "../../state/job.js";
import type { S3 } from "../../state/s3.js";
import { writeForService } from "../writeForService.js";
import { jobRequester } from "./jobRole.js";
import { csvRecord } from "./readCsv.js";

/**
 * Writes the completion report that a job asks for, if any of its tasks ran: one file of those that
 * succeeded, one of those that failed, and the manifest last (recorded 2026).
 *
 * @returns why the job fails, where it cannot be written: the text is documented, the code `assumed`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html
 */
export function writeCompletionReport(s3: S3, job: Job): JobFailure | undefined {
  const { report } = job.request;
  if (!report.Enabled || job.succeeded + job.failed === 0) return undefined;
  try {
    writeFiles(s3, job);
    return undefined;
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return {
      code: "JobReportNotWritten",
      reason:
        "The job report could not be written to your report bucket. Please check your permissions.",
    };
  }
}

const schema = "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage";

/** Where the files of a job's report lie. S3 adds the slash, also behind one (recorded 2026). */
export function reportFolder({ id, request: { report } }: Job): string {
  return `${report.Prefix === undefined ? "" : `${report.Prefix}/`}job-${id}`;
}

function writeFiles(s3: S3, job: Job): void {
  const { Bucket = "", Format, ReportScope, ExpectedBucketOwner } = job.request.report;
  const bucket = parseBucketArn(Bucket) ?? "";
  const folder = reportFolder(job);
  const to = {
    by: jobRequester(job),
    region: regionOf(s3, bucket),
    owner: ExpectedBucketOwner,
  };
  const texts = { succeeded: "", failed: "" };
  for (const task of job.tasks.values()) {
    if (task.result === undefined) continue;
    const status = task.result.isSuccess ? "succeeded" : "failed";
    texts[status] += row(task, status);
  }
  if (ReportScope === "FailedTasksOnly") texts.succeeded = "";
  const Results = (["succeeded", "failed"] as const)
    .filter((status) => texts[status] !== "")
    .map((TaskExecutionStatus) => {
      const bytes = Buffer.from(texts[TaskExecutionStatus]);
      const name = createHash("sha1").update(`${job.id} ${TaskExecutionStatus}`).digest("hex");
      const Key = `${folder}/results/${name}.csv`;
      writeForService(s3, bucket, { key: Key, bytes, contentType: "text/csv" }, to);
      return { TaskExecutionStatus, Bucket: bucket, MD5Checksum: md5(bytes, "hex"), Key };
    });
  const manifest = {
    Format,
    // In nanoseconds, of which the mock's clock knows the first six digits at most.
    ReportCreationDate: new Date(s3.time.now()).toISOString().replace("Z", "000000Z"),
    Results,
    ReportSchema: schema,
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  const file = { key: `${folder}/manifest.json`, bytes, contentType: "application/json" };
  writeForService(s3, bucket, file, to);
}

/** A report may go into any Region: `assumed`. */
function regionOf(s3: S3, bucket: string): string {
  return s3.buckets.get(bucket)?.region ?? "";
}

/** The number comes before the code, in contrast to the schema of the manifest (recorded 2026). */
function row({ bucket, key, versionId, result }: JobTask, status: string): string {
  return csvRecord([
    bucket,
    key,
    versionId === undefined || versionId === "" ? "\\N" : versionId,
    status,
    String(result?.httpStatus),
    result?.errorCode ?? "",
    result?.message ?? "",
  ]);
}
