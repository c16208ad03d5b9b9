import { bucketOf } from "../accessPoints.js";
import { aws } from "../dialects/aws.js";
import { type Speaker, sealed } from "../envelope.js";
import { fail, S3Error } from "../errors.js";
import { corsMethods } from "../operations/buckets/bucketCors.js";
import { corsHeaders, corsRules } from "../operations/buckets/corsRules.js";
import { resolveAddress } from "../wire/addressing.js";
import { splitHeader } from "../wire/headerList.js";
import type { HttpResponse } from "../wire/http.js";
import type { RequestHead } from "./requestHead.js";

/** Whether a browser asks what a page of another origin may do: nobody signs that. */
export function isPreflight({ request }: RequestHead): boolean {
  return request.method === "OPTIONS";
}

/**
 * Answers a browser by the bucket's CORS configuration.
 *
 * @throws S3Error AccessForbidden, BadRequest, NoSuchBucket
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors-troubleshooting.html
 */
export function answerPreflight({ s3, dialect = aws }: Speaker, head: RequestHead): HttpResponse {
  const { headers } = head.request;
  const { origin, "access-control-request-method": method = "" } = headers;
  // Both texts are `assumed`.
  if (origin === undefined) {
    fail("BadRequest", { message: "Insufficient information. Origin request header needed." });
  }
  if (!corsMethods.has(method)) {
    fail("BadRequest", { message: `Invalid Access-Control-Request-Method: ${method || "null"}` });
  }
  const { key, bucket: name } = placeOf({ s3, dialect }, head);
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
  return sealed({ s3, dialect }, answer, { method: "OPTIONS" });
}

/** Lets a page of another origin have an answer, an error's too, if the bucket's rules do. */
export function sharedAnswer(
  { s3, dialect = aws }: Speaker,
  head: RequestHead,
  answer: HttpResponse,
): HttpResponse {
  const { method, headers } = head.request;
  const { origin } = headers;
  if (origin === undefined) return answer;
  const bucket = s3.buckets.get(nameIn({ s3, dialect }, head));
  const rules = (bucket && corsRules(bucket)) ?? [];
  const allowed = corsHeaders(rules, { origin, method, headers: [] });
  return { ...answer, headers: { ...answer.headers, ...allowed } };
}

/** What cannot be addressed has been refused already, and is nobody's to share. */
function nameIn(speaker: Required<Speaker>, head: RequestHead): string {
  try {
    return placeOf(speaker, head).bucket;
  } catch (error) {
    if (error instanceof S3Error) return "";
    throw error;
  }
}

interface Place {
  /** Empty for the service, which shares nothing. */
  readonly bucket: string;
  readonly key: string | undefined;
}

function placeOf({ s3, dialect }: Required<Speaker>, { request, bucket }: RequestHead): Place {
  const address = resolveAddress(request, bucket, dialect.parseHost);
  return { bucket: bucketOf(s3, address) ?? "", key: address.key };
}
