import type { CompiledPrefix } from "../state/replicationRules.js";

/** A rule as far as the index looks at it. */
interface PrefixedRule {
  readonly prefix: string;
  /** Default 0. */
  readonly priority?: number;
}

/**
 * The distinct prefixes in the order of their UTF-16 units, each linked to the longest one that it
 * begins with. What begins with a string stands together right behind it in that order, so the
 * links are found in one pass.
 */
export function compilePrefixes(rules: readonly PrefixedRule[]): CompiledPrefix[] {
  const rulesByPrefix = new Map<string, number[]>();
  rules.forEach(({ prefix }, index) => {
    const indexes = rulesByPrefix.get(prefix);
    if (indexes === undefined) rulesByPrefix.set(prefix, [index]);
    else indexes.push(index);
  });
  const compiled: CompiledPrefix[] = [];
  // Without a comparison function `sort` orders by UTF-16 units, as `<` does.
  for (const prefix of [...rulesByPrefix.keys()].sort()) {
    let parent = compiled.length - 1;
    while (!prefix.startsWith(compiled[parent]?.prefix ?? ""))
      parent = compiled[parent]?.parent ?? -1;
    compiled.push({ prefix, parent, rules: byPriority(rulesByPrefix.get(prefix) ?? [], rules) });
  }
  return compiled;
}

/**
 * The longest of the prefixes that `key` begins with: its links lead to all the others.
 *
 * Whatever `key` begins with, the last prefix that is not behind `key` begins with as well. So the
 * search is one binary search, and then up the links to what that one and `key` have in common.
 */
export function longestPrefix(
  prefixes: readonly CompiledPrefix[],
  key: string,
): CompiledPrefix | undefined {
  let from = 0;
  let to = prefixes.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((prefixes[middle]?.prefix ?? "") <= key) from = middle + 1;
    else to = middle;
  }
  let found = elementAt(prefixes, from - 1);
  const common = found === undefined ? 0 : commonLength(found.prefix, key);
  while (found !== undefined && found.prefix.length > common) {
    found = elementAt(prefixes, found.parent);
  }
  return found;
}

/** Asking an array for what it cannot have, such as -1, costs ten times as much as asking first. */
export function elementAt<T>(list: readonly T[], index: number | undefined): T | undefined {
  return index === undefined || index < 0 ? undefined : list[index];
}

/** Highest first: who looks for the winner has it early, and need not judge the others. */
function byPriority(indexes: readonly number[], rules: readonly PrefixedRule[]): number[] {
  const priority = (index: number) => rules[index]?.priority ?? 0;
  return indexes.toSorted((a, b) => priority(b) - priority(a));
}

function commonLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let length = 0;
  while (length < end && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
