import type {
  GetBucketPolicyOutput,
  GetBucketPolicyStatusCommandInput,
  GetBucketPolicyStatusOutput,
  PutBucketPolicyCommandInput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import { publicAccessSettings } from "../../access/publicAccessBlock.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { S3 } from "../../state/s3.js";
import { bucketDocument } from "./bucketDocument.js";
import { isPublic, parsePolicy } from "./policyDocument.js";

/**
 * Kept and given back to the letter, which is `assumed`; the mock enforces no permissions.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export const bucketPolicy = bucketDocument<PutBucketPolicyCommandInput, GetBucketPolicyOutput>({
  name: "policy",
  read({ Policy = "" }, bucket) {
    const statements = parsePolicy(Policy, bucket.name);
    // @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    if (publicAccessSettings(bucket).BlockPublicPolicy && isPublic(statements))
      fail("AccessDenied");
    return { Policy };
  },
  missing: (BucketName) => fail("NoSuchBucketPolicy", { BucketName }),
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export function getBucketPolicyStatus(
  s3: S3,
  input: GetBucketPolicyStatusCommandInput,
  requester: Requester,
): GetBucketPolicyStatusOutput {
  const bucket = openBucket(s3, input, requester);
  const { Policy } =
    bucketPolicy.of(bucket) ?? fail("NoSuchBucketPolicy", { BucketName: bucket.name });
  return { PolicyStatus: { IsPublic: isPublic(parsePolicy(Policy ?? "", bucket.name)) } };
}
