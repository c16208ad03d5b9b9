import type { SortedMap } from "../state/sortedMap.js";

/** How one part of a simulated S3 goes into a snapshot and comes back. */
export interface Keeper<Part, Saved> {
  /** Plain data, which nothing changes after this. */
  save(part: Part): Saved;
  /** Makes the part what it was, in place. */
  restore(part: Part, saved: Saved): void;
}

/** A part that is no state: an option, or what stays as it is through a restore. */
export const notKept: Keeper<unknown, undefined> = { save: () => undefined, restore: () => {} };

/** A map of values that are never changed in place. */
export function mapKeeper<Key, Value>(): Keeper<Map<Key, Value>, ReadonlyMap<Key, Value>> {
  return {
    save: (map) => new Map(map),
    restore(map, saved) {
      map.clear();
      for (const [key, value] of saved) map.set(key, value);
    },
  };
}

// What a list of entries was made from, and can be made into at once: a memo, not a state.
const trees = new WeakMap<object, { clone(): unknown }>();

/** The entries of a sorted map as plain data. */
export function entriesOf<Key, Value>(map: SortedMap<Key, Value>): readonly [Key, Value][] {
  const entries = map.toArray();
  trees.set(entries, map.clone());
  return entries;
}

/**
 * A sorted map with these entries. Those that `entriesOf` made in this process cost nothing: the map
 * shares its nodes. Those that come from elsewhere are put into `empty`.
 */
export function mapOf<Key, Value>(
  entries: readonly [Key, Value][],
  empty: SortedMap<Key, Value>,
): SortedMap<Key, Value> {
  // What is remembered of a list has the types of its entries.
  const known = trees.get(entries) as SortedMap<Key, Value> | undefined;
  if (known !== undefined) return known.clone();
  for (const [key, value] of entries) empty.set(key, value);
  return empty;
}
