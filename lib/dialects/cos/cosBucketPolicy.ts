import type { GetBucketPolicyOutput, PutBucketPolicyCommandInput } from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { bucketDocument } from "../../operations/buckets/bucketDocument.js";

/**
 * Kept and given back to the letter: its words (`"Effect": "allow"`, principals of `qcs`) are none of
 * S3's, and the mock does not judge by it.
 *
 * @see https://cloud.tencent.com/document/product/436/8282
 */
export const cosBucketPolicy = bucketDocument<PutBucketPolicyCommandInput, GetBucketPolicyOutput>({
  name: "cosPolicy",
  read({ Policy = "" }) {
    if (!isObject(Policy)) fail("MalformedPolicy", { message: "The policy is not valid JSON" });
    return { Policy };
  },
  missing: (BucketName) => fail("NoSuchBucketPolicy", { BucketName }),
});

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
