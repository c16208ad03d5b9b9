import { grouped } from "../base/grouped.js";
import type { Bucket } from "../state/bucket.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import { insertVersion } from "../state/versions.js";
import type { Work } from "../state/work.js";
import { workOf } from "../state/workRecords.js";
import { endJobTasks } from "./endJobTasks.js";
import { type Order, planWork } from "./planWork.js";
import { rescheduleWork, scheduleWork, unscheduleWork } from "./scheduleWork.js";
import { supersedes } from "./status.js";

/** Replaces a version by itself with new replication work, and without ended work that this makes moot. */
export function acceptWork(s3: S3, bucket: Bucket, version: ObjectVersion, order: Order): void {
  const accepted = planWork(s3, bucket, version, order);
  const workIds: number[] = [];
  // So that a version's rules and its earlier work do not multiply.
  const newer = grouped(accepted, ({ rule }) => rule.destination.bucket);
  for (const old of workOf(s3, version)) {
    const isMoot =
      old.state !== "PENDING" &&
      newer.get(old.rule.destination.bucket)?.some((work) => supersedes(work, old)) === true;
    if (isMoot) s3.work.delete(old.id);
    else workIds.push(old.id);
  }
  for (const { id } of accepted) workIds.push(id);
  insertVersion(bucket, { ...version, workIds });
  for (const work of accepted) beginWork(s3, work);
}

/** Lets a planned piece of work wait for its time. */
export function beginWork(s3: S3, work: Work): void {
  scheduleWork(s3, work);
  report(s3, { type: "WorkAccepted", work, at: work.acceptedAt });
}

/** Forgets the work of a version that is going, and gives it back as it was. */
export function dropWork(s3: S3, version: ObjectVersion): readonly Work[] {
  const pieces = workOf(s3, version);
  for (const work of pieces) {
    s3.work.delete(work.id);
    if (work.state !== "PENDING") continue;
    unscheduleWork(s3, work);
    endJobTasks(s3, work, { failureReason: "SrcVersionNotFound", at: s3.time.now() });
  }
  return pieces;
}

/**
 * Counts a read of a version whose status is PENDING: work that waits for so many reads is due with
 * the next request after the last of them. What an outage holds back has waited for its reads already.
 */
export function countStatusRead(s3: S3, version: ObjectVersion): void {
  for (const work of workOf(s3, version)) {
    const { state, readsLeft = 0, dueAt } = work;
    if (state !== "PENDING" || readsLeft <= 0 || s3.held.has(work.id)) continue;
    const left = readsLeft - 1;
    rescheduleWork(s3, work, { readsLeft: left, dueAt: left > 0 ? dueAt : s3.time.now() });
  }
}
