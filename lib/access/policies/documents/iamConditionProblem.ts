import { operatorDefinitions, readOperator } from "../conditions/conditionOperators.js";
import { isRecord, isScalar, listOf } from "../language/statementElements.js";
import { kmsKeys } from "../reference/kmsReference.js";
import { isGlobalKey, isKey, s3ActionsWithKey } from "../reference/s3Lookup.js";
import { conditionValueProblem } from "./conditionValueProblem.js";
import { excerpt } from "./iamDocumentKind.js";

/** What is wrong with the Condition block of a statement of a document of IAM or KMS. */
export function iamConditionProblem(
  { Condition: condition }: Readonly<Record<string, unknown>>,
  place: string,
): string | undefined {
  if (condition === undefined) return undefined;
  if (!isRecord(condition)) return misshapen(`${place}.Condition`, condition, "an object");
  for (const [operator, keys] of Object.entries(condition)) {
    const problem = operatorProblem(operator, keys, `${place}.Condition.${operator}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function operatorProblem(operator: string, keys: unknown, place: string): string | undefined {
  const definition = readOperator(operator);
  if (definition === undefined) {
    const names = [...operatorDefinitions.keys()].join(", ");
    return `Invalid Condition type : ${operator}. ${place} is there; allowed are ${names}, each but Null also with ForAllValues: or ForAnyValue: before and IfExists after it`;
  }
  if (!isRecord(keys)) return misshapen(place, keys, "an object of condition keys");
  for (const [key, written] of Object.entries(keys)) {
    if (!isKnownKey(key)) {
      return `There is no condition key ${excerpt(key)}. ${place} has it`;
    }
    const values = listOf(written);
    if (!values.every(isScalar)) {
      return misshapen(`${place}.${key}`, written, "text, a boolean, a number or a list of them");
    }
    const wrong = conditionValueProblem(definition.family, values.map(String));
    if (wrong !== undefined) {
      return `Syntax errors in policy. ${place}.${key} is ${excerpt(wrong)}, which ${operator} cannot compare with`;
    }
  }
  return undefined;
}

/** Keys of services that a simulated S3 has nothing to do with are not looked up. */
function isKnownKey(key: string): boolean {
  const [prefix = "", ...rest] = key.toLowerCase().split(":");
  if (rest.length === 0) return false;
  const name = rest.join(":");
  if (prefix === "s3") return s3ActionsWithKey(key) !== undefined;
  if (prefix === "kms") return kmsKeys.some((known) => isKey(known.toLowerCase(), name));
  return prefix !== "aws" || isGlobalKey(key);
}

function misshapen(place: string, came: unknown, allowed: string): string {
  return `Syntax errors in policy. ${place} is ${excerpt(came)}; allowed is ${allowed}`;
}
