import type {
  GetBucketPolicyOutput,
  GetBucketPolicyStatusCommandInput,
  GetBucketPolicyStatusOutput,
  PutBucketPolicyCommandInput,
} from "@aws-sdk/client-s3";
import { type BucketInput, openBucket } from "../../access/openBucket.js";
import { bucketPolicyProblem } from "../../access/policies/documents/bucketPolicyProblem.js";
import { normalizedBucketPolicy } from "../../access/policies/documents/normalizedBucketPolicy.js";
import {
  blocksPolicy,
  preventedMessage,
} from "../../access/policies/publicAccess/publicAccessSettings.js";
import { principalOf } from "../../access/principals.js";
import { publicAccessSettings } from "../../access/publicAccessBlock.js";
import type { Requester } from "../../access/requester.js";
import { storedPolicy } from "../../access/storedPolicy.js";
import { fail } from "../../base/errors.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import type { Operation } from "../operation.js";
import { bucketDocument } from "./bucketDocument.js";

const document = bucketDocument<PutBucketPolicyCommandInput, GetBucketPolicyOutput>({
  name: "policy",
  read({ Policy = "" }, bucket, _s3, requester) {
    const problem = bucketPolicyProblem(Policy, { bucketName: bucket.name });
    if (problem !== undefined) {
      fail(problem.code, { message: problem.message, Detail: problem.detail });
    }
    if (blocksPolicy(publicAccessSettings(bucket), Policy)) refusePublic(bucket, requester);
    return { Policy: normalizedBucketPolicy(Policy) };
  },
  missing: (BucketName) => fail("NoSuchBucketPolicy", { BucketName }),
});

/**
 * The policy of a bucket, in the order of checks that is `assumed`: the bucket, who asks, the document,
 * and the Public Access Block last. What is given back is normalized.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export const bucketPolicy = {
  put: forOwners("PUT", document.put),
  get: forOwners("GET", document.get),
  remove: forOwners("DELETE", document.remove),
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export function getBucketPolicyStatus(
  s3: S3,
  input: GetBucketPolicyStatusCommandInput,
  requester: Requester,
): GetBucketPolicyStatusOutput {
  const bucket = openBucket(s3, input, requester);
  const { isPublic } =
    storedPolicy(s3, bucket) ?? fail("NoSuchBucketPolicy", { BucketName: bucket.name });
  return { PolicyStatus: { IsPublic: isPublic } };
}

/** Other accounts may not see to a bucket's policy, even where it lets them. */
function forOwners<Input extends BucketInput, Output>(
  Method: string,
  operation: Operation<Input, Output>,
): Operation<Input, Output> {
  return (s3, input, requester) => {
    const { ownerId } = openBucket(s3, input, requester);
    if (ownerId !== requester.accountId) {
      fail("MethodNotAllowed", { Method, ResourceType: "BUCKETPOLICY" });
    }
    return operation(s3, input, requester);
  };
}

function refusePublic({ name, ownerId }: Bucket, requester: Requester): never {
  const resource = `arn:aws:s3:::${name}`;
  const principal = principalOf(requester);
  return fail("AccessDenied", {
    message: preventedMessage(principal, "s3:PutBucketPolicy", resource, ownerId),
  });
}
