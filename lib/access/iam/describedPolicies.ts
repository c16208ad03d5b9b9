import { derivedFrom } from "../../state/derived.js";
import { describedKey, type IamRole, type IamUser } from "../../state/iam.js";
import type { S3 } from "../../state/s3.js";
import { type CompiledPolicy, compilePolicy } from "../policies/compilePolicy.js";
import type { AccessQuestion } from "../policies/decision/accessQuestion.js";
import { defaultKeyPolicy, fullAccessPolicy, managedKeyPolicy } from "../policies/knownPolicies.js";
import type { PolicyPrincipal } from "../policies/language/policyPrincipal.js";

/** The documents of a caller's own that have a say. */
export type OwnPolicies = Pick<AccessQuestion, "identityPolicies" | "permissionsBoundary">;

const none: OwnPolicies = { identityPolicies: [] };

/** The policies of whoever asks; a user or role that nobody described may do everything. */
export function policiesOfPrincipal(s3: S3, principal: PolicyPrincipal): OwnPolicies {
  const { users, roles } = s3.iam;
  if (principal.type === "User") return compiledOf(s3, users.get(principal.arn));
  if (principal.type === "AssumedRole") return compiledOf(s3, roles.get(principal.roleArn));
  return none;
}

function compiledOf(s3: S3, described: IamUser | undefined): OwnPolicies {
  if (described === undefined) {
    return derivedFrom(s3, s3.iam, () => ({ identityPolicies: [fullAccessPolicy("full access")] }));
  }
  return compiled(s3, described).own;
}

/** Who may assume a role; undefined where nobody said, and S3 may. */
export function trustPolicyOf(s3: S3, roleArn: string): CompiledPolicy | undefined {
  const role = s3.iam.roles.get(roleArn);
  return role === undefined ? undefined : compiled(s3, role).trust;
}

/** All documents of a user or role. */
interface CompiledDocuments {
  readonly own: OwnPolicies;
  readonly trust: CompiledPolicy | undefined;
}

function compiled(s3: S3, described: IamUser & Partial<IamRole>): CompiledDocuments {
  const { arn, policies, permissionsBoundary, trustPolicy } = described;
  const compile = (document: string | undefined, name: string) =>
    document === undefined ? undefined : compilePolicy(document, name);
  return derivedFrom(s3, described, () => ({
    own: {
      identityPolicies: policies.map(({ name, document }) =>
        compilePolicy(document, `policy ${name} of ${arn}`),
      ),
      permissionsBoundary: compile(permissionsBoundary, `the permissions boundary of ${arn}`),
    },
    trust: compile(trustPolicy, `the trust policy of ${arn}`),
  }));
}

/** The AWS managed key of S3, by the id it has here or by its alias. */
const isManaged = /[:/](?:key\/aws-managed-s3|alias\/aws\/s3)$|^alias\/aws\/s3$/;

/** A key as it is judged: whose it is, and its policy. */
export interface JudgedKey {
  readonly arn: string;
  readonly accountId: string;
  readonly policy: CompiledPolicy;
}

/**
 * A key by any of its names. One that nobody described counts as one of the caller's account with KMS's
 * default policy, so that the caller's own policies decide: `assumed`, since nobody can know its own.
 *
 * @param callerAccountId - whose policies decide about a key that nobody described
 */
export function judgedKey(s3: S3, name: string, callerAccountId: string): JudgedKey {
  const key = describedKey(s3.iam, name);
  const [, , , , owner = callerAccountId] = name.split(":");
  if (key === undefined && isManaged.test(name)) {
    return { arn: name, accountId: owner, policy: compilePolicy(managedKeyPolicy(owner), name) };
  }
  if (key === undefined) {
    const policy = compilePolicy(defaultKeyPolicy(callerAccountId), `the policy of ${name}`);
    return { arn: name, accountId: callerAccountId, policy };
  }
  const { arn } = key;
  const accountId = arn.split(":")[4] ?? "";
  return derivedFrom(s3, key, () => ({
    arn,
    accountId,
    policy: compilePolicy(key.policy ?? defaultKeyPolicy(accountId), `the policy of ${arn}`),
  }));
}
