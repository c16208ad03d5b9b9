import { regionHeader } from "../access/openBucket.js";
import { S3Error } from "../base/errors.js";
import type { AddressedRequest } from "../pipeline/addressRequest.js";
import type { S3 } from "../state/s3.js";

/**
 * Lets a HeadBucket that is refused tell the bucket's Region all the same: clients ask so for it,
 * whatever they sign with.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export function withRegionHint(
  s3: S3,
  { request: { method }, address: { bucket: name = "", key } }: AddressedRequest,
  error: S3Error,
): S3Error {
  const bucket = s3.buckets.get(name);
  if (method !== "HEAD" || key !== undefined || bucket === undefined) return error;
  const { code, message, statusCode, elements, headers } = error;
  return new S3Error(code, message, statusCode, elements, { ...regionHeader(bucket), ...headers });
}
