import type { Bucket } from "../state/bucket.js";
import type { Tag } from "../state/objectVersion.js";
import type { CompiledRule } from "../state/replicationRules.js";
import type { S3 } from "../state/s3.js";
import { findVersion } from "../state/versions.js";
import type { Work, WorkState } from "../state/work.js";

/** Buckets and the rules between them. */
export interface Overview {
  readonly accountId: string;
  /** A page of them, in the order in which they were made. */
  readonly buckets: readonly OverviewBucket[];
  /** How many there are of those that are looked for. */
  readonly bucketCount: number;
  /** Where the next page of buckets begins; undefined on the last one. */
  readonly next: number | undefined;
  /** The first ones of the buckets that are shown. */
  readonly rules: readonly OverviewRule[];
  readonly ruleCount: number;
}

export interface OverviewBucket {
  readonly name: string;
  readonly region: string;
  readonly owner: string;
  readonly versioning: string;
  readonly keyCount: number;
}

/** A rule of a bucket's configuration, or one whose work is still known. */
export interface OverviewRule {
  readonly source: string;
  readonly destination: string;
  readonly ruleId: string;
  readonly prefix: string;
  readonly tags: readonly Tag[];
  readonly status: "Enabled" | "Disabled" | "no longer configured";
  readonly work: Readonly<Record<WorkState, WorkTotal>>;
}

/** How much work there is in a state. */
export interface WorkTotal {
  readonly operations: number;
  /** The sizes of the objects that it brings or has brought. */
  readonly sizeBytes: number;
}

/** So many buckets and as many rules are shown: a page is not for more. */
const shownOfEach = 100;

/**
 * Buckets with the rules of theirs. The cost is that of all work that is known.
 *
 * @param from - how many buckets to leave out, of those whose name begins with the prefix
 */
export function overviewOf(
  s3: S3,
  { prefix, from }: { readonly prefix: string; readonly from: number },
): Overview {
  const found = [...s3.buckets.values()].filter(({ name }) => name.startsWith(prefix));
  const buckets = found.slice(from, from + shownOfEach);
  const rules = countedRules(s3, buckets);
  return {
    accountId: s3.accountId,
    buckets: buckets.map((bucket) => ({
      name: bucket.name,
      region: bucket.region,
      owner: bucket.ownerId,
      versioning: bucket.versioning ?? "never enabled",
      keyCount: bucket.versions.size,
    })),
    bucketCount: found.length,
    next: found.length > from + shownOfEach ? from + shownOfEach : undefined,
    rules: rules.slice(0, shownOfEach).map(shownRule),
    ruleCount: rules.length,
  };
}

function countedRules(s3: S3, buckets: readonly Bucket[]): readonly Counted[] {
  const rules = new Map<string, Counted>();
  for (const { name, replication } of buckets) {
    for (const rule of replication?.rules ?? []) countedRule(rules, name, rule).isConfigured = true;
  }
  const shown = new Set(buckets.map(({ name }) => name));
  // Nearly all work has a rule that came before, and its name is long.
  const known = new Map<CompiledRule, Counted>();
  for (const work of s3.work.values()) {
    if (!shown.has(work.bucket)) continue;
    let counted = known.get(work.rule);
    if (counted?.source !== work.bucket) {
      counted = countedRule(rules, work.bucket, work.rule);
      known.set(work.rule, counted);
    }
    const total = counted.work[work.state];
    total.operations++;
    total.sizeBytes += sizeOf(s3, work);
  }
  return [...rules.values()];
}

interface Counted {
  readonly source: string;
  readonly rule: CompiledRule;
  isConfigured: boolean;
  readonly work: Record<WorkState, { operations: number; sizeBytes: number }>;
}

function countedRule(rules: Map<string, Counted>, source: string, rule: CompiledRule): Counted {
  const name = JSON.stringify([source, rule.id, rule.destination.bucket]);
  const known = rules.get(name);
  if (known !== undefined) return known;
  const nothing = () => ({ operations: 0, sizeBytes: 0 });
  const work = { COMPLETED: nothing(), PENDING: nothing(), FAILED: nothing() };
  const counted = { source, rule, isConfigured: false, work };
  rules.set(name, counted);
  return counted;
}

function shownRule({ source, rule, isConfigured, work }: Counted): OverviewRule {
  const configured = rule.isEnabled ? "Enabled" : "Disabled";
  return {
    source,
    destination: rule.destination.bucket,
    ruleId: rule.id,
    prefix: rule.prefix,
    tags: rule.tags,
    status: isConfigured ? configured : "no longer configured",
    work,
  };
}

function sizeOf({ buckets }: S3, { operation, bucket, key, versionId }: Work): number {
  const home = operation === "OBJECT_PUT" ? buckets.get(bucket) : undefined;
  const version = home && findVersion(home, key, versionId);
  return version === undefined || version.isDeleteMarker ? 0 : version.content.bytes.length;
}
