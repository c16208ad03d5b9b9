import type {
  BucketLocationConstraint,
  DeleteBucketCommandInput,
  GetBucketLocationCommandInput,
  GetBucketLocationOutput,
  HeadBucketCommandInput,
  HeadBucketOutput,
  ListBucketsCommandInput,
  ListBucketsOutput,
} from "@aws-sdk/client-s3";
import { checkExpectedOwner, openBucket, regionHeader } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import type { Bucket } from "../../state/bucket.js";
import { removeBucket } from "../../state/removeBucket.js";
import type { S3 } from "../../state/s3.js";
import { continuationToken, readContinuationToken } from "../listing/pagination.js";
import { ownerOf } from "../owner.js";
import { isRegion } from "./regions.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket(
  s3: S3,
  input: HeadBucketCommandInput,
  requester: Requester,
): HeadBucketOutput {
  const bucket = openBucket(s3, { Bucket: input.Bucket }, requester);
  checkExpectedOwner(input.ExpectedBucketOwner, bucket, regionHeader(bucket));
  return {
    BucketRegion: bucket.region,
    BucketArn: `arn:aws:s3:::${bucket.name}`,
    AccessPointAlias: false,
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export function deleteBucket(
  s3: S3,
  input: DeleteBucketCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  if (bucket.versions.size > 0) {
    const message =
      bucket.versioning === undefined
        ? "The bucket you tried to delete is not empty"
        : "The bucket you tried to delete is not empty. You must delete all versions in the bucket.";
    fail("BucketNotEmpty", { message, BucketName: bucket.name });
  }
  removeBucket(s3, bucket);
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(
  s3: S3,
  input: ListBucketsCommandInput,
  requester: Requester,
): ListBucketsOutput {
  const { Prefix: prefix = "", BucketRegion: region, ContinuationToken, MaxBuckets } = input;
  if (region !== undefined && !isRegion(region)) {
    fail("InvalidArgument", {
      message: `Argument value ${region} is not a valid AWS Region`,
      ArgumentName: "bucket-region",
    });
  }
  if (MaxBuckets !== undefined && (MaxBuckets < 1 || MaxBuckets > limits.pageBuckets)) {
    fail("InvalidArgument", {
      // `assumed`
      message: `Argument max-buckets must be an integer between 1 and ${limits.pageBuckets}`,
      ArgumentName: "max-buckets",
      ArgumentValue: String(MaxBuckets),
    });
  }
  // An empty token is none (recorded 2026).
  const after = ContinuationToken ? readContinuationToken(ContinuationToken) : "";
  const matching = [...s3.buckets.values()]
    .filter((bucket) => bucket.ownerId === requester.accountId)
    .filter((bucket) => bucket.name.startsWith(prefix) && bucket.name > after)
    .filter((bucket) => region === undefined || bucket.region === region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = matching.slice(0, MaxBuckets ?? limits.pageBuckets);
  const last = page.at(-1);
  return {
    Buckets: page.map(entryOf),
    Owner: ownerOf(requester.accountId),
    ...(last &&
      page.length < matching.length && { ContinuationToken: continuationToken(last.name) }),
    ...(input.Prefix !== undefined && { Prefix: input.Prefix }),
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function getBucketLocation(
  s3: S3,
  input: GetBucketLocationCommandInput,
  requester: Requester,
): GetBucketLocationOutput {
  // The oldest operation of all answers from any Region's endpoint.
  const { region, documents } = openBucket(s3, input, { ...requester, region: undefined });
  if (region === "us-east-1") return {};
  // The constraint the bucket was made with, such as `EU`, or a Region: both are the SDK's type.
  return { LocationConstraint: (documents.get("location") ?? region) as BucketLocationConstraint };
}

function entryOf(bucket: Bucket): NonNullable<ListBucketsOutput["Buckets"]>[number] {
  return {
    Name: bucket.name,
    CreationDate: new Date(bucket.createdAt),
    BucketRegion: bucket.region,
    BucketArn: `arn:aws:s3:::${bucket.name}`,
  };
}
