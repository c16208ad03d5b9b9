import { readOperator } from "../conditions/conditionOperators.js";
import { readPolicyElements } from "../language/statementElements.js";
import { isGlobalKey, s3ActionsWithKey } from "../reference/s3Lookup.js";
import { conditionValueProblem } from "./conditionValueProblem.js";
import { invalidSyntax, malformed, type PolicyProblem } from "./policyProblem.js";

/** The names of actions, without their prefix, that one entry of Action stands for. */
export type ActionNames = readonly string[];

/**
 * What S3 refuses in a Condition block.
 *
 * That a key has to go with every action that a statement lists is what people report; of a wildcard it
 * has to go with one, and that the value of `aws:SourceIp` is an address whatever its operator, is
 * `assumed`. So is that keys of `aws:` that nobody has are refused: reports of 2023 and 2026 differ.
 *
 * @param actions for each entry of Action what it stands for
 */
export function bucketConditionProblem(
  condition: unknown,
  actions: readonly ActionNames[],
): PolicyProblem | undefined {
  for (const { operator, key, values } of conditionsIn(condition)) {
    const definition = readOperator(operator);
    if (definition === undefined) return malformed(`Invalid Condition type : ${operator}`);
    const keyProblem = isGlobalKey(key) ? undefined : s3KeyProblem(key, actions);
    if (keyProblem !== undefined) return keyProblem;
    const isAddress = key.toLowerCase() === "aws:sourceip" || definition.family === "IpAddress";
    if (isAddress && conditionValueProblem("IpAddress", values) !== undefined) {
      return malformed("Invalid IP address in Conditions");
    }
    const valueProblem = conditionValueProblem(definition.family, values);
    // That ARN operators refuse other values is recorded 2026; the text is not. Dates are accepted.
    if (definition.family === "Arn" && valueProblem !== undefined) return invalidSyntax;
  }
  return undefined;
}

function s3KeyProblem(key: string, actions: readonly ActionNames[]): PolicyProblem | undefined {
  const supporting = s3ActionsWithKey(key);
  if (supporting === undefined) return malformed("Policy has an invalid condition key");
  const isSupported = (names: ActionNames) =>
    supporting === "any" || names.some((name) => supporting.has(name));
  if (actions.every(isSupported)) return undefined;
  return malformed("Conditions do not apply to combination of actions and resources in statement");
}

function conditionsIn(Condition: unknown) {
  const Statement = { Effect: "Allow", Action: "*", Condition };
  return readPolicyElements({ Statement }).statements.flatMap(({ conditions }) => conditions);
}
