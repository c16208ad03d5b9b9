import type { AccessQuestion } from "../../access/policies/decision/accessQuestion.js";
import type { Decision, StatementReference } from "../../access/policies/decision/decision.js";
import type { MissingStatement } from "../../access/policies/decision/missingStatement.js";
import { explainAccess, type StatementOutcome } from "../../access/policies/explainAccess.js";
import type { PolicyPrincipal } from "../../access/policies/language/policyPrincipal.js";
import { printsAs } from "../printsAs.js";
import { adviceTexts, decisionTexts } from "./accessTexts.js";

/** Whether a principal may do something, and which statements of which documents say so. */
export interface AccessAnswer {
  readonly isAllowed: boolean;
  /** The ARN of the user, session or root user; `*` for everyone, or the name of an AWS service. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
  /** The statements that decided: the one that denies, or those that allow. */
  readonly statements: readonly StatementReference[];
  /** Statements that would allow it, but for one of their parts. */
  readonly nearMisses: readonly StatementOutcome[];
  /** What to paste where; none where a Deny is in the way. */
  readonly missing: readonly MissingStatement[];
  /** A sentence each. */
  readonly details: readonly string[];
  /** What to do, step by step. */
  readonly advice: readonly string[];
  readonly text: string;
  toString(): string;
}

/** Decides a question, and tells why. */
export function accessAnswer(question: AccessQuestion): AccessAnswer {
  const { principal, action, resource } = question;
  const explained = explainAccess(question);
  const { decision, nearMisses, missing } = explained;
  const details = decisionTexts(question, explained);
  const advice = adviceTexts(question, explained);
  const text = [...details, ...advice.map((step) => `What to do: ${step}`)].join("\n");
  return printsAs(text, {
    isAllowed: decision.isAllowed,
    principal: nameOf(principal),
    action,
    resource,
    decision,
    statements: decidingStatements(decision),
    nearMisses,
    missing,
    details,
    advice,
    text,
  });
}

function nameOf(principal: PolicyPrincipal): string {
  if ("arn" in principal) return principal.arn;
  return principal.type === "AWSService" ? principal.name : "*";
}

function decidingStatements(decision: Decision): readonly StatementReference[] {
  if (!decision.isAllowed) {
    return decision.reason === "explicitDeny" ? [decision.statement] : [];
  }
  return decision.grounds.flatMap((each) => (each.type === "statement" ? [each.statement] : []));
}
