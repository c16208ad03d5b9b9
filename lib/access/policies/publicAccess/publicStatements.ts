import {
  type PatternElement,
  type PolicyDocument,
  readPolicyElements,
  type StatementElements,
} from "../language/statementElements.js";
import { compileWildcards } from "../language/textPattern.js";
import { fixesCaller, sparesOnlyKnown } from "./fixedCondition.js";

/**
 * The statements that make a bucket policy public, by their places from 0: each allows something to
 * everyone, with no condition that fixes who, and no Deny for everyone takes it back.
 *
 * Recorded 2026 in some 65 cases.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function publicStatements(document: PolicyDocument): readonly number[] {
  const { statements } = readPolicyElements(document);
  const denials = statements.filter(deniesEveryoneUnknown);
  return [...statements.entries()]
    .filter(([, statement]) => isPublic(statement))
    .filter(([, statement]) => !denials.some((denial) => covers(denial, statement)))
    .map(([index]) => index);
}

/** Whether GetBucketPolicyStatus says that a policy is public. */
export function isPublicPolicy(document: PolicyDocument): boolean {
  return publicStatements(document).length > 0;
}

function isPublic({ effect, principal, conditions }: StatementElements): boolean {
  if (effect !== "Allow" || !isEveryone(principal)) return false;
  const present = new Set(
    conditions
      .filter(({ operator, values }) => operator === "Null" && values.every(isFalse))
      .map(({ key }) => key.toLowerCase()),
  );
  return !conditions.some((each) => fixesCaller(each, present.has(each.key.toLowerCase())));
}

function isFalse(value: string): boolean {
  return value.toLowerCase() !== "true";
}

/** `NotPrincipal` with Allow is everyone but some; S3 refuses it. */
function isEveryone(principal: StatementElements["principal"]): boolean {
  if (principal === undefined) return false;
  const { isNegated, element } = principal;
  return isNegated || element === "*" || element.AWS?.includes("*") === true;
}

/** A Deny for everyone whose conditions, if it has any, spare only known callers. */
function deniesEveryoneUnknown({ effect, principal, conditions }: StatementElements): boolean {
  if (effect !== "Deny" || principal === undefined || principal.isNegated) return false;
  return isEveryone(principal) && conditions.every(sparesOnlyKnown);
}

function covers(denial: StatementElements, allow: StatementElements): boolean {
  return (
    coversPatterns(denial.action, allow.action, (pattern) => pattern.toLowerCase()) &&
    denial.resource !== undefined &&
    allow.resource !== undefined &&
    coversPatterns(denial.resource, allow.resource, (pattern) => pattern)
  );
}

function coversPatterns(
  wide: PatternElement,
  narrow: PatternElement,
  fold: (pattern: string) => string,
): boolean {
  if (wide.isNegated || narrow.isNegated) return false;
  const covering = wide.patterns.map((pattern) => coveringOf(fold(pattern)));
  return narrow.patterns.every((pattern) => covering.some((isCovered) => isCovered(fold(pattern))));
}

/**
 * Whether a pattern matches all that another one does: where it matches it with nothing in place of
 * its stars, and with more in place of each than a pattern of this length matches without a star.
 */
function coveringOf(wide: string): (narrow: string) => boolean {
  const matches = compileWildcards(wide);
  const filling = "\0".repeat(wide.length + 1);
  return (narrow) =>
    matches(narrow.replaceAll("*", "")) && matches(narrow.replaceAll("*", filling));
}
