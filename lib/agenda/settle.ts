import { nextTask } from "../state/agenda.js";
import type { S3 } from "../state/s3.js";
import { doDueTasks, doTask } from "./doDueTasks.js";

/**
 * Finishes all replication and batch work that can finish, moving time on to the last of it and no
 * further: what recurs by the day does not keep it running, and what is due in between is done in its
 * order. What an outage holds back stays PENDING.
 */
export function settle(s3: S3): void {
  doDueTasks(s3);
  while (s3.agenda.awaited.size > 0) {
    const next = s3.agenda.awaited.minKey();
    // What waits for reads of its status is done now, and time stands still for it.
    const task = Number.isFinite(next?.dueAt) ? nextTask(s3.agenda) : next;
    if (task === undefined) return;
    const now = s3.time.now();
    if (Number.isFinite(task.dueAt) && task.dueAt > now) s3.time.advance(task.dueAt - now);
    doTask(s3, task, s3.time.now());
  }
}
