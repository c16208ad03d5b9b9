import { type SortedMap, sortedMap } from "./sortedMap.js";
import type { Work } from "./work.js";

/** Something that S3 does by itself when its time has come. */
export type Task = TaskPlace &
  (
    | {
        /** A piece of replication work is done. */
        readonly kind: "replicate";
        readonly workId: number;
      }
    | {
        /** A piece of replication work is later than Replication Time Control promises. */
        readonly kind: "missThreshold";
        readonly workId: number;
      }
    | {
        /** A replication configuration that a fault holds back is seen. */
        readonly kind: "showConfiguration";
        readonly bucket: string;
      }
    | {
        /** An inventory report is made and delivered. */
        readonly kind: "deliverInventory";
        readonly bucket: string;
        readonly configurationId: string;
      }
    | {
        /** A job of Batch Operations goes on to its next status. */
        readonly kind: "stepJob";
        readonly jobId: string;
      }
    | {
        /** A job that has ended is kept no longer. */
        readonly kind: "forgetJob";
        readonly jobId: string;
      }
    | {
        /** Lifecycle does what is due in all buckets. */
        readonly kind: "runLifecycle";
      }
  );

/** The task of a piece of replication work. */
export function replicateTask({ id, dueAt }: Pick<Work, "id" | "dueAt">): Task {
  return { kind: "replicate", dueAt, sequence: id, workId: id };
}

/** The daily run of lifecycle, of which there is one at a time. */
export function lifecycleTask(dueAt: number): Task {
  return { kind: "runLifecycle", dueAt, sequence: 0 };
}

/** Where a task stands in the agenda. */
export interface TaskPlace {
  /** Milliseconds since the epoch; `Infinity` while nothing but reads of a status, or `settle`, says. */
  readonly dueAt: number;
  /** Of what is due together, the order of acceptance: a number that no other task of its kind has. */
  readonly sequence: number;
}

/**
 * Everything that S3 does by itself when time comes, first due first. What `settle` waits for stands
 * apart from what it does not wait for; the two are done in one order.
 */
export interface Agenda {
  /** Replication and batch work. */
  readonly awaited: SortedMap<Task, true>;
  /** What comes with time alone, such as what recurs by the day. */
  readonly timed: SortedMap<Task, true>;
}

/** An agenda without tasks. */
export function emptyAgenda(): Agenda {
  return { awaited: sortedMap(compareTasks), timed: sortedMap(compareTasks) };
}

/** Puts a task into its place. */
export function schedule(agenda: Agenda, task: Task): void {
  laneOf(agenda, task).set(task, true);
}

/** Takes a task out, by its kind and its place. */
export function unschedule(agenda: Agenda, task: Task): void {
  const lane = laneOf(agenda, task);
  if (lane.size > 0) lane.delete(task);
}

/** The task that comes first; undefined where there is none. */
export function nextTask({ awaited, timed }: Agenda): Task | undefined {
  const first = awaited.minKey();
  const other = timed.minKey();
  if (first === undefined || other === undefined) return first ?? other;
  return compareTasks(first, other) < 0 ? first : other;
}

/** The tasks that come first, in the order in which they are done. The cost is that of so many. */
export function firstTasks({ awaited, timed }: Agenda, count: number): Task[] {
  return [...firstOf(awaited, count), ...firstOf(timed, count)].sort(compareTasks).slice(0, count);
}

function firstOf(lane: SortedMap<Task, true>, count: number): Task[] {
  const first: Task[] = [];
  for (const task of lane.keys()) {
    if (first.push(task) === count) break;
  }
  return first;
}

function laneOf({ awaited, timed }: Agenda, { kind }: Task): SortedMap<Task, true> {
  return kind === "replicate" || kind === "stepJob" ? awaited : timed;
}

/**
 * What is done in the last moment of a promise keeps it; lifecycle finds what has arrived at its moment.
 */
const rankOfKind: Readonly<Record<Task["kind"], number>> = {
  showConfiguration: 0,
  replicate: 1,
  missThreshold: 2,
  runLifecycle: 3,
  stepJob: 4,
  deliverInventory: 5,
  forgetJob: 6,
};

function compareTasks(a: Task, b: Task): number {
  // The difference of two infinities is none.
  if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt ? -1 : 1;
  return rankOfKind[a.kind] - rankOfKind[b.kind] || a.sequence - b.sequence;
}
