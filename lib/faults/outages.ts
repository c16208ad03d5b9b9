import { replicateTask, schedule } from "../state/agenda.js";
import type { Bucket } from "../state/bucket.js";
import type { Outage } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";

/** Whether an outage keeps a piece of work from being done: on the way from, or on the way to. */
export function isHeldBack({ faults, buckets }: S3, work: Work): boolean {
  if (faults.outages.size === 0) return false;
  const ends = [buckets.get(work.bucket), buckets.get(work.rule.destination.bucket)];
  for (const outage of faults.outages.values()) {
    if (ends.some((end) => end !== undefined && isAbout(outage, end))) {
      outage.struck++;
      return true;
    }
  }
  return false;
}

/** Makes work due again that no outage holds back any more: it waits for no reads either. */
export function releaseHeld(s3: S3): void {
  const dueAt = s3.time.now();
  for (const id of s3.held.keysArray()) {
    const work = s3.work.get(id);
    if (work === undefined || isHeldBack(s3, work)) continue;
    s3.held.delete(id);
    const due = { ...work, dueAt, readsLeft: undefined };
    s3.work.set(id, due);
    schedule(s3.agenda, replicateTask(due));
  }
}

function isAbout(outage: Outage, { name, region }: Bucket): boolean {
  return "bucket" in outage ? outage.bucket === name : outage.region === region;
}
