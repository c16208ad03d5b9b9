import type { CompiledPolicy, CompiledStatement } from "../compilePolicy.js";
import type { PrincipalMatch } from "../language/principalEntries.js";
import type { AccessQuestion, PreparedQuestion } from "./accessQuestion.js";
import type { PolicyType, StatementReference } from "./decision.js";

/** A document that has a say, and as what. */
export interface TypedPolicy {
  readonly type: PolicyType;
  readonly policy: CompiledPolicy;
}

/** A statement that applies to a question. */
export interface Applicable {
  readonly statement: CompiledStatement;
  readonly reference: StatementReference;
  /** How it names the caller; `direct` in the caller's own policies. */
  readonly match: PrincipalMatch;
}

/**
 * The documents of a question. Which of several denials S3's message names is not known; this order,
 * the caller's own documents first, is `assumed`.
 */
export function policiesOf(question: AccessQuestion): TypedPolicy[] {
  const { identityPolicies, permissionsBoundary, sessionPolicies = [], resourcePolicy } = question;
  const policies: TypedPolicy[] = [];
  if (hasOwnPolicies(question)) {
    for (const policy of identityPolicies) policies.push({ type: "identity-based policy", policy });
    if (permissionsBoundary !== undefined) {
      policies.push({ type: "permissions boundary", policy: permissionsBoundary });
    }
    for (const policy of sessionPolicies) policies.push({ type: "session policy", policy });
  }
  if (resourcePolicy !== undefined) {
    policies.push({ type: "resource-based policy", policy: resourcePolicy });
  }
  return policies;
}

/** Whether the caller is one that policies can be attached to. */
export function hasOwnPolicies({ principal }: AccessQuestion): boolean {
  return principal.type === "User" || principal.type === "AssumedRole";
}

/** The first statement of an effect that applies. */
export function findStatement(
  prepared: PreparedQuestion,
  typed: TypedPolicy,
  effect: "Allow" | "Deny",
): Applicable | undefined {
  for (const statement of typed.policy.withAction(effect, prepared.action)) {
    const match = matchOf(prepared, typed.type, statement);
    if (match !== undefined && applies(prepared, statement)) {
      return { statement, match, reference: referTo(typed, statement) };
    }
  }
  return undefined;
}

const strength: Readonly<Record<PrincipalMatch, number>> = { direct: 3, role: 2, account: 1 };

/** The Allow of a resource's policy that names the caller most closely. */
export function strongestAllow(
  prepared: PreparedQuestion,
  policy: CompiledPolicy,
): Applicable | undefined {
  const typed: TypedPolicy = { type: "resource-based policy", policy };
  let strongest: Applicable | undefined;
  for (const statement of policy.withAction("Allow", prepared.action)) {
    const match = matchOf(prepared, typed.type, statement);
    if (match === undefined) continue;
    if (strongest !== undefined && strength[match] <= strength[strongest.match]) continue;
    if (!applies(prepared, statement)) continue;
    strongest = { statement, match, reference: referTo(typed, statement) };
    if (match === "direct") return strongest;
  }
  return strongest;
}

/** How a statement names the caller. A policy of the caller's own is about nobody else. */
export function matchOf(
  { names }: PreparedQuestion,
  type: PolicyType,
  { principalMatch }: CompiledStatement,
): PrincipalMatch | undefined {
  return type === "resource-based policy" ? principalMatch?.(names) : "direct";
}

function applies({ question, context }: PreparedQuestion, statement: CompiledStatement): boolean {
  if (!statement.matchesResource(question.resource, context)) return false;
  for (const condition of statement.conditions) {
    if (!condition.isMet(context)) return false;
  }
  return true;
}

/** Where a statement is, and what it says. */
export function referTo(
  { type, policy }: TypedPolicy,
  { index, elements }: CompiledStatement,
): StatementReference {
  return {
    policyType: type,
    policyName: policy.name,
    index,
    sid: elements.sid,
    statement: elements.source,
  };
}
