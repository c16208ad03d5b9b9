import { regionHeader } from "../access/openBucket.js";
import type { HttpRequest } from "../base/http.js";
import type { Bucket } from "../state/bucket.js";
import type { S3 } from "../state/s3.js";
import type { Address } from "../wire/addressing.js";
import { refuseHeader, refuseQuery } from "./credentialScope.js";
import type { RequestSignature } from "./requestSignature.js";

interface Signed {
  readonly request: HttpRequest;
  readonly address: Address;
}

/**
 * Checks that a request is signed for the Region that answers it: that of a regional endpoint, which
 * then says itself where the bucket is, or that of the bucket (recorded 2026).
 *
 * @throws S3Error AuthorizationHeaderMalformed, AuthorizationQueryParametersError: both tell the Region
 */
export function checkSignedRegion(
  s3: S3,
  { from, scope }: RequestSignature,
  { request, address }: Signed,
): void {
  const bucket = s3.buckets.get(address.bucket ?? "");
  if (bucket === undefined || isLocationRequest(request, address)) return;
  const region = answeringRegion(bucket, { request, address });
  if (region === scope.region) return;
  const refuse = from === "header" ? refuseHeader : refuseQuery;
  refuse(`the region '${scope.region}' is wrong; expecting '${region}'`, {
    Region: region,
    headers: regionHeader(bucket),
  });
}

/** The global endpoint's host names no Region, though it is that of us-east-1. */
function answeringRegion(bucket: Bucket, { request, address: { region } }: Signed): string {
  return region !== undefined && request.hostname.includes(`.${region}.`) ? region : bucket.region;
}

/** The oldest operation of all tells a bucket's Region to whoever asks in any. */
function isLocationRequest({ method, query }: HttpRequest, { key }: Address): boolean {
  return method === "GET" && key === undefined && query.location !== undefined;
}
