import { lifecycleTask, nextTask, schedule } from "../state/agenda.js";
import type { Bucket } from "../state/bucket.js";
import { type BucketLifecycle, keysDue, lookAt } from "../state/lifecycleSchedule.js";
import type { S3 } from "../state/s3.js";
import { removeUpload } from "../state/uploads.js";
import { act } from "./act.js";
import { judgeKey } from "./judgeKey.js";
import { midnightAfter, midnightFrom } from "./midnights.js";

/**
 * The run of lifecycle at a midnight, UTC, which does all that is due in all buckets. S3 lets its runs
 * lag by hours to days and shows objects until then; here they are done at once, and in the order of
 * keys: `assumed`.
 *
 * A run costs the keys that it is about: those that have changed since the last one, and those whose
 * time has come.
 *
 * @param at - milliseconds since the epoch
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html
 */
export function runLifecycle(s3: S3, at: number): void {
  let isNeeded = false;
  let firstAt = Number.POSITIVE_INFINITY;
  for (const bucket of s3.buckets.values()) {
    const { lifecycle } = bucket;
    if (lifecycle === undefined) continue;
    runBucket(s3, bucket, lifecycle, at);
    isNeeded = true;
    firstAt = Math.min(firstAt, lifecycle.byTime.minKey()?.at ?? firstAt);
  }
  if (isNeeded) schedule(s3.agenda, lifecycleTask(nextRun(s3, at, firstAt)));
}

function runBucket(s3: S3, bucket: Bucket, lifecycle: BucketLifecycle, at: number): void {
  const keys = lifecycle.looksAtAll ? keysOf(bucket) : keysDue(lifecycle, at);
  // What the run itself changes need not be noted as changed.
  lifecycle.looksAtAll = true;
  for (const key of keys) lookAt(lifecycle, key, runKey(s3, bucket, key, at));
  lifecycle.looksAtAll = false;
}

/** Does what is due at a key, and says when to look at it again. What follows from it is left for later. */
function runKey(s3: S3, bucket: Bucket, key: string, at: number): number {
  const judged = judgeKey(s3, bucket, key, at);
  const { due, abortedUploads } = judged;
  if (due.length + abortedUploads.length === 0) return judged.nextAt;
  for (const upload of abortedUploads) removeUpload(bucket, upload);
  // Oldest first: in a suspended bucket a delete marker takes the place of the null version.
  for (const each of due.toReversed()) act(s3, bucket, { ...each, at });
  return judgeKey(s3, bucket, key, at).nextAt;
}

/** All keys with versions or with uploads, in their order. */
function keysOf({ versions, uploads }: Bucket): Iterable<string> {
  if (uploads.size === 0) return versions.keysArray();
  const all = versions.clone();
  const none: never[] = [];
  for (const key of uploads.keys()) if (!all.has(key)) all.set(key, none);
  return all.keysArray();
}

/**
 * The midnight of the next run: usually the next one. Where time has gone on further already, the days
 * on which nothing is due and before which nothing else happens are left out.
 */
function nextRun({ agenda, time }: S3, at: number, firstAt: number): number {
  const otherAt = nextTask(agenda)?.dueAt ?? firstAt;
  const quietUntil = midnightFrom(Math.min(time.now(), otherAt, firstAt));
  return Math.max(quietUntil, midnightAfter(at));
}
