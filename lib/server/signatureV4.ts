import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { Scope, SigningTime } from "./credentialScope.js";

/** What is signed of a request. */
export interface Signable {
  readonly request: HttpRequest;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/**
 * The canonical request. Where a header has letters beyond ASCII, each character of it is one byte as it
 * came, as Node reads headers.
 *
 * @throws S3Error InvalidURI
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function canonicalRequest({ request, signedHeaders, payloadHash }: Signable): string {
  const names = [...signedHeaders].sort();
  const headers = names.map((name) => `${name}:${canonicalValue(request.headers[name] ?? "")}\n`);
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(""),
    names.join(";"),
    payloadHash,
  ].join("\n");
}

/** The key that signs in a scope. */
export function signingKey({ date, region }: Scope, secretAccessKey: string): Buffer {
  return [date, region, "s3", "aws4_request"].reduce<Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

/** What a signature signs: the request's own line, or that of a chunk. */
export function stringToSign(
  algorithm: string,
  { date, region }: Scope,
  { text }: SigningTime,
  hashes: readonly string[],
): string {
  return [algorithm, text, `${date}/${region}/s3/aws4_request`, ...hashes].join("\n");
}

/** In hex; of text, each character is a byte. */
export function sha256(data: string | Uint8Array): string {
  const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
  return createHash("sha256").update(bytes).digest("hex");
}

/** In hex. */
function hmac(key: Uint8Array, data: string): string {
  return createHmac("sha256", key).update(data).digest("hex");
}

/** What a signature is compared with, and what the error says of it. */
export interface Expected {
  readonly accessKeyId: string;
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
}

/**
 * Compares a signature with what it has to be, in a time that tells nothing.
 *
 * @returns the signature
 * @throws S3Error SignatureDoesNotMatch
 */
export function verifySignature(key: Uint8Array, provided: string, expected: Expected): string {
  const { accessKeyId, stringToSign, canonicalRequest } = expected;
  const calculated = Buffer.from(hmac(key, stringToSign));
  const given = Buffer.from(provided);
  if (given.length === calculated.length && timingSafeEqual(given, calculated)) return provided;
  return fail("SignatureDoesNotMatch", {
    AWSAccessKeyId: accessKeyId,
    StringToSign: stringToSign,
    SignatureProvided: provided,
    StringToSignBytes: hexBytes(stringToSign),
    ...(canonicalRequest !== undefined && {
      CanonicalRequest: canonicalRequest,
      CanonicalRequestBytes: hexBytes(canonicalRequest),
    }),
  });
}

function hexBytes(text: string): string {
  return (Buffer.from(text, "latin1").toString("hex").match(/../g) ?? []).join(" ");
}

/** Blanks at the ends do not count, and several in a row count as one. */
function canonicalValue(value: string): string {
  return value.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

/** By name, and by value where a name comes several times; the signature itself is not signed. */
function canonicalQuery(query: HttpRequest["query"]): string {
  const pairs: [name: string, value: string][] = [];
  for (const name in query) {
    if (name === "X-Amz-Signature") continue;
    const encoded = percentEncoded(name);
    const value = query[name] ?? "";
    for (const each of typeof value === "string" ? [value] : value) {
      pairs.push([encoded, percentEncoded(each)]);
    }
  }
  pairs.sort(
    ([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue),
  );
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

function order(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** All but the unreserved characters. @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Clients may send what they have signed in another spelling: `(` for `%28`. */
function canonicalPath(path: string): string {
  if (/^[\w.~/-]*$/.test(path)) return path;
  try {
    return path
      .split("/")
      .map((segment) => percentEncoded(decodeURIComponent(segment)))
      .join("/");
  } catch {
    return fail("InvalidURI");
  }
}
