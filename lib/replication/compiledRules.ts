import type { Tag } from "../state/objectVersion.js";
import type {
  CompiledConfiguration,
  CompiledPrefix,
  CompiledRule,
} from "../state/replicationRules.js";
import { elementAt, longestPrefix } from "./prefixIndex.js";

/** A new version, as far as rules look at it. */
export interface Change {
  readonly operation: "object" | "deleteMarker";
  readonly key: string;
  readonly tags: readonly Tag[];
  /** SSE-KMS or DSSE-KMS; without meaning for a delete marker. */
  readonly isKmsEncrypted: boolean;
}

/** Whether a rule matches a change, or why not. */
export type Verdict =
  | "Matches"
  | "PrefixDiffers"
  | "Disabled"
  | "TagFilterOnDeleteMarker"
  | "TagsDiffer"
  | "KmsNotSelected"
  | "DeleteMarkerReplicationDisabled";

/** A rule and what became of it among the others: the same destination is won by one rule only. */
export interface JudgedRule {
  readonly rule: CompiledRule;
  readonly verdict: Verdict | "LowerPriority";
}

/** The rules whose prefix a key begins with, whatever their status and tags, in document order. */
export function rulesForKey<Rule>(
  configuration: { readonly rules: readonly Rule[]; readonly prefixes: readonly CompiledPrefix[] },
  key: string,
): readonly Rule[] {
  const { rules, prefixes } = configuration;
  const indexes: number[] = [];
  for (
    let at = longestPrefix(prefixes, key);
    at !== undefined;
    at = elementAt(prefixes, at.parent)
  ) {
    indexes.push(...at.rules);
  }
  return pick(rules, indexes);
}

/** Whether an object has all of a rule's tags; others that it has do not matter. */
export function matchesTags(rule: Pick<CompiledRule, "tags">, tags: readonly Tag[]): boolean {
  if (rule.tags.length > tags.length) return false;
  for (const { Key, Value } of rule.tags) {
    let at = 0;
    while (at < tags.length && tags[at]?.Key !== Key) at++;
    // Keys are unique among an object's tags.
    if (at === tags.length || tags[at]?.Value !== Value) return false;
  }
  return true;
}

/** Judges one rule against a change, without regard to other rules. */
export function judgeRule(rule: CompiledRule, change: Change): Verdict {
  return change.key.startsWith(rule.prefix) ? judgeCandidate(rule, change) : "PrefixDiffers";
}

/**
 * The rules that replicate a change, in document order: for each destination bucket the matching
 * Enabled rule with the highest priority (recorded).
 *
 * For a delete marker that rule's DeleteMarkerReplication decides, and no rule of lower priority
 * steps in for it: `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html
 */
export function selectRules(
  configuration: CompiledConfiguration,
  change: Change,
): readonly CompiledRule[] {
  return pick(configuration.rules, winners(configuration, change)).filter(
    (rule) => judgeCandidate(rule, change) === "Matches",
  );
}

/** What became of every rule, in document order. Costs the number of rules: for explaining. */
export function judgeRules(
  configuration: CompiledConfiguration,
  change: Change,
): readonly JudgedRule[] {
  const won = new Set(winners(configuration, change));
  return configuration.rules.map((rule, index) => {
    const verdict = judgeRule(rule, change);
    return { rule, verdict: competes(verdict) && !won.has(index) ? "LowerPriority" : verdict };
  });
}

/** Judges a rule whose prefix is known to match. */
function judgeCandidate(rule: CompiledRule, { operation, tags, isKmsEncrypted }: Change): Verdict {
  if (!rule.isEnabled) return "Disabled";
  if (operation === "deleteMarker") {
    if (rule.tags.length > 0) return "TagFilterOnDeleteMarker";
    return rule.replicatesDeleteMarkers ? "Matches" : "DeleteMarkerReplicationDisabled";
  }
  if (!matchesTags(rule, tags)) return "TagsDiffer";
  return isKmsEncrypted && !rule.replicatesKmsEncrypted ? "KmsNotSelected" : "Matches";
}

/** Whether a rule takes part in the choice by priority. */
function competes(verdict: Verdict): boolean {
  return verdict === "Matches" || verdict === "DeleteMarkerReplicationDisabled";
}

/** The index of the competing rule of highest priority, for each destination bucket. */
function winners({ rules, prefixes }: CompiledConfiguration, change: Change): number[] {
  const byDestination = new Map<string, number>();
  // Rules for one key mostly share a destination: asking the map once is a quarter of the time.
  let leader: CompiledRule | undefined;
  for (
    let at = longestPrefix(prefixes, change.key);
    at !== undefined;
    at = elementAt(prefixes, at.parent)
  ) {
    for (const index of at.rules) {
      const rule = rules[index];
      if (rule === undefined) continue;
      const { bucket } = rule.destination;
      if (byDestination.size > 0 && leader?.destination.bucket !== bucket) {
        leader = elementAt(rules, byDestination.get(bucket));
      }
      if (leader !== undefined && leader.priority >= rule.priority) continue;
      if (!competes(judgeCandidate(rule, change))) continue;
      leader = rule;
      byDestination.set(bucket, index);
    }
  }
  return [...byDestination.values()];
}

function pick<Rule>(rules: readonly Rule[], indexes: readonly number[]): Rule[] {
  return indexes
    .toSorted((a, b) => a - b)
    .map((index) => rules[index])
    .filter((rule) => rule !== undefined);
}
