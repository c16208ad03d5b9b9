import { type CompiledPolicy, compilePolicy } from "./compilePolicy.js";
import { rootArn } from "./language/policyPrincipal.js";

/**
 * The identity policy of a principal that nobody described: it may do everything its account may.
 *
 * @param name what explanations call it
 */
export function fullAccessPolicy(name: string): CompiledPolicy {
  return compilePolicy(
    { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
    name,
  );
}

/**
 * The policy of a key that nobody gave one: the account's own policies decide.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function defaultKeyPolicy(accountId: string, partition = "aws"): object {
  return {
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: rootArn(accountId, partition) },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}

/**
 * The policy of the AWS managed key `aws/s3`, which nobody can change: whoever of its account calls
 * through S3.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function managedKeyPolicy(accountId: string): object {
  return {
    Version: "2012-10-17",
    Id: "auto-s3-2",
    Statement: [
      {
        Sid: "Allow access through S3 for all principals in the account that are authorized to use S3",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: {
          StringEquals: { "kms:CallerAccount": accountId },
          StringLike: { "kms:ViaService": "s3.*.amazonaws.com" },
        },
      },
    ],
  };
}
