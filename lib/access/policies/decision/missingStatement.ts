import type { PolicyPrincipal } from "../language/policyPrincipal.js";
import type { AccessQuestion } from "./accessQuestion.js";
import type { Decision, PolicyType } from "./decision.js";

/** A statement that would allow, ready to be pasted into the document of that kind. */
export interface MissingStatement {
  readonly policyType: PolicyType;
  readonly statement: PolicyStatementJson;
}

/** A statement as JSON has it. */
export interface PolicyStatementJson {
  readonly Effect: "Allow";
  readonly Principal?: "*" | Readonly<Record<string, string>>;
  readonly Action: string;
  /** Absent in trust policies. */
  readonly Resource?: string;
}

/** The statements without which a request stays denied; none where a Deny applies. */
export function missingStatements(
  question: AccessQuestion,
  decision: Decision,
): readonly MissingStatement[] {
  if (decision.isAllowed || decision.reason !== "implicitDeny") return [];
  return decision.lacking.map((policyType) => ({
    policyType,
    statement: missingStatement(question, policyType),
  }));
}

/** The least statement that would allow what was asked, as one of a kind of document has it. */
export function missingStatement(
  { principal, action, resource, resourceKind }: AccessQuestion,
  policyType: PolicyType,
): PolicyStatementJson {
  if (policyType !== "resource-based policy") {
    return { Effect: "Allow", Action: action, Resource: resource };
  }
  const statement = { Effect: "Allow", Principal: entryOf(principal), Action: action } as const;
  if (resourceKind === "role") return statement;
  // In a key policy `*` is this key.
  return { ...statement, Resource: resourceKind === "key" ? "*" : resource };
}

function entryOf(principal: PolicyPrincipal): "*" | Readonly<Record<string, string>> {
  if (principal.type === "Anonymous") return "*";
  if (principal.type === "AWSService") return { Service: principal.name };
  return { AWS: principal.type === "AssumedRole" ? principal.roleArn : principal.arn };
}
