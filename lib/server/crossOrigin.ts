import { fail, S3Error } from "../base/errors.js";
import type { HttpResponse } from "../base/http.js";
import { corsMethods } from "../operations/buckets/bucketCors.js";
import { corsHeaders, corsRules } from "../operations/buckets/corsRules.js";
import { addressedBucket } from "../pipeline/addressedBucket.js";
import type { AddressedRequest } from "../pipeline/addressRequest.js";
import { type Service, withAnswerHeaders } from "../pipeline/answerHeaders.js";
import type { S3 } from "../state/s3.js";
import { splitHeader } from "../wire/headerList.js";

/** Whether a browser asks what a page of another origin may do: nobody signs that. */
export function isPreflight({ request }: AddressedRequest): boolean {
  return request.method === "OPTIONS";
}

/**
 * Answers a browser by the bucket's CORS configuration.
 *
 * @throws S3Error AccessForbidden, BadRequest, NoSuchBucket
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors-troubleshooting.html
 */
export function answerPreflight(service: Service, asked: AddressedRequest): HttpResponse {
  const { s3 } = service;
  const { headers } = asked.request;
  const { origin, "access-control-request-method": method = "" } = headers;
  // Both texts are `assumed`.
  if (origin === undefined) {
    fail("BadRequest", { message: "Insufficient information. Origin request header needed." });
  }
  if (!corsMethods.has(method)) {
    fail("BadRequest", { message: `Invalid Access-Control-Request-Method: ${method || "null"}` });
  }
  const { key } = asked.address;
  const name = addressedBucket(s3, asked.address) ?? "";
  const bucket = s3.buckets.get(name) ?? fail("NoSuchBucket", { BucketName: name });
  const forbid = (reason: string): never =>
    fail("AccessForbidden", {
      message: `CORSResponse: ${reason}`,
      Method: method,
      ResourceType: key === undefined ? "BUCKET" : "OBJECT",
    });
  const rules = corsRules(bucket) ?? forbid("CORS is not enabled for this bucket.");
  const wanted = splitHeader(headers["access-control-request-headers"]?.toLowerCase() ?? "");
  const allowed =
    corsHeaders(rules, { origin, method, headers: wanted }) ??
    forbid("This CORS request is not allowed.");
  const answer = { statusCode: 200, headers: { ...allowed, "content-length": "0" } };
  return withAnswerHeaders(service, answer, { method: "OPTIONS" });
}

/** Lets a page of another origin have an answer, an error's too, if the bucket's rules do. */
export function sharedAnswer(
  { s3 }: Service,
  asked: AddressedRequest,
  answer: HttpResponse,
): HttpResponse {
  const { method, headers } = asked.request;
  const { origin } = headers;
  if (origin === undefined) return answer;
  const bucket = s3.buckets.get(nameIn(s3, asked));
  const rules = (bucket && corsRules(bucket)) ?? [];
  const allowed = corsHeaders(rules, { origin, method, headers: [] });
  return { ...answer, headers: { ...answer.headers, ...allowed } };
}

/** What cannot be addressed has been refused already, and is nobody's to share. */
function nameIn(s3: S3, { address }: AddressedRequest): string {
  try {
    return addressedBucket(s3, address) ?? "";
  } catch (error) {
    if (error instanceof S3Error) return "";
    throw error;
  }
}
