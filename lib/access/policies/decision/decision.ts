import type { ConditionOutcome } from "../conditions/compileCondition.js";

/** The kinds of policies, in the words of S3's messages. */
export type PolicyType =
  | "identity-based policy"
  | "permissions boundary"
  | "session policy"
  | "resource-based policy";

/** Where a statement is, and what it says. */
export interface StatementReference {
  readonly policyType: PolicyType;
  /** What the document was called when it was compiled. */
  readonly policyName: string;
  /** From 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly statement: Readonly<Record<string, unknown>>;
}

/** What let a request through: a statement, being the account's root user, an ACL, or `allow`. */
export type Grounds =
  | { readonly type: "statement"; readonly statement: StatementReference }
  | { readonly type: "root" }
  | { readonly type: "acl" }
  | { readonly type: "allowance" };

/** Whether a request is allowed, and by or for what. */
export type Decision = AllowedDecision | DeniedDecision;

/** A request that is allowed: on the side of the caller, of the resource, or on both. */
export interface AllowedDecision {
  readonly isAllowed: true;
  readonly grounds: readonly Grounds[];
}

/** A request that is denied. */
export type DeniedDecision = ExplicitDenial | ImplicitDenial | PublicAccessDenial;

/** A Deny applies. */
export interface ExplicitDenial {
  readonly isAllowed: false;
  readonly reason: "explicitDeny";
  readonly policyType: PolicyType;
  readonly statement: StatementReference;
  /** All of them were met, with these values. */
  readonly conditions: readonly ConditionOutcome[];
}

/** Nothing allows. */
export interface ImplicitDenial {
  readonly isAllowed: false;
  readonly reason: "implicitDeny";
  /** The kind that S3's message names: the first that is lacking. */
  readonly policyType: PolicyType;
  /** All kinds that would have to allow, and do not. */
  readonly lacking: readonly PolicyType[];
}

/** The bucket's policy is public, and RestrictPublicBuckets keeps other accounts out. */
export interface PublicAccessDenial {
  readonly isAllowed: false;
  readonly reason: "restrictPublicBuckets";
}
