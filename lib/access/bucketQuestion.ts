import type { Bucket } from "../state/bucket.js";
import type { S3 } from "../state/s3.js";
import { matches } from "./allow.js";
import { policiesOfPrincipal } from "./iam/describedPolicies.js";
import type { AccessQuestion } from "./policies/decision/accessQuestion.js";
import { accountOf } from "./policies/language/policyPrincipal.js";
import { publicAccessSettings } from "./publicAccessBlock.js";
import { storedPolicy } from "./storedPolicy.js";

/** What is to be done in a bucket, and by whom. */
export interface BucketAccess
  extends Pick<AccessQuestion, "principal" | "action" | "context" | "objectOwnerId"> {
  readonly bucket: Bucket;
  /** Undefined for what is done to the bucket itself. */
  readonly key: string | undefined;
  /** What an ACL that counts grants. */
  readonly aclGrant?: "group" | "account" | undefined;
}

/** The question that policies answer, with all the documents that have a say. */
export function bucketQuestion(s3: S3, access: BucketAccess): AccessQuestion {
  const { principal, action, context, bucket, key, aclGrant, objectOwnerId } = access;
  const policy = storedPolicy(s3, bucket);
  return {
    principal,
    action,
    context,
    resource: resourceArn(bucket.name, key),
    resourceAccountId: bucket.ownerId,
    resourceKind: "bucket",
    ...policiesOfPrincipal(s3, principal),
    resourcePolicy: policy?.compiled,
    aclGrant: aclGrant ?? (isAllowance(s3, access) ? "allowance" : undefined),
    restrictsPublicBuckets:
      policy?.isPublic === true && publicAccessSettings(bucket).RestrictPublicBuckets === true,
    objectOwnerId,
  };
}

/** The ARN of a bucket, or of an object in it. */
export function resourceArn(bucketName: string, key?: string): string {
  return key === undefined ? `arn:aws:s3:::${bucketName}` : `arn:aws:s3:::${bucketName}/${key}`;
}

/** Whether a test said by `allow` that the account may. */
function isAllowance({ allowances }: S3, { principal, action, bucket }: BucketAccess): boolean {
  if (allowances.size === 0) return false;
  const accountId = accountOf(principal);
  for (const allowance of allowances.values()) {
    if (
      allowance.account === accountId &&
      allowance.bucket === bucket.name &&
      allowance.actions.some((pattern) => matches(pattern, action))
    ) {
      return true;
    }
  }
  return false;
}
