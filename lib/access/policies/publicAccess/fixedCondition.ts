import { splitArn } from "../conditions/arnCondition.js";
import { type ConditionOperator, readOperator } from "../conditions/conditionOperators.js";
import { readIpRange } from "../conditions/ipRange.js";
import type { ConditionElement } from "../language/statementElements.js";

type ValueKind = "text" | "arn" | "userId" | "address";

/** The keys whose fixed values make a statement not public, with what their values are. */
const trustedKeys: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ["aws:principalaccount", "text"],
  ["aws:principalarn", "arn"],
  ["aws:principalorgid", "text"],
  ["aws:sourceaccount", "text"],
  ["aws:sourcearn", "arn"],
  ["aws:sourceip", "address"],
  ["aws:sourceorgid", "text"],
  ["aws:sourcevpc", "text"],
  ["aws:sourcevpce", "text"],
  ["aws:userid", "userId"],
  ["s3:dataaccesspointaccount", "text"],
  ["s3:dataaccesspointarn", "arn"],
]);

/**
 * Whether a condition lets only known callers through: a trusted key with fixed values under an
 * operator that asks for them. Recorded 2026.
 *
 * @param isPresent whether another condition, `Null` with `false`, asks for the key to be there
 */
export function fixesCaller(condition: ConditionElement, isPresent: boolean): boolean {
  const operator = readOperator(condition.operator);
  if (operator === undefined || operator.isNegated) return false;
  const passesAbsent = operator.ifExists || operator.setPrefix === "ForAllValues";
  return (!passesAbsent || isPresent) && hasFixedValues(condition, operator);
}

/** Whether a condition of a Deny spares only known callers: the negated form of the same. */
export function sparesOnlyKnown(condition: ConditionElement): boolean {
  const operator = readOperator(condition.operator);
  if (operator === undefined || !operator.isNegated) return false;
  // `ForAnyValue:` does not deny where the key is absent, so that it spares those as well.
  return operator.setPrefix !== "ForAnyValue" && hasFixedValues(condition, operator);
}

/** An empty list is fixed: it lets nobody through. Recorded 2026. */
function hasFixedValues({ key, values }: ConditionElement, operator: ConditionOperator): boolean {
  const kind = trustedKeys.get(key.toLowerCase());
  if (kind === undefined) return false;
  if (operator.family === "IpAddress") return values.every(isNarrowRange);
  if (operator.family !== "String" && operator.family !== "Arn") return false;
  return values.every((value) => isFixed(value, kind, operator));
}

function isFixed(value: string, kind: ValueKind, { hasWildcards }: ConditionOperator): boolean {
  if (value.includes("${")) return false;
  if (hasWildcards !== true || !isPattern(value)) return true;
  // A wildcard does no harm beside the account of an ARN, or beside the id of a role.
  if (kind === "arn") return /^\d{12}$/.test(splitArn(value)?.[4] ?? "");
  const [id = "", session] = value.split(":");
  return kind === "userId" && session !== undefined && !isPattern(id);
}

function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** The shortest prefixes that are no public range. */
const shortestPrefix = { 4: 8, 6: 32 } as const;

function isNarrowRange(value: string): boolean {
  const range = readIpRange(value);
  return range !== undefined && range.prefixLength >= shortestPrefix[range.address.version];
}
