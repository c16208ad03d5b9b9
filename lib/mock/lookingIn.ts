import type { ObjectName } from "../base/objectName.js";
import { type BucketView, viewBucket } from "../observe/bucketView.js";
import type { AccessAnswer } from "../observe/explain/accessAnswer.js";
import { type AccessInput, askAccess } from "../observe/explain/askAccess.js";
import { explain } from "../observe/explain/explain.js";
import { explainWrite, type WriteQuestion } from "../observe/explain/explainWrite.js";
import type { Explanation } from "../observe/explain/explanation.js";
import { metricsOf, type ReplicationMetrics } from "../observe/metrics.js";
import type { LifeLog } from "../observe/timeline/lifeLog.js";
import { type Timeline, timeline } from "../observe/timeline/timeline.js";
import type { S3 } from "../state/s3.js";

/** What looks into a mock and changes nothing. */
export interface LookingIn {
  /**
   * CloudWatch's replication metrics of a bucket, for each rule that has metrics.
   *
   * @throws MockError when there is no such bucket
   */
  metrics(bucket: string): readonly ReplicationMetrics[];
  /**
   * Why a version was or was not replicated, rule by rule: what it waits for and until when, or why it
   * failed, and what to do. A value; `String()` of it, and its `text`, are for reading.
   *
   * @throws MockError when it names no object
   */
  explain(object: ObjectName): Explanation;
  /**
   * Whether an object would be replicated if it was written now, rule by rule. Nothing is written.
   *
   * @throws S3Error for tags or an encryption that S3 would refuse
   * @throws MockError when there is no such bucket
   */
  explainWrite(write: WriteQuestion): Explanation;
  /**
   * Whether somebody may do something by the documents of now, and which statement says so, or which one
   * is missing. A value; `String()` of it, and its `text`, are for reading.
   *
   * @throws MockError when the question names what is not there
   */
  access(question: AccessInput): AccessAnswer;
  /**
   * A version's life: made, matched, waiting, struck, arrived, changed, failed, gone. A value, with its
   * `text`, `mermaid` and `svg`.
   *
   * @throws MockError when it names no object
   */
  timeline(object: ObjectName): Timeline;
  /**
   * What is in a bucket, as it stands: frozen plain data. Undefined when there is no such bucket.
   *
   * @param options.prefix - what the keys begin with
   */
  bucket(name: string, options?: { readonly prefix?: string }): BucketView | undefined;
  /** What is in every bucket, in the order in which they were made: what `bucket` gives of each. */
  buckets(): readonly BucketView[];
}

/** What looks into one simulated S3. */
export function lookingIn(s3: S3, log: LifeLog): LookingIn {
  return {
    metrics: (bucket) => metricsOf(s3, bucket),
    explain: (object) => explain(s3, object),
    explainWrite: (write) => explainWrite(s3, write),
    access: (question) => askAccess(s3, question),
    timeline: (object) => timeline(s3, log, object),
    bucket: (name, options) => viewBucket(s3, name, options),
    buckets: () =>
      Object.freeze([...s3.buckets.keys()].flatMap((name) => viewBucket(s3, name) ?? [])),
  };
}
