import { fail, S3Error } from "../base/errors.js";
import type { HttpResponse } from "../base/http.js";
import { corsMethods } from "../operations/buckets/bucketCors.js";
import { corsHeaders, corsRules } from "../operations/buckets/corsRules.js";
import { addressedBucket } from "../pipeline/addressedBucket.js";
import type { AddressedRequest } from "../pipeline/addressRequest.js";
import { type Service, withAnswerHeaders } from "../pipeline/answerHeaders.js";
import type { S3 } from "../state/s3.js";
import { splitHeader } from "../wire/headerList.js";

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

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
  // The texts are `assumed`, and so is that a header of no content is none.
  if (!origin) {
    fail("BadRequest", { message: "Insufficient information. Origin request header needed." });
  }
  if (!corsMethods.has(method)) {
    fail("BadRequest", { message: `Invalid Access-Control-Request-Method: ${method || "null"}` });
  }
  const wanted = splitHeader(headers["access-control-request-headers"] ?? "");
  const odd = wanted.find((each) => !headerName.test(each));
  if (odd !== undefined) {
    fail("BadRequest", {
      message: `Access-Control-Request-Headers "${odd}" contains invalid character.`,
    });
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
  const allowed =
    corsHeaders(rules, { origin, method, headers: wanted.map((each) => each.toLowerCase()) }) ??
    forbid(
      "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    );
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
