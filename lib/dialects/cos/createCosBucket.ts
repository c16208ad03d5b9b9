import type {
  BucketLocationConstraint,
  CreateBucketCommandInput,
  CreateBucketOutput,
} from "@aws-sdk/client-s3";
import { sharedAcl } from "../../access/ownership.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { putBucketAcl } from "../../operations/buckets/bucketAcl.js";
import { createBucket } from "../../operations/buckets/createBucket.js";
import type { S3 } from "../../state/s3.js";

/**
 * Makes a bucket in the Region of the host that is asked. Its name ends in the APPID of its owner.
 *
 * @throws S3Error InvalidBucketName, BucketAlreadyExists, BucketAlreadyOwnedByYou; what
 *   PutBucketAcl says
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
  const { ACL, GrantFullControl, GrantRead, GrantReadACP, GrantWrite, GrantWriteACP, ...rest } =
    input;
  createBucket(
    s3,
    {
      ...rest,
      CreateBucketConfiguration: { ...configuration, LocationConstraint },
      // COS has neither Object Ownership nor a public access block: ACLs count, in all buckets.
      ObjectOwnership: "ObjectWriter",
    },
    { ...requester, region },
  );
  const bucket = s3.buckets.get(name);
  bucket?.documents.delete("publicAccessBlock");
  bucket?.documents.set(sharedAcl, {});
  const acl = { ACL, GrantFullControl, GrantRead, GrantReadACP, GrantWrite, GrantWriteACP };
  if (Object.values(acl).some((value) => value !== undefined)) {
    putBucketAcl(s3, { Bucket: name, ...acl }, { ...requester, bucket, region });
  }
  return {};
}
