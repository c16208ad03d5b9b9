import type { Bucket } from "../state/bucket.js";
import type { Outage } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import { findVersion, replaceWork } from "../state/versions.js";
import type { Work } from "../state/work.js";

/** Whether an outage keeps a piece of work from being done: on the way from, or on the way to. */
export function isHeldBack({ faults, buckets }: S3, work: Work): boolean {
  if (faults.outages.size === 0) return false;
  const ends = [buckets.get(work.bucket), buckets.get(work.rule.destination.bucket)];
  for (const outage of faults.outages.values()) {
    if (ends.some((end) => end !== undefined && strikes(outage, end))) {
      outage.struck++;
      return true;
    }
  }
  return false;
}

/** Makes work due again that no outage holds back any more. */
export function releaseHeld(s3: S3): void {
  const dueAt = s3.time.now();
  for (const work of s3.held.values()) {
    if (isHeldBack(s3, work)) continue;
    s3.held.delete(work.id);
    const bucket = s3.buckets.get(work.bucket);
    const version = bucket && findVersion(bucket, work.key, work.versionId);
    if (bucket === undefined || version === undefined) continue;
    const due = { ...work, dueAt };
    replaceWork(bucket, version, due);
    s3.queue.set(due, true);
  }
}

function strikes(outage: Outage, { name, region }: Bucket): boolean {
  return "bucket" in outage ? outage.bucket === name : outage.region === region;
}
