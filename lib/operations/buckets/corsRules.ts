import type { CORSRule } from "@aws-sdk/client-s3";
import type { Bucket } from "../../state/bucket.js";
import { cors } from "./bucketCors.js";

/** What a page of another origin wants to do, as its browser says it. */
export interface CrossOriginRequest {
  readonly origin: string;
  readonly method: string;
  /** The headers that a preflight request asks for. */
  readonly headers: readonly string[];
}

/** The rules of a bucket; undefined where CORS was never enabled. */
export function corsRules(bucket: Bucket): readonly CORSRule[] | undefined {
  return cors.of(bucket)?.CORSRules;
}

/**
 * The headers with which a bucket lets a page have an answer, by the first rule that allows all of what
 * it wants; undefined where none does. Which of them an answer beside a preflight's has is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
 */
export function corsHeaders(
  rules: readonly CORSRule[],
  request: CrossOriginRequest,
): Record<string, string> | undefined {
  const rule = rules.find((each) => allows(each, request));
  if (rule === undefined) return undefined;
  const { AllowedOrigins = [], AllowedMethods = [], ExposeHeaders = [], MaxAgeSeconds } = rule;
  const isForAll = AllowedOrigins.includes("*");
  return {
    "access-control-allow-origin": isForAll ? "*" : request.origin,
    "access-control-allow-methods": AllowedMethods.join(", "),
    ...(request.headers.length > 0 && {
      "access-control-allow-headers": request.headers.join(", "),
    }),
    ...(ExposeHeaders.length > 0 && { "access-control-expose-headers": ExposeHeaders.join(", ") }),
    ...(MaxAgeSeconds !== undefined && { "access-control-max-age": String(MaxAgeSeconds) }),
    ...(!isForAll && { "access-control-allow-credentials": "true" }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

function allows(
  { AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [] }: CORSRule,
  { origin, method, headers }: CrossOriginRequest,
): boolean {
  return (
    AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
    AllowedMethods.some((allowed) => allowed === method) &&
    headers.every((name) => AllowedHeaders.some((pattern) => fits(pattern.toLowerCase(), name)))
  );
}

/** A pattern has one wildcard at most. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return (
    text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after)
  );
}
