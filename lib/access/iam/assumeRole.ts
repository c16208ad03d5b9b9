import type { S3 } from "../../state/s3.js";
import type { AccessQuestion } from "../policies/decision/accessQuestion.js";
import { evaluate } from "../policies/evaluate.js";
import { type ContextValues, conditionContext } from "../policies/language/conditionContext.js";
import { accountOfArn } from "../principals.js";
import { trustPolicyOf } from "./describedPolicies.js";

/** Whether nobody said who may assume a role: S3 may. */
export function trustsAll(s3: S3, roleArn: string): boolean {
  const role = s3.iam.roles.get(roleArn);
  return role === undefined || (role.trustPolicy === undefined && !role.isDeleted);
}

/**
 * Whether a service may assume a role. One that was deleted lets nobody in.
 *
 * @param service - such as `s3.amazonaws.com`
 */
export function assumeRoleQuestion(
  s3: S3,
  roleArn: string,
  service: string,
  values: ContextValues,
): AccessQuestion {
  return {
    principal: { type: "AWSService", name: service },
    action: "sts:AssumeRole",
    resource: roleArn,
    resourceAccountId: accountOfArn(roleArn),
    resourceKind: "role",
    identityPolicies: [],
    resourcePolicy: trustPolicyOf(s3, roleArn),
    context: conditionContext(values),
  };
}

/** That S3 Batch Operations says for which account it acts is `assumed`, as of replication. */
export function batchTrustQuestion(s3: S3, roleArn: string, accountId: string): AccessQuestion {
  const values = { "aws:SourceAccount": accountId };
  return assumeRoleQuestion(s3, roleArn, "batchoperations.s3.amazonaws.com", values);
}

/** Whether S3 Batch Operations may assume the role of a job of an account. */
export function batchMayAssume(s3: S3, roleArn: string, accountId: string): boolean {
  return trustsAll(s3, roleArn) || evaluate(batchTrustQuestion(s3, roleArn, accountId)).isAllowed;
}
