import { replicateTask, schedule, unschedule } from "../state/agenda.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { missThresholdTask } from "./replicationTimeControl.js";

/** Lets a new piece of work wait for its time. */
export function scheduleWork(s3: S3, work: Work): void {
  s3.work.set(work.id, work);
  schedule(s3.agenda, replicateTask(work));
  const threshold = missThresholdTask(work);
  if (threshold !== undefined) schedule(s3.agenda, threshold);
}

/** Lets a pending piece of work wait for another time. */
export function rescheduleWork(
  s3: S3,
  work: Work,
  change: Pick<Work, "dueAt" | "readsLeft">,
): void {
  const changed = { ...work, ...change };
  s3.work.set(work.id, changed);
  if (changed.dueAt === work.dueAt) return;
  unschedule(s3.agenda, replicateTask(work));
  schedule(s3.agenda, replicateTask(changed));
}

/** Lets a piece of work wait for nothing more: it has ended, or comes to nothing. */
export function unscheduleWork(s3: S3, work: Work): void {
  unschedule(s3.agenda, replicateTask(work));
  if (s3.held.size > 0) s3.held.delete(work.id);
  const threshold = missThresholdTask(work);
  if (threshold !== undefined) unschedule(s3.agenda, threshold);
}
