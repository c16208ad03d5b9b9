import { readAction } from "../../access/actions.js";
import { requestedQuestion } from "../../access/authorize.js";
import { batchTrustQuestion, trustsAll } from "../../access/iam/assumeRole.js";
import type { AccessQuestion } from "../../access/policies/decision/accessQuestion.js";
import { grouped } from "../../base/grouped.js";
import { decodedKey } from "../../operations/encodedKey.js";
import { jobRequester, requestedByJob } from "../../operations/jobs/jobRole.js";
import { objectOfArn } from "../../operations/jobs/readManifest.js";
import { reportFolder } from "../../operations/jobs/writeCompletionReport.js";
import { parseBucketArn } from "../../replication/arns.js";
import { derivedFrom } from "../../state/derived.js";
import type { Job, JobTask } from "../../state/job.js";
import type { S3 } from "../../state/s3.js";
import { accessAnswer } from "./accessAnswer.js";
import { denialText, endText } from "./explainFailure.js";
import type { ExplanationParts } from "./explanation.js";
import { timeText } from "./wording.js";

type Explained = Required<Pick<ExplanationParts, "notes" | "advice">>;
type Named = Pick<ExplanationParts, "bucket" | "key" | "versionId">;

/** What the last Batch job that was about an object, or about its bucket, failed at; nothing where it did not. */
export function explainJobs(s3: S3, named: Named): Explained {
  if (s3.jobs.size === 0) return { notes: [], advice: [] };
  const ended = [...s3.jobs.values()].filter(({ endedAt }) => endedAt !== undefined).reverse();
  const ofBucket = ended.find((job) => contents(s3, job).buckets.has(named.bucket));
  const found = ended.flatMap((job) => taskOf(s3, job, named) ?? [])[0];
  const parts: Explained[] = [];
  if (ofBucket?.failure !== undefined) {
    const { code, reason } = ofBucket.failure;
    const what = `failed: ${code}: ${reason.replace(/\.$/, "")}`;
    parts.push(told(s3, ofBucket, what, { questions: questionsOf(s3, ofBucket, code) }));
  }
  if (found?.task.result?.isSuccess === false) {
    const { errorCode, message } = found.task.result;
    const what = `failed for it: ${errorCode}: ${message}`;
    const questions = questionsOf(s3, found.job, errorCode, found.task);
    const faults = errorCode === "InitiateReplicationNotPermitted" ? initiationFaults(s3) : [];
    parts.push(told(s3, found.job, what, { questions, faults }));
  }
  return {
    notes: parts.flatMap(({ notes }) => notes),
    advice: parts.flatMap(({ advice }) => advice),
  };
}

function told(
  s3: S3,
  job: Job,
  what: string,
  asked: { readonly questions: readonly AccessQuestion[]; readonly faults?: readonly string[] },
): Explained {
  const { questions, faults = [] } = asked;
  const refused = questions.map(accessAnswer).filter(({ isAllowed }) => !isAllowed);
  const at = timeText(job.endedAt ?? s3.time.now());
  return {
    notes: [
      `The Batch job ${job.id}, which ended at ${at}, ${what}.`,
      ...refused.flatMap(({ details }) => details),
    ],
    advice: [...refused.flatMap(({ advice }) => advice), ...faults.map(endText)],
  };
}

function initiationFaults({ faults }: S3): string[] {
  const denials = [...faults.denials.values()];
  return denials.filter(({ action }) => action === "s3:InitiateReplication").map(denialText);
}

/** What is looked for in an ended job: it stays as it is. */
interface JobContents {
  /** The buckets that it is about. */
  readonly buckets: ReadonlySet<string>;
  /** Its tasks by bucket and key. */
  readonly tasks: ReadonlyMap<string, readonly JobTask[]>;
}

function contents(s3: S3, job: Job): JobContents {
  return derivedFrom(s3, job, () => {
    const { generator, manifest, report } = job.request;
    const arns = [generator?.SourceBucket, manifest?.Location.ObjectArn, report.Bucket];
    const buckets = new Set(arns.map((arn) => bucketIn(arn ?? "")));
    const nameOf = ({ bucket, key }: JobTask) => `${bucket}/${decodedKey(key) ?? key}`;
    for (const { bucket: name } of job.tasks.values()) buckets.add(name);
    return { buckets, tasks: grouped(job.tasks.values(), nameOf) };
  });
}

/** A task that names no version is about whichever there was. */
function taskOf(s3: S3, job: Job, { bucket, key, versionId }: Named) {
  const task = contents(s3, job)
    .tasks.get(`${bucket}/${key}`)
    ?.find((each) => !each.versionId || versionId === undefined || each.versionId === versionId);
  return task?.result && { job, task };
}

/** What the documents were asked where a job failed so, as far as what is asked about is there. */
function questionsOf(s3: S3, job: Job, code: string, task?: JobTask): AccessQuestion[] {
  const { generator, manifest, report, roleArn } = job.request;
  const ask = (action: string, arn: string | undefined, key?: string, versionId?: string) => {
    const bucket = s3.buckets.get(bucketIn(arn ?? ""));
    if (bucket === undefined) return [];
    const asked = requestedByJob(jobRequester(job), { bucket, key, versionId, action });
    return [requestedQuestion(s3, asked)];
  };
  switch (code) {
    case "AssumeRoleNotPermitted":
      return trustsAll(s3, roleArn) ? [] : [batchTrustQuestion(s3, roleArn, job.accountId)];
    case "InitiateReplicationNotPermitted": {
      const { bucket = "", key = "" } = task ?? {};
      return ask("s3:InitiateReplication", `arn:aws:s3:::${bucket}`, decodedKey(key) ?? key);
    }
    case "ManifestNotReadable": {
      const { ObjectArn = "", ObjectVersionId } = manifest?.Location ?? {};
      const { key } = objectOfArn(ObjectArn);
      return ask(readAction(ObjectVersionId), ObjectArn, key, ObjectVersionId);
    }
    case "ManifestGenerationFailed":
      return ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"].flatMap((action) =>
        ask(action, generator?.SourceBucket),
      );
    case "JobReportNotWritten":
      return ask("s3:PutObject", report.Bucket, `${reportFolder(job)}/manifest.json`);
    default:
      return [];
  }
}

/** The name of the bucket in the ARN of a bucket or of an object. */
function bucketIn(arn: string): string {
  return parseBucketArn(arn)?.split("/")[0] ?? "";
}
