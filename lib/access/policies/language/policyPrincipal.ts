import type { ContextValues } from "./conditionContext.js";

/**
 * Who asks. `type` is what `aws:PrincipalType` says of it; a service principal has no such type.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export type PolicyPrincipal =
  | AccountPrincipal
  | UserPrincipal
  | AssumedRolePrincipal
  | { readonly type: "AWSService" /** such as `s3.amazonaws.com` */; readonly name: string }
  | { readonly type: "Anonymous" };

/** The root user of an account. */
export interface AccountPrincipal extends KnownPrincipal {
  readonly type: "Account";
}

/** An IAM user: `arn:aws:iam::111122223333:user/alice`. */
export interface UserPrincipal extends KnownPrincipal {
  readonly type: "User";
}

/** A session of a role: `arn:aws:sts::111122223333:assumed-role/repl/s3-replication`. */
export interface AssumedRolePrincipal extends KnownPrincipal {
  readonly type: "AssumedRole";
  /** With its path: `arn:aws:iam::111122223333:role/service-role/repl`. */
  readonly roleArn: string;
}

interface KnownPrincipal {
  readonly arn: string;
  /** The value of `aws:userid`: the account, `AIDA…`, or `AROA…:session`. Absent: not known. */
  readonly userId?: string | undefined;
  /** The canonical user id of the account, for `CanonicalUser` entries. */
  readonly canonicalUserId?: string | undefined;
}

/** The account a principal belongs to; anonymous callers and services belong to none. */
export function accountOf(principal: PolicyPrincipal): string | undefined {
  return "arn" in principal ? principal.arn.split(":")[4] : undefined;
}

/** The ARN of an account's root user, in the partition of another ARN. */
export function rootArn(accountId: string, partition: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

/** The partition of an ARN, such as `aws` or `aws-cn`. */
export function partitionOf(arn: string): string {
  return arn.split(":")[1] ?? "aws";
}

/**
 * The condition keys that tell who asks.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
export function principalContextValues(principal: PolicyPrincipal): ContextValues {
  if (principal.type === "Anonymous") {
    return {
      "aws:PrincipalAccount": "anonymous",
      "aws:PrincipalType": "Anonymous",
      "aws:userid": "anonymous",
    };
  }
  if (principal.type === "AWSService") {
    return { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal.name };
  }
  const { type, arn } = principal;
  const accountId = accountOf(principal);
  return {
    "aws:PrincipalArn": type === "AssumedRole" ? principal.roleArn : arn,
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalType": type,
    "aws:userid": principal.userId ?? (type === "Account" ? accountId : undefined),
    "aws:username": type === "User" ? arn.slice(arn.lastIndexOf("/") + 1) : undefined,
    "aws:PrincipalIsAWSService": "false",
    "aws:ViaAWSService": "false",
  };
}
