import { showChanges } from "../faults/configurationChange.js";
import { deliverInventory } from "../inventory/deliverInventory.js";
import { runLifecycle } from "../lifecycle/runLifecycle.js";
import { stepJob } from "../operations/jobs/stepJob.js";
import { doWork } from "../replication/doWork.js";
import { missThreshold } from "../replication/replicationTimeControl.js";
import { nextTask, type Task, unschedule } from "../state/agenda.js";
import { atomically } from "../state/checkpoint.js";
import { tellChanges } from "../state/report.js";
import type { S3 } from "../state/s3.js";

/** Does everything that is due by now, in the order in which it is due. */
export function doDueTasks(s3: S3): void {
  let task = nextTask(s3.agenda);
  if (task === undefined) return;
  const now = s3.time.now();
  while (task !== undefined && task.dueAt <= now) {
    doTask(s3, task, task.dueAt);
    task = nextTask(s3.agenda);
  }
}

/**
 * Does one task and takes it out of the agenda, and tells what came of it.
 *
 * @param at - when it is done, in milliseconds since the epoch
 */
export function doTask(s3: S3, task: Task, at: number): void {
  atomically(s3, () => {
    unschedule(s3.agenda, task);
    // A task goes to the function of its own kind.
    s3.time.asOf(at, () => (tasks[task.kind] as TaskOf<Task["kind"]>)(s3, task, at));
  });
  tellChanges(s3);
}

const tasks: { readonly [Kind in Task["kind"]]: TaskOf<Kind> } = {
  replicate: (s3, { workId }, at) => doWork(s3, workId, at),
  missThreshold: (s3, { workId }, at) => missThreshold(s3, workId, at),
  showConfiguration(s3, { bucket: name }, at) {
    const bucket = s3.buckets.get(name);
    if (bucket !== undefined) showChanges(s3, bucket, at);
  },
  deliverInventory: (s3, task) => deliverInventory(s3, task),
  stepJob: (s3, { jobId }, at) => stepJob(s3, jobId, at),
  forgetJob(s3, { jobId }) {
    s3.jobs.delete(jobId);
  },
  // A run is that of its midnight, also where a clock has gone on by itself meanwhile.
  runLifecycle: (s3, { dueAt }) => runLifecycle(s3, dueAt),
};

type TaskOf<Kind extends Task["kind"]> = (
  s3: S3,
  task: Extract<Task, { readonly kind: Kind }>,
  at: number,
) => void;
