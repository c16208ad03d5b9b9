import { evaluate } from "../access/policies/evaluate.js";
import { conditionContext } from "../access/policies/language/conditionContext.js";
import { storedPolicy } from "../access/storedPolicy.js";
import type { Bucket } from "../state/bucket.js";
import type { S3 } from "../state/s3.js";

/**
 * Whether S3 may write a bucket's report into a destination: its policy has to say so, in the same account
 * too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-s3-inventory-1
 */
export function mayDeliver(s3: S3, source: Bucket, destination: Bucket, key: string): boolean {
  const policy = storedPolicy(s3, destination);
  if (policy === undefined) return false;
  const { isAllowed } = evaluate({
    principal: { type: "AWSService", name: "s3.amazonaws.com" },
    action: "s3:PutObject",
    resource: `arn:aws:s3:::${destination.name}/${key}`,
    resourceAccountId: destination.ownerId,
    resourceKind: "bucket",
    context: conditionContext({
      "aws:SourceArn": `arn:aws:s3:::${source.name}`,
      "aws:SourceAccount": source.ownerId,
      "s3:x-amz-acl": "bucket-owner-full-control",
    }),
    identityPolicies: [],
    resourcePolicy: policy.compiled,
  });
  return isAllowed;
}
