import type {
  LifecycleExpiration,
  LifecycleRule,
  NoncurrentVersionExpiration,
  NoncurrentVersionTransition,
  Transition,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { pacificTime } from "../../base/pacificTime.js";
import {
  checkLifecyclePredicates,
  filterText,
  type LifecyclePredicates,
  lifecyclePredicates,
} from "./lifecycleFilter.js";
import { checkTransitionOrder, dayMs, type LifecycleTransition } from "./lifecycleTransitions.js";

/**
 * Checks one rule of a lifecycle configuration that has what the schema demands. Codes and texts that
 * are not marked `assumed` are recorded, or those of another implementation whose author had S3's
 * answers. The order of the checks is `assumed`.
 *
 * @throws S3Error InvalidArgument, InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function checkLifecycleRule(rule: LifecycleRule): void {
  const predicates = lifecyclePredicates(rule);
  checkLifecyclePredicates(predicates);
  checkActions(rule, predicates);
  checkCurrentTimes(rule);
  checkNoncurrentTimes(rule);
}

function checkActions(rule: LifecycleRule, predicates: LifecyclePredicates): void {
  const { Transitions = [], NoncurrentVersionTransitions = [] } = rule;
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload: abort } = rule;
  const isIdle = [Expiration, NoncurrentVersionExpiration, abort].every(
    (action) => action === undefined,
  );
  if (isIdle && Transitions.length + NoncurrentVersionTransitions.length === 0) {
    fail("InvalidRequest", { message: "At least one action needs to be specified in a rule" });
  }
  if (Expiration !== undefined) checkExpiration(Expiration, predicates);
  for (const transition of Transitions) checkTransition(transition);
  for (const transition of NoncurrentVersionTransitions) checkNoncurrentTransition(transition);
  if (NoncurrentVersionExpiration !== undefined) {
    checkNoncurrentExpiration(NoncurrentVersionExpiration);
  }
  if (abort === undefined) return;
  const { DaysAfterInitiation } = abort;
  checkPositive("DaysAfterInitiation", DaysAfterInitiation, "AbortIncompleteMultipartUpload");
  checkPlain("AbortIncompleteMultipartUpload", predicates);
}

function checkExpiration(
  { Date: date, Days, ExpiredObjectDeleteMarker }: LifecycleExpiration,
  predicates: LifecyclePredicates,
): void {
  if (date !== undefined) checkMidnight(date);
  checkPositive("Days", Days, "Expiration");
  if (ExpiredObjectDeleteMarker !== undefined) checkPlain("ExpiredObjectDeleteMarker", predicates);
}

/** Neither markers nor uploads have tags, and their size says nothing. */
function checkPlain(
  action: string,
  { tags, sizeGreaterThan, sizeLessThan }: LifecyclePredicates,
): void {
  const cannot = `${action} cannot be specified with`;
  if (tags.length > 0) fail("InvalidRequest", { message: `${cannot} Tags.` });
  if (sizeGreaterThan !== undefined || sizeLessThan !== undefined) {
    fail("InvalidRequest", { message: `${cannot} Object Size.` });
  }
}

/** S3 no longer asks for 30 days before infrequent access (recorded 2026). */
function checkTransition({ Date: date, Days }: Transition): void {
  if (date !== undefined) checkMidnight(date);
  if (Days === undefined || Days >= 0) return;
  invalid("Days", Days, "'Days' in Transition action must be nonnegative");
}

function checkNoncurrentTransition(transition: NoncurrentVersionTransition): void {
  const { NoncurrentDays: days, NewerNoncurrentVersions } = transition;
  if (days !== undefined && days < 0) {
    const message = "'NoncurrentDays' in NoncurrentVersionTransition action must be nonnegative";
    invalid("NoncurrentDays", days, message);
  }
  checkPositive("NewerNoncurrentVersions", NewerNoncurrentVersions, "NoncurrentVersionTransition");
}

function checkNoncurrentExpiration(action: NoncurrentVersionExpiration): void {
  const { NoncurrentDays, NewerNoncurrentVersions } = action;
  checkPositive("NoncurrentDays", NoncurrentDays, "NoncurrentVersionExpiration");
  checkPositive("NewerNoncurrentVersions", NewerNoncurrentVersions, "NoncurrentVersionExpiration");
}

function checkPositive(name: string, value: number | undefined, action: string): void {
  if (value === undefined || value > 0) return;
  invalid(name, value, `'${name}' for ${action} action must be a positive integer`);
}

function checkMidnight(date: Date): void {
  if (date.getTime() % dayMs === 0) return;
  fail("InvalidArgument", {
    message: "'Date' must be at midnight GMT",
    ArgumentName: "Date",
    ArgumentValue: pacificTime(date),
  });
}

/** What becomes of current versions is by days or by dates, and ends with their expiration. */
function checkCurrentTimes(rule: LifecycleRule): void {
  const { Transitions = [], Expiration } = rule;
  const filter = filterText(rule);
  const unit = Transitions.some(({ Date: date }) => date !== undefined) ? "Date" : "Days";
  const mixed = (actions: string) =>
    fail("InvalidRequest", {
      message: `Found mixed 'Date' and 'Days' based ${actions} lifecycle rule for filter '${filter}'`,
    });
  if (Transitions.some((transition) => transition[unit] === undefined)) {
    mixed("Transition actions in");
  }
  const transitions = Transitions.map(({ StorageClass = "", Date: date, Days = 0 }) => ({
    storageClass: StorageClass,
    day: date === undefined ? Days : date.getTime() / dayMs,
  }));
  checkTransitionOrder(transitions, { action: "Transition", unit, filter });
  const { Date: date, Days: days } = Expiration ?? {};
  if (transitions.length === 0 || (date === undefined && days === undefined)) return;
  if (Expiration?.[unit] === undefined) mixed("Expiration and Transition actions in");
  const end = date === undefined ? (days ?? 0) : date.getTime() / dayMs;
  if (!isLast(end, transitions)) {
    const message = `'${unit}' in the Expiration action for filter '${filter}' must be greater than '${unit}' in the Transition action`;
    invalid(unit, end, message);
  }
}

function checkNoncurrentTimes(rule: LifecycleRule): void {
  const unit = "NoncurrentDays";
  const filter = filterText(rule);
  const transitions = (rule.NoncurrentVersionTransitions ?? []).map(
    ({ StorageClass = "", NoncurrentDays = 0 }) => ({
      storageClass: StorageClass,
      day: NoncurrentDays,
    }),
  );
  checkTransitionOrder(transitions, { action: "NoncurrentVersionTransition", unit, filter });
  const end = rule.NoncurrentVersionExpiration?.NoncurrentDays;
  if (end === undefined || isLast(end, transitions)) return;
  const message = `'${unit}' in the NoncurrentVersionExpiration action for filter '${filter}' must be greater than '${unit}' in the NoncurrentVersionTransition action`;
  invalid(unit, end, message);
}

function isLast(end: number, transitions: readonly LifecycleTransition[]): boolean {
  return transitions.every(({ day }) => day < end);
}

function invalid(name: string, value: number, message: string): never {
  return fail("InvalidArgument", { message, ArgumentName: name, ArgumentValue: String(value) });
}
