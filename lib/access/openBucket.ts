import { fail } from "../base/errors.js";
import type { Bucket } from "../state/bucket.js";
import type { S3 } from "../state/s3.js";
import type { Requester } from "./requester.js";

/** What every operation on a bucket is sent with. */
export interface BucketInput {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/**
 * The bucket a request is for, checked in S3's order: it exists, this is its Region's endpoint, it
 * belongs to whom the client expects. A requester for whom that was done has it with him.
 *
 * @throws S3Error NoSuchBucket, PermanentRedirect, InvalidBucketOwnerAWSAccountID, AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 */
export function openBucket(s3: S3, input: BucketInput, requester: Requester): Bucket {
  if (requester.bucket !== undefined) return requester.bucket;
  const name = input.Bucket ?? "";
  const bucket = s3.buckets.get(name) ?? fail("NoSuchBucket", { BucketName: name });
  if (requester.region !== undefined && requester.region !== bucket.region) redirect(bucket);
  checkExpectedOwner(input.ExpectedBucketOwner, bucket);
  return bucket;
}

/**
 * Checks that the account a client expects is the bucket's owner; CopyObject asks for its source too.
 *
 * @param headers - what an AccessDenied carries
 */
export function checkExpectedOwner(
  expected: string | undefined,
  bucket: Bucket,
  headers: Record<string, string> = {},
): void {
  if (expected === undefined || expected === bucket.ownerId) return;
  if (/^\d{12}$/.test(expected)) fail("AccessDenied", { headers });
  fail("InvalidBucketOwnerAWSAccountID", {
    message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`,
  });
}

/** Where clients find the Region they should have asked. */
export function regionHeader({ region }: Bucket): Record<string, string> {
  return { "x-amz-bucket-region": region };
}

function redirect(bucket: Bucket): never {
  const { name, region } = bucket;
  return fail("PermanentRedirect", {
    Endpoint: `${name}.s3.${region}.amazonaws.com`,
    Bucket: name,
    headers: regionHeader(bucket),
  });
}
