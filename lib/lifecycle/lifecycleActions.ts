import { matchesTags } from "../replication/compiledRules.js";
import type { CompiledLifecycleRule, CompiledTransition } from "../state/compiledLifecycle.js";
import type { DataVersion, ObjectVersion } from "../state/objectVersion.js";
import { daysAfter, dueAt } from "./midnights.js";
import { flowsTo } from "./waterfall.js";

/** Something that a rule does with a version. */
export type LifecycleAction = DueAction &
  (
    | {
        /** Takes the version away for good. */
        readonly kind: "Delete";
      }
    | {
        /** Hides the version behind a delete marker. */
        readonly kind: "Hide";
      }
    | { readonly kind: "Transition"; readonly storageClass: string }
  );

interface DueAction {
  readonly ruleId: string;
  /** Milliseconds since the epoch. It is done in the first run from then on. */
  readonly dueAt: number;
}

/** A version among the versions of its key. */
export interface PlacedVersion {
  readonly version: ObjectVersion;
  /** When it ceased to be the current version; undefined while it is. */
  readonly noncurrentSince: number | undefined;
  /** Of the noncurrent versions of its key, those that are newer. Delete markers count: `assumed`. */
  readonly newerNoncurrent: number;
  /** Whether its key has no other. */
  readonly isOnly: boolean;
  /** Whether its bucket keeps versions: what expires there is hidden, not lost. */
  readonly isVersioned: boolean;
}

/**
 * All that some rules do with a version as things stand, each with its time. The rules are those whose
 * prefix the key begins with.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function lifecycleActions(
  rules: readonly CompiledLifecycleRule[],
  placed: PlacedVersion,
): LifecycleAction[] {
  const actions: LifecycleAction[] = [];
  for (const rule of rules) {
    if (!matchesVersion(rule, placed.version)) continue;
    if (placed.noncurrentSince === undefined) addCurrent(actions, rule, placed);
    else addNoncurrent(actions, rule, placed, placed.noncurrentSince);
  }
  return actions;
}

/**
 * Whether a version has the tags and the size that a rule asks for. A delete marker has no tags, and no
 * bytes: the latter is `assumed` for those that are current.
 */
export function matchesVersion(
  rule: CompiledLifecycleRule,
  version: Pick<ObjectVersion, "key"> & Partial<Pick<DataVersion, "tags" | "content">>,
): boolean {
  const { sizeGreaterThanBytes: above, sizeLessThanBytes: below } = rule;
  const sizeBytes = version.content?.bytes.length ?? 0;
  return (
    (above === undefined || sizeBytes > above) &&
    (below === undefined || sizeBytes < below) &&
    matchesTags(rule, version.tags ?? [])
  );
}

function addCurrent(
  actions: LifecycleAction[],
  rule: CompiledLifecycleRule,
  { version, isOnly, isVersioned }: PlacedVersion,
): void {
  const { id: ruleId, expiration } = rule;
  const { lastModified } = version;
  if (version.isDeleteMarker) {
    if (!isOnly) return;
    // Without an age; the days of an expiration are counted for the marker itself.
    if (rule.removesExpiredMarkers) actions.push({ kind: "Delete", ruleId, dueAt: lastModified });
    if (expiration === undefined) return;
    actions.push({ kind: "Delete", ruleId, dueAt: dueAt(expiration, lastModified) });
    return;
  }
  if (expiration !== undefined) {
    const kind = isVersioned ? "Hide" : "Delete";
    actions.push({ kind, ruleId, dueAt: dueAt(expiration, lastModified) });
  }
  for (const { time, ...target } of rule.transitions) {
    if (!canMove(version, target)) continue;
    const { storageClass } = target;
    actions.push({ kind: "Transition", storageClass, ruleId, dueAt: dueAt(time, lastModified) });
  }
}

function addNoncurrent(
  actions: LifecycleAction[],
  rule: CompiledLifecycleRule,
  { version, newerNoncurrent }: PlacedVersion,
  since: number,
): void {
  const { id: ruleId, noncurrentExpiration: expiration } = rule;
  if (expiration !== undefined && newerNoncurrent >= expiration.newerVersions) {
    actions.push({ kind: "Delete", ruleId, dueAt: daysAfter(since, expiration.days) });
  }
  for (const { time, ...target } of rule.noncurrentTransitions) {
    if (newerNoncurrent < time.newerVersions || !canMove(version, target)) continue;
    const { storageClass } = target;
    actions.push({ kind: "Transition", storageClass, ruleId, dueAt: daysAfter(since, time.days) });
  }
}

function canMove(version: ObjectVersion, target: Omit<CompiledTransition, "time">): boolean {
  return (
    !version.isDeleteMarker &&
    version.content.bytes.length >= target.minimumSizeBytes &&
    flowsTo(version.storageClass, target.storageClass)
  );
}
