import { type Agenda, firstTasks, type Task } from "../state/agenda.js";
import type { S3 } from "../state/s3.js";

/** The mock's time, and what it will do by itself. */
export interface TimePage {
  readonly now: string;
  readonly taskCount: number;
  /** The first ones. */
  readonly tasks: readonly AgendaRow[];
}

export interface AgendaRow {
  /** Undefined while no time says when. */
  readonly dueAt: string | undefined;
  readonly text: string;
  /** The object it is about. */
  readonly object: ObjectRow | undefined;
}

export interface ObjectRow {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}

const shownTasks = 100;

/** What comes next. */
export function timePage(s3: S3): TimePage {
  return {
    now: new Date(s3.time.now()).toISOString(),
    taskCount: countOf(s3.agenda),
    tasks: firstTasks(s3.agenda, shownTasks).map((task) => ({
      dueAt: Number.isFinite(task.dueAt) ? new Date(task.dueAt).toISOString() : undefined,
      ...whatOf(s3, task),
    })),
  };
}

function countOf({ awaited, timed }: Agenda): number {
  return awaited.size + timed.size;
}

function whatOf(s3: S3, task: Task): Pick<AgendaRow, "text" | "object"> {
  switch (task.kind) {
    case "replicate":
      return workText(s3, task.workId, "");
    case "missThreshold":
      return workText(s3, task.workId, "Replication Time Control is missed: ");
    case "showConfiguration":
      return about(`A configuration of ${task.bucket} is seen`);
    case "deliverInventory":
      return about(`Inventory ${task.configurationId} of ${task.bucket} is delivered`);
    case "stepJob":
      return about(`Job ${task.jobId} goes on`);
    case "forgetJob":
      return about(`Job ${task.jobId} is forgotten`);
    case "runLifecycle":
      return about("Lifecycle runs in all buckets");
  }
}

function about(text: string): Pick<AgendaRow, "text" | "object"> {
  return { text, object: undefined };
}

function workText(s3: S3, workId: number, before: string): Pick<AgendaRow, "text" | "object"> {
  const work = s3.work.get(workId);
  if (work === undefined) return { text: `${before}work ${workId}`, object: undefined };
  const { operation, bucket, key, versionId, rule } = work;
  return {
    text: `${before}${operation} to ${rule.destination.bucket} by rule ${rule.id}`,
    object: { bucket, key, versionId },
  };
}
