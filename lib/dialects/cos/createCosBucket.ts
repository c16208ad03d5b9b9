import type {
  BucketLocationConstraint,
  CreateBucketCommandInput,
  CreateBucketOutput,
} from "@aws-sdk/client-s3";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { createBucket } from "../../operations/buckets/createBucket.js";
import type { S3 } from "../../state/s3.js";

/**
 * Makes a bucket in the Region of the host that is asked. Its name ends in the APPID of its owner.
 *
 * @throws S3Error InvalidBucketName, BucketAlreadyExists, BucketAlreadyOwnedByYou
 * @see https://cloud.tencent.com/document/product/436/7738
 */
export function createCosBucket(
  s3: S3,
  input: CreateBucketCommandInput,
  requester: Requester,
): CreateBucketOutput {
  const { Bucket: name = "", CreateBucketConfiguration: configuration } = input;
  if (!/.-\d+$/.test(name)) fail("InvalidBucketName", { BucketName: name });
  const region = configuration?.LocationConstraint ?? requester.region ?? s3.region;
  // Any Region is one, if it is that of the endpoint.
  const LocationConstraint = region as BucketLocationConstraint;
  createBucket(
    s3,
    {
      ...input,
      CreateBucketConfiguration: { ...configuration, LocationConstraint },
      // COS has neither Object Ownership nor a public access block: ACLs count, in all buckets.
      ObjectOwnership: "ObjectWriter",
    },
    { ...requester, region },
  );
  s3.buckets.get(name)?.documents.delete("publicAccessBlock");
  return {};
}
