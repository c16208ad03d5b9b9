import { fail } from "../base/errors.js";
import { bucketBehind, bucketNamed } from "../state/accessPoints.js";
import type { S3 } from "../state/s3.js";
import type { Address } from "../wire/addressing.js";

/**
 * The name of the bucket a request is for, behind an access point if it is addressed to one.
 *
 * @returns undefined for a request to the service
 * @throws S3Error NoSuchAccessPoint; NotImplemented for S3 Express, Outposts and Object Lambda
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html
 */
export function addressedBucket({ accessPoints }: S3, address: Address): string | undefined {
  const { kind, bucket, accessPoint, multiRegionAccessPoint } = address;
  if (kind === "express" || kind === "outposts" || kind === "objectLambda") {
    fail("NotImplemented", { message: `${notSimulated[kind]} is not simulated` });
  }
  const point = multiRegionAccessPoint ?? accessPoint;
  if (bucket === undefined && point === undefined) return undefined;
  const name =
    bucket === undefined
      ? point && bucketBehind(accessPoints, point)
      : bucketNamed(accessPoints, bucket);
  return name ?? fail("NoSuchAccessPoint");
}

const notSimulated = {
  express: "S3 Express One Zone",
  outposts: "S3 on Outposts",
  objectLambda: "S3 Object Lambda",
} as const;
