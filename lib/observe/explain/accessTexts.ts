import type { ConditionOutcome } from "../../access/policies/conditions/compileCondition.js";
import type { AccessQuestion } from "../../access/policies/decision/accessQuestion.js";
import type {
  Decision,
  Grounds,
  PolicyType,
  StatementReference,
} from "../../access/policies/decision/decision.js";
import type { AccessExplanation, StatementOutcome } from "../../access/policies/explainAccess.js";

/** What was asked and what came of it, a sentence each. */
export function decisionTexts(
  question: AccessQuestion,
  { decision, nearMisses }: AccessExplanation,
): readonly string[] {
  const { action, resource } = question;
  return [
    `${callerText(question)} asked for ${action} on ${resource}${keyText(question)}.`,
    ...outcomeTexts(question, decision),
    ...nearMisses.map(nearMissText),
  ];
}

/** What to do where it is refused. */
export function adviceTexts(
  question: AccessQuestion,
  { decision, missing }: AccessExplanation,
): readonly string[] {
  if (decision.isAllowed) return [];
  if (decision.reason === "explicitDeny") {
    return [`Change or remove ${statementText(decision.statement)}.`];
  }
  if (decision.reason === "restrictPublicBuckets") {
    return [
      `Make the policy of ${question.resource} one that is not public, or set RestrictPublicBuckets to false.`,
    ];
  }
  return missing.map(
    ({ policyType, statement }) =>
      `Add to ${documentText(question, policyType)}: ${JSON.stringify(statement)}`,
  );
}

function callerText({ principal }: AccessQuestion): string {
  if ("arn" in principal) return principal.arn;
  return principal.type === "AWSService" ? principal.name : "An anonymous caller";
}

/** What KMS is told beside the key. */
function keyText({ resourceKind, context }: AccessQuestion): string {
  if (resourceKind !== "key") return "";
  const shown = ["kms:ViaService", "kms:EncryptionContext:aws:s3:arn"].map(
    (key) => `${key} ${valueText(context.get(key.toLowerCase()))}`,
  );
  return `, with ${shown.join(" and ")}`;
}

function outcomeTexts(question: AccessQuestion, decision: Decision): readonly string[] {
  if (decision.isAllowed) return decision.grounds.map(groundsText);
  if (decision.reason === "explicitDeny") {
    const { statement, conditions } = decision;
    return [`It is denied by ${statementText(statement)}.`, ...conditions.map(conditionText)];
  }
  if (decision.reason === "restrictPublicBuckets") {
    return ["The bucket's policy is public, and RestrictPublicBuckets keeps other accounts out."];
  }
  return decision.lacking.map((type) => `Nothing allows it in ${documentText(question, type)}.`);
}

function groundsText(grounds: Grounds): string {
  switch (grounds.type) {
    case "statement":
      return `It is allowed by ${statementText(grounds.statement)}.`;
    case "root":
      return "It is allowed: the root user of an account may do everything in it.";
    case "acl":
      return "It is allowed by an ACL.";
    case "allowance":
      return "It is allowed by mock.allow().";
  }
}

function nearMissText({ statement, unmet, conditions }: StatementOutcome): string {
  const failed = conditions.filter(({ isMet }) => !isMet).map(conditionText);
  const part = unmet[0] ?? "Condition";
  const written = JSON.stringify(statement.statement[part] ?? statement.statement[`Not${part}`]);
  const why = part === "Condition" ? failed.join(" ") : `It is ${written}.`;
  return `Near: ${statementText(statement)}, but for its ${part}. ${why}`;
}

function conditionText({ operator, key, expected, actual, isMet }: ConditionOutcome): string {
  const wanted = expected.map((value) => JSON.stringify(value)).join(" or ");
  const came = actual === undefined ? "the request had none" : `it was ${valueText(actual)}`;
  return `Its condition ${operator} ${key} ${wanted} was ${isMet ? "" : "not "}met: ${came}.`;
}

function valueText(value: unknown): string {
  return value === undefined ? "absent" : JSON.stringify(value);
}

/** Where a statement is, and what it says. */
function statementText({ policyName, index, sid, statement }: StatementReference): string {
  const name = sid === undefined ? `Statement[${index}]` : `Statement[${index}] "${sid}"`;
  return `${name} of ${policyName}, ${JSON.stringify(statement)}`;
}

/** The document of a kind that a question is about. */
function documentText(question: AccessQuestion, type: PolicyType): string {
  const { principal, resource, resourceKind } = question;
  if (type !== "resource-based policy") {
    const whose =
      principal.type === "AssumedRole" ? principal.roleArn : "arn" in principal && principal.arn;
    return type === "permissions boundary"
      ? `the permissions boundary of ${whose}`
      : `the ${type === "session policy" ? "session policy" : "policies"} of ${whose}`;
  }
  if (resourceKind === "role") return `the trust policy of ${resource}`;
  if (resourceKind === "key") return `the key policy of ${resource}`;
  const [bucket] = resource.replace("arn:aws:s3:::", "").split("/");
  return `the bucket policy of s3://${bucket}`;
}
