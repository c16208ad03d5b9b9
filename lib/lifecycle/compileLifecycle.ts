import type {
  GetBucketLifecycleConfigurationOutput,
  LifecycleRule,
  LifecycleRuleAndOperator,
  Transition,
} from "@aws-sdk/client-s3";
import { compilePrefixes } from "../replication/prefixIndex.js";
import type {
  CompiledLifecycle,
  CompiledLifecycleRule,
  LifecycleTime,
  NoncurrentTime,
} from "../state/compiledLifecycle.js";
import { minimumSizeBytes } from "./waterfall.js";

/** What GetBucketLifecycleConfiguration gives back: rules that have been checked and have their IDs. */
export type LifecycleDocument = GetBucketLifecycleConfigurationOutput;

/** Makes a configuration ready for being asked about a key; undefined where no rule is Enabled. */
export function compileLifecycle(document: LifecycleDocument): CompiledLifecycle | undefined {
  const enabled = (document.Rules ?? []).filter(({ Status }) => Status === "Enabled");
  if (enabled.length === 0) return undefined;
  const rules = enabled.map((rule) =>
    compileRule(rule, document.TransitionDefaultMinimumObjectSize),
  );
  return { rules, prefixes: compilePrefixes(rules) };
}

function compileRule(
  rule: LifecycleRule,
  defaultMinimum: string | undefined,
): CompiledLifecycleRule {
  const predicates = predicatesOf(rule);
  const { ObjectSizeGreaterThan: greaterThan, ObjectSizeLessThan: lessThan } = predicates;
  const filtersBySize = greaterThan !== undefined || lessThan !== undefined;
  const moveTo = (storageClass = "") => ({
    storageClass,
    minimumSizeBytes: minimumSizeBytes(storageClass, { filtersBySize, defaultMinimum }),
  });
  const { Expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  return {
    id: rule.ID ?? "",
    prefix: predicates.Prefix ?? "",
    tags: (predicates.Tags ?? []).map(({ Key = "", Value = "" }) => ({ Key, Value })),
    sizeGreaterThanBytes: greaterThan,
    sizeLessThanBytes: lessThan,
    expiration: Expiration && timeOf(Expiration),
    removesExpiredMarkers: Expiration?.ExpiredObjectDeleteMarker === true,
    transitions: (rule.Transitions ?? []).flatMap((transition) => {
      const time = timeOf(transition);
      return time === undefined ? [] : [{ ...moveTo(transition.StorageClass), time }];
    }),
    noncurrentExpiration: noncurrent && noncurrentTime(noncurrent),
    noncurrentTransitions: (rule.NoncurrentVersionTransitions ?? []).map((transition) => ({
      ...moveTo(transition.StorageClass),
      time: noncurrentTime(transition),
    })),
    abortAfterDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  };
}

function predicatesOf({ Prefix, Filter }: LifecycleRule): LifecycleRuleAndOperator {
  if (Filter === undefined) return { Prefix };
  const { And, Tag, ...others } = Filter;
  return And ?? { ...others, Tags: Tag && [Tag] };
}

function timeOf({ Date: date, Days: days }: Transition): LifecycleTime | undefined {
  if (date !== undefined) return { date: date.getTime() };
  return days === undefined ? undefined : { days };
}

function noncurrentTime(element: {
  readonly NoncurrentDays?: number | undefined;
  readonly NewerNoncurrentVersions?: number | undefined;
}): NoncurrentTime {
  const { NoncurrentDays: days = 0, NewerNoncurrentVersions: newerVersions = 0 } = element;
  return { days, newerVersions };
}
