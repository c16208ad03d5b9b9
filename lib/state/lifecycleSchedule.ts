import type { CompiledLifecycle } from "./compiledLifecycle.js";
import { compareKeys } from "./keyOrder.js";
import { type SortedMap, sortedMap } from "./sortedMap.js";

/**
 * Lifecycle of a bucket: its rules, and when each key is looked at next. A key at which nothing can
 * happen as things stand is not there, so that a run costs the keys that it is about.
 */
export interface BucketLifecycle {
  readonly configuration: CompiledLifecycle;
  /** Every key is looked at, or all that are due are just now: what is below says nothing until then. */
  looksAtAll: boolean;
  /** The moment of each key, in milliseconds since the epoch; 0 for the next run, whenever that is. */
  readonly byKey: SortedMap<string, number>;
  /** The same, first due first. */
  readonly byTime: SortedMap<KeyMoment, true>;
}

interface KeyMoment {
  readonly at: number;
  readonly key: string;
}

/** Rules that have not looked at anything yet. */
export function newLifecycle(configuration: CompiledLifecycle): BucketLifecycle {
  return {
    configuration,
    looksAtAll: true,
    byKey: sortedMap(compareText),
    byTime: sortedMap((a, b) => a.at - b.at || compareText(a.key, b.key)),
  };
}

/** Any order serves here, and this one is the fastest. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The same, apart from the first: a change of one leaves the other as it is. */
export function copiedLifecycle(lifecycle: BucketLifecycle): BucketLifecycle {
  const { byKey, byTime } = lifecycle;
  return { ...lifecycle, byKey: byKey.clone(), byTime: byTime.clone() };
}

/** Lets the next run look at a key: something about it has changed. */
export function touchKey(lifecycle: BucketLifecycle | undefined, key: string): void {
  if (lifecycle !== undefined && !lifecycle.looksAtAll) lookAt(lifecycle, key, 0);
}

/** Lets a key be looked at then, and not before; `Infinity` for never. */
export function lookAt({ byKey, byTime }: BucketLifecycle, key: string, at: number): void {
  const planned = byKey.get(key);
  if (planned === at) return;
  if (planned !== undefined) byTime.delete({ at: planned, key });
  if (at === Number.POSITIVE_INFINITY) {
    byKey.delete(key);
    return;
  }
  byKey.set(key, at);
  byTime.set({ at, key }, true);
}

/** The keys of the schedule that are looked at by then, in the order in which S3 lists them. */
export function keysDue({ byTime }: BucketLifecycle, by: number): string[] {
  const keys: string[] = [];
  for (const { at, key } of byTime.keys()) {
    if (at > by) break;
    keys.push(key);
  }
  return keys.sort(compareKeys);
}
