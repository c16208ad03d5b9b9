import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import type { AccessQuestion } from "../../../lib/access/policies/decision/accessQuestion.js";
import type { Decision } from "../../../lib/access/policies/decision/decision.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import {
  type ContextValues,
  conditionContext,
} from "../../../lib/access/policies/language/conditionContext.js";
import type { PolicyPrincipal } from "../../../lib/access/policies/language/policyPrincipal.js";

/** The accounts of the tests: A owns the buckets unless a test says otherwise. */
export const accountA = "111122223333";
export const accountB = "444455556666";

export const alice: PolicyPrincipal = { type: "User", arn: `arn:aws:iam::${accountA}:user/alice` };
export const bob: PolicyPrincipal = { type: "User", arn: `arn:aws:iam::${accountB}:user/bob` };
export const rootA: PolicyPrincipal = { type: "Account", arn: `arn:aws:iam::${accountA}:root` };
export const rootB: PolicyPrincipal = { type: "Account", arn: `arn:aws:iam::${accountB}:root` };
export const anonymous: PolicyPrincipal = { type: "Anonymous" };
export const s3Service: PolicyPrincipal = { type: "AWSService", name: "s3.amazonaws.com" };
export const roleArn = `arn:aws:iam::${accountA}:role/service-role/repl`;
export const session: PolicyPrincipal = {
  type: "AssumedRole",
  arn: `arn:aws:sts::${accountA}:assumed-role/repl/s3-replication`,
  roleArn,
};

/** A document of the given statements. */
export function policyOf(...Statement: object[]) {
  return { Version: "2012-10-17", Statement };
}

/** A compiled document of the given statements. */
export function compiled(...Statement: object[]) {
  return compilePolicy(policyOf(...Statement));
}

/** The statements of most tests: reading objects of `src` allowed, denied, and something else allowed. */
export const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::src/*" };
export const deny = { ...allow, Effect: "Deny" };
export const own = [compiled(allow)];
export const lacking = compiled({ ...allow, Action: "s3:PutObject" });

/** A bucket policy that allows reading to a Principal. */
export const to = (Principal: unknown) => compiled({ ...allow, Principal });

export const arnOf = (principal: PolicyPrincipal) => ("arn" in principal ? principal.arn : "");

/** What a test may give of a question. */
export type Given = Parameters<typeof question>[0];

/** A decision in a word: `yes`, `explicit: …`, `implicit: …` or the restriction. */
export function verdict(decision: Decision): string {
  if (decision.isAllowed) return "yes";
  if (decision.reason === "explicitDeny") return `explicit: ${decision.policyType}`;
  if (decision.reason === "implicitDeny") return `implicit: ${decision.lacking.join(", ")}`;
  return decision.reason;
}

/** A question about reading an object of account A, with no document at all but those given. */
export function question(
  given: Partial<Omit<AccessQuestion, "context">> & { readonly values?: ContextValues } = {},
): AccessQuestion {
  const { values = {}, ...rest } = given;
  return {
    principal: alice,
    action: "s3:GetObject",
    resource: "arn:aws:s3:::src/k",
    resourceAccountId: accountA,
    resourceKind: "bucket",
    identityPolicies: [],
    context: conditionContext(values),
    ...rest,
  };
}

/** Whether a condition is met, by an Allow that depends on nothing else. */
export function isMet(Condition: object, values: ContextValues): boolean {
  const allow = compiled({ Effect: "Allow", Action: "*", Resource: "*", Condition });
  return evaluate(question({ identityPolicies: [allow], values })).isAllowed;
}

/** Whether a Deny with a condition applies. */
export function isDeniedBy(Condition: object, values: ContextValues): boolean {
  const allow = { Effect: "Allow", Action: "*", Resource: "*" };
  const policy = compiled(allow, { Effect: "Deny", Action: "*", Resource: "*", Condition });
  return !evaluate(question({ identityPolicies: [policy], values })).isAllowed;
}
