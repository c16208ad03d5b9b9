import type { LifecycleRule } from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { checkLifecycleRule } from "./lifecycleRule.js";
import { checkLifecycleSchema } from "./lifecycleSchema.js";

/**
 * Checks the rules of a lifecycle configuration, each for itself and against each other: first the schema,
 * then what holds for all of them. That order is `assumed`.
 *
 * @throws S3Error MalformedXML, InvalidArgument, InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
 */
export function checkLifecycleRules(rules: readonly LifecycleRule[]): void {
  requireValid(rules.length > 0 && rules.length <= limits.lifecycleRules);
  for (const rule of rules) checkLifecycleSchema(rule);
  checkSchemaVersion(rules);
  checkIds(rules);
  for (const rule of rules) checkLifecycleRule(rule);
  checkOverlaps(rules.filter(({ Prefix }) => Prefix !== undefined));
}

/** A document is of one version; which one its first rule says. */
function checkSchemaVersion(rules: readonly LifecycleRule[]): void {
  const isV1 = rules[0]?.Prefix !== undefined;
  for (const rule of rules) {
    if (isV1 && rule.Filter !== undefined) onlyInV2("Filter");
    if (!isV1 && rule.Prefix !== undefined) {
      fail("InvalidRequest", {
        message:
          "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter.",
      });
    }
    if (isV1 && keepsNewer(rule)) onlyInV2("NewerNoncurrentVersions");
  }
}

function keepsNewer(rule: LifecycleRule): boolean {
  const { NoncurrentVersionExpiration: expiration, NoncurrentVersionTransitions = [] } = rule;
  return [expiration, ...NoncurrentVersionTransitions].some(
    (action) => action?.NewerNoncurrentVersions !== undefined,
  );
}

function onlyInV2(element: string): never {
  return fail("InvalidRequest", {
    message: `${element} element can only be used in Lifecycle V2.`,
  });
}

function checkIds(rules: readonly LifecycleRule[]): void {
  const seen = new Set<string>();
  for (const { ID } of rules) {
    if (!ID) continue;
    if (ID.length > limits.lifecycleRuleIdCharacters) {
      invalidId(
        ID,
        `ID length should not exceed allowed limit of ${limits.lifecycleRuleIdCharacters}`,
      );
    }
    if (seen.has(ID)) invalidId(ID, "Rule ID must be unique. Found same ID for more than one rule");
    seen.add(ID);
  }
}

function invalidId(id: string, message: string): never {
  return fail("InvalidArgument", { message, ArgumentName: "ID", ArgumentValue: id });
}

const actions = [
  "Expiration",
  "Transitions",
  "NoncurrentVersionExpiration",
  "NoncurrentVersionTransitions",
  "AbortIncompleteMultipartUpload",
] as const;

/** Rules of the first version must not do the same to the same keys. */
function checkOverlaps(rules: readonly LifecycleRule[]): void {
  for (const action of actions) {
    const prefixes = rules
      .filter((rule) => rule[action] !== undefined)
      .map(({ Prefix = "" }) => Prefix)
      .sort();
    for (const [index, prefix] of prefixes.entries()) {
      // In this order a prefix stands right before those that begin with it.
      const next = prefixes[index + 1];
      if (next === undefined || !next.startsWith(prefix)) continue;
      fail("InvalidRequest", {
        message: `Found overlapping prefixes '${prefix}' and '${next}' for same action type '${action.replace(/s$/, "")}'`,
      });
    }
  }
}
