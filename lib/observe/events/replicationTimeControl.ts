import type { S3 } from "../../state/s3.js";
import { type SortedMap, sortedMap } from "../../state/sortedMap.js";
import type { Work } from "../../state/work.js";

/** Work under Replication Time Control that is PENDING within its time. */
export interface ThresholdWatch {
  add(work: Work): void;
  remove(work: Work): void;
  /** Takes out the work whose threshold was before `time`, the first one first. */
  takeMissedBefore(time: number): Work[];
  /** The same, and the work whose threshold is this very millisecond. */
  takeMissedBy(time: number): Work[];
}

/**
 * When a piece of work misses its threshold, in milliseconds since the epoch; undefined where
 * nothing is promised: without Replication Time Control, for delete markers and for Batch
 * Replication. That tags, ACLs and locks are within the promise is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
 */
export function thresholdOf({ operation, isBatch, acceptedAt, rule }: Work): number | undefined {
  const { replicationTimeMinutes } = rule.destination;
  if (replicationTimeMinutes === undefined || isBatch || operation === "DELETE_MARKER") {
    return undefined;
  }
  return acceptedAt + replicationTimeMinutes * 60_000;
}

/** Whether work ended later than Replication Time Control promises. */
export function isLate(work: Work): boolean {
  return (work.endedAt ?? 0) > (thresholdOf(work) ?? Number.POSITIVE_INFINITY);
}

/** Watches the work that is PENDING by now and has its threshold before it. */
export function watchThresholds(s3: S3): ThresholdWatch {
  const pending: SortedMap<Work, true> = sortedMap(
    (a, b) => (thresholdOf(a) ?? 0) - (thresholdOf(b) ?? 0) || a.id - b.id,
  );
  function add(work: Work): void {
    if (thresholdOf(work) !== undefined) pending.set(work, true);
  }
  const now = s3.time.now();
  for (const work of [...s3.queue.keys(), ...s3.held.values()]) {
    if ((thresholdOf(work) ?? 0) > now) add(work);
  }
  function takeWhile(isMissed: (threshold: number) => boolean): Work[] {
    const missed: Work[] = [];
    for (;;) {
      const first = pending.minKey();
      if (first === undefined || !isMissed(thresholdOf(first) ?? 0)) return missed;
      pending.delete(first);
      missed.push(first);
    }
  }
  return {
    add,
    remove(work) {
      if (pending.size > 0) pending.delete(work);
    },
    takeMissedBefore: (time) => takeWhile((threshold) => threshold < time),
    takeMissedBy: (time) => takeWhile((threshold) => threshold <= time),
  };
}
