import type {
  LifecycleExpiration,
  LifecycleRule,
  LifecycleRuleAndOperator,
  LifecycleRuleFilter,
  NoncurrentVersionExpiration,
  Transition,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { demand, demandOneOf } from "../../base/schemaRequirements.js";

/**
 * Checks one rule of a lifecycle configuration. What is not marked `assumed` is recorded 2026.
 *
 * @throws S3Error MalformedXML, InvalidArgument, InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html
 */
export function checkLifecycleRule(rule: LifecycleRule): void {
  demand(rule.Status === "Enabled" || rule.Status === "Disabled");
  demand((rule.Filter === undefined) !== (rule.Prefix === undefined));
  if (rule.Filter !== undefined) checkFilter(rule.Filter);
  checkActions(rule);
}

function checkFilter({ And, ...predicates }: LifecycleRuleFilter): void {
  const others = Object.values(predicates).filter((predicate) => predicate !== undefined);
  demand(others.length + (And === undefined ? 0 : 1) <= 1);
  if (And !== undefined) checkAnd(And);
}

function checkAnd({ Tags: tags = [], ...predicates }: LifecycleRuleAndOperator): void {
  const others = Object.values(predicates).filter((predicate) => predicate !== undefined);
  // `assumed`, as in a replication rule.
  demand(tags.length + others.length >= 2);
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    fail("InvalidRequest", { message: "Duplicate Tag Keys are not allowed." });
  }
}

function checkActions(rule: LifecycleRule): void {
  const { Transitions = [], NoncurrentVersionTransitions = [] } = rule;
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  const single = [Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload];
  const isIdle = single.every((action) => action === undefined);
  if (isIdle && Transitions.length + NoncurrentVersionTransitions.length === 0) {
    // `assumed`
    fail("InvalidRequest", { message: "At least one action needs to be specified in a rule" });
  }
  if (Expiration !== undefined) checkExpiration(Expiration);
  if (NoncurrentVersionExpiration !== undefined) checkNoncurrent(NoncurrentVersionExpiration);
  for (const transition of Transitions) checkTransition(transition);
  for (const { StorageClass } of NoncurrentVersionTransitions) {
    demandOneOf(storageClasses, StorageClass);
  }
}

function checkExpiration(expiration: LifecycleExpiration): void {
  demand(Object.values(expiration).filter((value) => value !== undefined).length === 1);
  const { Date: date, Days: days } = expiration;
  if (date !== undefined) checkMidnight(date);
  // `assumed`
  if (days !== undefined && days < 1) {
    invalidDays("'Days' for Expiration action must be a positive integer", days);
  }
}

function checkNoncurrent(action: NoncurrentVersionExpiration): void {
  const { NoncurrentDays, NewerNoncurrentVersions } = action;
  demand(NoncurrentDays !== undefined || NewerNoncurrentVersions !== undefined);
}

const storageClasses: ReadonlySet<unknown> = new Set([
  "DEEP_ARCHIVE",
  "GLACIER",
  "GLACIER_IR",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "STANDARD_IA",
]);

/** That S3 demands 30 days before infrequent access is documented; the rest is `assumed`. */
function checkTransition({ Date: date, Days: days, StorageClass }: Transition): void {
  demandOneOf(storageClasses, StorageClass);
  demand((date === undefined) !== (days === undefined));
  if (date !== undefined) checkMidnight(date);
  if (days === undefined) return;
  if (days < 0) invalidDays("'Days' in Transition action must be nonnegative", days);
  if ((StorageClass === "STANDARD_IA" || StorageClass === "ONEZONE_IA") && days < 30) {
    invalidDays(
      `'Days' in Transition action must be greater than or equal to 30 for storageClass '${StorageClass}'`,
      days,
    );
  }
}

const dayMs = 86_400_000;

function checkMidnight(date: Date): void {
  if (date.getTime() % dayMs === 0) return;
  fail("InvalidArgument", {
    message: "'Date' must be at midnight GMT",
    ArgumentName: "Date",
    // How it is spelled is `assumed`.
    ArgumentValue: date.toISOString(),
  });
}

function invalidDays(message: string, days: number): never {
  return fail("InvalidArgument", { message, ArgumentName: "Days", ArgumentValue: String(days) });
}
