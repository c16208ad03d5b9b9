import { readOperator } from "../conditions/conditionOperators.js";
import { readPolicyElements } from "../language/statementElements.js";
import { s3ActionsWithKey } from "../reference/s3Lookup.js";
import { conditionValueProblem } from "./conditionValueProblem.js";
import { invalidSyntax, malformed, type PolicyProblem } from "./policyProblem.js";

/**
 * What S3 refuses in a Condition block.
 *
 * @param actions those of the statement that fit its resources, without their prefix
 */
export function bucketConditionProblem(
  condition: unknown,
  actions: ReadonlySet<string>,
): PolicyProblem | undefined {
  for (const { operator, key, values } of conditionsIn(condition)) {
    const definition = readOperator(operator);
    if (definition === undefined) return malformed(`Invalid Condition type : ${operator}`);
    const keyProblem = key.toLowerCase().startsWith("aws:")
      ? undefined
      : s3KeyProblem(key, actions);
    if (keyProblem !== undefined) return keyProblem;
    const valueProblem = conditionValueProblem(definition.family, values);
    if (definition.family === "IpAddress" && valueProblem !== undefined) {
      return malformed("Invalid IP address in Conditions");
    }
    // That ARN operators refuse other values is recorded 2026; the text is not. Dates are accepted.
    if (definition.family === "Arn" && valueProblem !== undefined) return invalidSyntax;
  }
  return undefined;
}

function s3KeyProblem(key: string, actions: ReadonlySet<string>): PolicyProblem | undefined {
  const supporting = s3ActionsWithKey(key);
  if (supporting === undefined) return malformed("Policy has an invalid condition key");
  if (supporting === "any" || [...actions].some((action) => supporting.has(action)))
    return undefined;
  return malformed("Conditions do not apply to combination of actions and resources in statement");
}

function conditionsIn(Condition: unknown) {
  const Statement = { Effect: "Allow", Action: "*", Condition };
  return readPolicyElements({ Statement }).statements.flatMap(({ conditions }) => conditions);
}
