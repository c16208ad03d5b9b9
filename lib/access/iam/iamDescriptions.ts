import type { PolicyDocument } from "../policies/language/statementElements.js";

/** A policy document, or one with its name as CloudFormation has it. */
export type AttachedPolicy =
  | PolicyDocument
  | { readonly PolicyName: string; readonly PolicyDocument: PolicyDocument };

/** What policies a user or role has. Documents are objects or their JSON. */
export interface PrincipalPolicies {
  /** What it may do. Default: nothing, but for what policies of buckets and keys let it. */
  readonly Policies?: readonly AttachedPolicy[] | undefined;
  /** What limits its policies. Default: nothing does. */
  readonly PermissionsBoundary?: PolicyDocument | undefined;
}

/** A role, by its name in the mock's account or by its ARN. */
export interface RoleDescription extends PrincipalPolicies {
  readonly RoleName?: string | undefined;
  readonly Arn?: string | undefined;
  /** Who may assume it. Default: S3. */
  readonly AssumeRolePolicyDocument?: PolicyDocument | undefined;
}

/** A user, by its name in the mock's account or by its ARN. */
export interface UserDescription extends PrincipalPolicies {
  readonly UserName?: string | undefined;
  readonly Arn?: string | undefined;
}

/** A KMS key, by its id in the mock's account and Region or by its ARN. */
export interface KeyDescription {
  readonly KeyId?: string | undefined;
  readonly Arn?: string | undefined;
  /** Default: KMS's default key policy, by which the key's account decides. */
  readonly Policy?: PolicyDocument | undefined;
  /** Default `"Enabled"`. */
  readonly KeyState?: "Enabled" | "Disabled" | "PendingDeletion" | undefined;
  /** Such as `"alias/replicas"`. */
  readonly Aliases?: readonly string[] | undefined;
}

/** Roles, users and keys to start with. */
export interface IamOptions {
  readonly roles?: readonly RoleDescription[] | undefined;
  readonly users?: readonly UserDescription[] | undefined;
  readonly keys?: readonly KeyDescription[] | undefined;
}
