import type { CompiledPolicy } from "../compilePolicy.js";
import { type ConditionContext, conditionContext } from "../language/conditionContext.js";
import {
  accountOf,
  type PolicyPrincipal,
  principalContextValues,
} from "../language/policyPrincipal.js";
import { namesOf, type PrincipalNames } from "../language/principalEntries.js";

/** What is asked: may this principal do this to that, with these documents and values. */
export interface AccessQuestion {
  readonly principal: PolicyPrincipal;
  /** Such as `s3:GetObject`; case does not count. */
  readonly action: string;
  /** The ARN of bucket, object, key or role; an object's key as the client sees it. `*` for none. */
  readonly resource: string;
  /** The account that owns bucket, key or role. */
  readonly resourceAccountId: string;
  /**
   * What the resource is. The policy of a key or role has to allow or to delegate; the bucket's may be
   * silent in its own account.
   */
  readonly resourceKind: "bucket" | "key" | "role";
  /** The values of the request; those that tell who asks are added where they are absent. */
  readonly context: ConditionContext;
  /** The policies of the user or role. `[fullAccess]` where nobody described it. */
  readonly identityPolicies: readonly CompiledPolicy[];
  readonly permissionsBoundary?: CompiledPolicy | undefined;
  /** The policies a session was made with: together they limit it. Absent or empty: none. */
  readonly sessionPolicies?: readonly CompiledPolicy[] | undefined;
  /** Bucket, key or trust policy. */
  readonly resourcePolicy?: CompiledPolicy | undefined;
  /**
   * What an ACL that counts grants for this action: to a group the caller is in, or to its account. An
   * allowance of a test's is as good as the latter.
   */
  readonly aclGrant?: "group" | "account" | "allowance" | undefined;
  /** Whether RestrictPublicBuckets is on and the bucket's policy public. Default: false. */
  readonly restrictsPublicBuckets?: boolean | undefined;
  /**
   * The account that owns the object, where ACLs count and have a permission for this action. Where it
   * is not the bucket's, the bucket policy can only deny.
   */
  readonly objectOwnerId?: string | undefined;
}

/** A question with what is made of it once. */
export interface PreparedQuestion {
  readonly question: AccessQuestion;
  /** In lower case. */
  readonly action: string;
  readonly names: PrincipalNames;
  /** The account of the caller. */
  readonly accountId: string | undefined;
  /** The request's values, and those that tell who asks. */
  readonly context: ConditionContext;
}

/** Makes a question ready. */
export function prepare(question: AccessQuestion): PreparedQuestion {
  const { principal, action, context } = question;
  // Most statements have no condition on who asks: these values are made when one is looked for.
  let ofPrincipal: ConditionContext | undefined;
  return {
    question,
    action: action.toLowerCase(),
    names: namesOf(principal),
    accountId: accountOf(principal),
    context: {
      get(key) {
        const value = context.get(key);
        if (value !== undefined) return value;
        ofPrincipal ??= conditionContext(principalContextValues(principal));
        return ofPrincipal.get(key);
      },
    },
  };
}
