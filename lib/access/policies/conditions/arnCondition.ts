import type { ConditionContext } from "../language/conditionContext.js";
import { constantTokens, readTemplate, resolveTemplate } from "../language/policyVariables.js";
import { compileTokens, type PatternToken, type TextMatcher } from "../language/textPattern.js";
import type { OperatorDefinition } from "./conditionOperators.js";
import type { StatementTraits, ValueTest } from "./valueTest.js";

/** The number of parts of an ARN; the last one may have colons of its own. */
const arnParts = 6;

/** Matches an ARN given in parts. */
type ArnMatcher = (parts: readonly string[]) => boolean;

/**
 * Compiles `ArnEquals` and `ArnLike`, which are the same, and their negations: part by part, so that a
 * wildcard does not reach over one of the first five colons.
 *
 * A malformed ARN of the request meets neither, also where negated. A malformed one of the policy,
 * which a variable can make, ends the comparison: an Allow does not apply, a Deny does. Recorded 2026.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compileArnTest(
  { isNegated }: OperatorDefinition,
  values: readonly string[],
  { variables, effect }: StatementTraits,
): ValueTest {
  const patterns = values.map((value) => compileArn(value, variables));
  return (actual, context) => {
    const parts = splitArn(actual);
    if (parts === undefined) return false;
    for (const pattern of patterns) {
      const matcher = pattern(context);
      if (matcher === "malformed") return effect === "Deny";
      if (matcher !== "unresolved" && matcher(parts)) return !isNegated;
    }
    return isNegated;
  };
}

type ArnPattern = (context: ConditionContext) => ArnMatcher | "malformed" | "unresolved";

function compileArn(value: string, variables: boolean): ArnPattern {
  const template = readTemplate(value, { wildcards: true, variables });
  const constant = constantTokens(template);
  if (constant !== undefined) {
    const matcher = compileParts(constant);
    return () => matcher;
  }
  return (context) => {
    const resolved = resolveTemplate(template, context);
    return resolved === undefined ? "unresolved" : compileParts(resolved);
  };
}

function compileParts(tokens: readonly PatternToken[]): ArnMatcher | "malformed" {
  const parts = splitTokens(tokens);
  if (parts.length < arnParts) return "malformed";
  const matchers: readonly TextMatcher[] = parts.map(compileTokens);
  return (actual) => matchers.every((matches, at) => matches(actual[at] ?? ""));
}

/** Splits at the first five colons that are literal text. */
function splitTokens(tokens: readonly PatternToken[]): PatternToken[][] {
  const parts: PatternToken[][] = [[]];
  for (const token of tokens) {
    if (token.type !== "text") {
      parts.at(-1)?.push(token);
      continue;
    }
    const [begin = "", ...further] = splitText(token.text, arnParts - parts.length);
    if (begin !== "") parts.at(-1)?.push({ type: "text", text: begin });
    for (const text of further) parts.push(text === "" ? [] : [{ type: "text", text }]);
  }
  return parts;
}

/** Splits at no more than so many colons. */
function splitText(text: string, colons: number): string[] {
  const pieces = text.split(":");
  return [...pieces.slice(0, colons), pieces.slice(colons).join(":")].slice(
    0,
    Math.min(pieces.length, colons + 1),
  );
}

/** The six parts of an ARN; undefined where it is none. */
export function splitArn(arn: string): string[] | undefined {
  const parts = splitText(arn, arnParts - 1);
  return parts.length === arnParts && parts[0] === "arn" ? parts : undefined;
}
