import * as sortedBtree from "sorted-btree";

type BTree<K, V> = import("sorted-btree").default<K, V>;

/** A map whose entries are kept in order; `clone` is immediate and shares what neither side changes. */
export type SortedMap<K, V> = BTree<K, V>;

// The package is CommonJS with an `exports.default`: seen from CommonJS that is the class itself,
// seen from an ES module it is one step further down. TypeScript's types know the second view only.
const exported = sortedBtree.default as unknown as { default?: unknown };
const BTreeClass = (exported.default ?? exported) as new <K, V>(
  entries: undefined,
  compare: (a: K, b: K) => number,
) => BTree<K, V>;

/** An empty sorted map. */
export function sortedMap<K, V>(compare: (a: K, b: K) => number): SortedMap<K, V> {
  return new BTreeClass<K, V>(undefined, compare);
}
