import { clearRequests } from "../state/requestLog.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { type Keeper, mapKeeper, notKept } from "./keeper.js";
import { bucketsKeeper } from "./savedBuckets.js";

/**
 * All of a simulated S3 at one moment, as a plain value. It survives `structuredClone` and
 * `v8.serialize`; JSON loses bytes, dates and maps.
 */
export interface Snapshot {
  /** Tells a snapshot from other values. */
  readonly format: typeof format;
  /** What there was; its form is no promise. */
  readonly state: object;
}

const format = "s3-replication-mock snapshot 1";

/** Everything in the record, each in its way: one that is missing does not compile. */
const keepers = {
  accountId: notKept,
  region: notKept,
  delay: notKept,
  // They watch a mock, whatever state it is in.
  observers: notKept,
  // The requests that lead to a state are no part of it.
  requestLog: {
    save: () => undefined,
    restore: (log) => clearRequests(log),
  } satisfies Keeper<S3["requestLog"], undefined>,
  time: {
    save: (time) => time.now(),
    // Its own clock may have gone on by itself.
    restore: (time, now: number) => time.setAddedMs(time.addedMs() + now - time.now()),
  } satisfies Keeper<S3["time"], number>,
  ids: {
    save: (ids) => ids.position(),
    restore: (ids, position: ReturnType<S3["ids"]["position"]>) => ids.restore(position),
  } satisfies Keeper<S3["ids"], ReturnType<S3["ids"]["position"]>>,
  buckets: bucketsKeeper,
  accessPoints: mapKeeper<string, readonly string[]>(),
  queue: {
    save: (queue) => queue.keysArray(),
    restore(queue, works: readonly Work[]) {
      queue.clear();
      for (const work of works) queue.set(work, true);
    },
  } satisfies Keeper<S3["queue"], readonly Work[]>,
  held: mapKeeper<number, Work>(),
  // Faults count how often they were asked for, so they are copied whole.
  faults: {
    save: (faults) => structuredClone(faults),
    restore: (faults, saved: S3["faults"]) => assignMaps(faults, structuredClone(saved)),
  } satisfies Keeper<S3["faults"], S3["faults"]>,
  allowances: mapKeeper(),
  endedWork: mapKeeper(),
  removals: mapKeeper(),
} satisfies { readonly [Field in keyof S3]: unknown };

/** The simulated S3 as it is by now. */
export function takeSnapshot(s3: S3): Snapshot {
  return { format, state: each((field, keeper) => [field, keeper.save(s3[field])]) };
}

/**
 * Makes a simulated S3 what it was when the snapshot was taken; any number of times. Ids and time go
 * on from there, so that the same calls give the same answers.
 *
 * @throws Error when the value is no snapshot
 */
export function restoreSnapshot(s3: S3, snapshot: Snapshot): void {
  if (snapshot?.format !== format) {
    throw new Error(
      "mock.restore: this is no snapshot of this version; pass what mock.snapshot() gave, or a copy of it by structuredClone or v8 (JSON loses bytes and dates)",
    );
  }
  // Only `takeSnapshot` makes values of this format.
  const state = snapshot.state as Readonly<Record<string, never>>;
  each((field, keeper) => [field, keeper.restore(s3[field], state[field])]);
}

type Field = keyof typeof keepers;

function each(visit: (field: Field, keeper: Keeper<unknown, unknown>) => [string, unknown]) {
  // Object.keys is typed string[]; the literal above has no other keys. Each keeper is only ever
  // given the field of its own name.
  const fields = Object.keys(keepers) as Field[];
  return Object.fromEntries(
    fields.map((field) => visit(field, keepers[field] as Keeper<unknown, unknown>)),
  );
}

/** Fills the maps of a record with what is in those of another one. */
function assignMaps<Maps extends { readonly [Name in keyof Maps]: Map<unknown, unknown> }>(
  target: Maps,
  source: Maps,
): void {
  for (const name in target) {
    target[name].clear();
    for (const [key, value] of source[name]) target[name].set(key, value);
  }
}
