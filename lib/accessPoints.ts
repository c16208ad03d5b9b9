import { fail } from "./errors.js";
import type { S3 } from "./s3.js";
import type { Address } from "./wire/addressing.js";

/** Puts an access point in front of a bucket; one of several Regions takes more than one. */
export function addAccessPoint(
  s3: S3,
  { accessPoint, accountId, bucket }: { accessPoint: string; accountId: string; bucket: string },
): void {
  const name = isAlias(accessPoint) ? accessPoint : `${accountId}/${accessPoint}`;
  s3.accessPoints.set(name, [...(s3.accessPoints.get(name) ?? []), bucket]);
}

/**
 * The name of the bucket a request is for, behind an access point if it is addressed to one.
 *
 * @returns undefined for a request to the service
 * @throws S3Error NoSuchAccessPoint; NotImplemented for S3 Express, Outposts and Object Lambda
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html
 */
export function bucketOf(s3: S3, address: Address): string | undefined {
  const { kind, bucket, accessPoint, multiRegionAccessPoint } = address;
  if (kind === "express" || kind === "outposts" || kind === "objectLambda") {
    fail("NotImplemented", { message: `${notSimulated[kind]} is not simulated` });
  }
  if (bucket !== undefined && !isAlias(bucket)) return bucket;
  const name =
    multiRegionAccessPoint ??
    (accessPoint ? `${accessPoint.accountId}/${accessPoint.name}` : bucket);
  if (name === undefined) return undefined;
  return s3.accessPoints.get(name)?.[0] ?? fail("NoSuchAccessPoint");
}

const notSimulated = {
  express: "S3 Express One Zone",
  outposts: "S3 on Outposts",
  objectLambda: "S3 Object Lambda",
} as const;

function isAlias(name: string): boolean {
  return name.endsWith(".mrap") || name.endsWith("-s3alias");
}
