import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { Scope, SigningTime } from "./signatureClaim.js";

/** What is signed of a request. */
export interface Signable {
  readonly request: HttpRequest;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/** Signature Version 4, as `@smithy/signature-v4` computes it. */
export interface SignatureV4 {
  canonicalRequest(signable: Signable): string;
  signingKey(scope: Scope, secretAccessKey: string): Promise<Uint8Array>;
}

/**
 * Loads the SDK's own implementation: a dependency that only a server with credentials loads. What
 * clients sign with is what their signatures are checked with.
 */
export async function loadSignatureV4(): Promise<SignatureV4> {
  const smithy = await import("@smithy/signature-v4");

  class Canonical extends smithy.SignatureV4 {
    of({ request, signedHeaders, payloadHash }: Signable): string {
      const headers = Object.fromEntries(
        signedHeaders.map((name) => [name, request.headers[name] ?? ""]),
      );
      const { method, hostname } = request;
      const path = canonicalPath(request.path);
      // Compatible but for `readonly`, and for null, which no query from a socket has.
      const query = request.query as Record<string, string | string[]>;
      return this.createCanonicalRequest(
        { method, hostname, path, query, headers, protocol: "http:" },
        // All that was signed counts, also what this implementation itself would not sign.
        smithy.getCanonicalHeaders({ headers } as never, undefined, new Set(signedHeaders)),
        payloadHash,
      );
    }
  }

  const canonical = new Canonical({
    service: "s3",
    region: "",
    credentials: { accessKeyId: "", secretAccessKey: "" },
    sha256: Sha256,
    uriEscapePath: false,
  });
  return {
    canonicalRequest: (signable) => canonical.of(signable),
    signingKey: ({ accessKeyId, date, region }, secretAccessKey) =>
      smithy.getSigningKey(Sha256, { accessKeyId, secretAccessKey }, date, region, "s3"),
  };
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

/** In hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** In hex. */
export function hmac(key: Uint8Array, data: string): string {
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
  return (Buffer.from(text).toString("hex").match(/../g) ?? []).join(" ");
}

/** Clients may send what they have signed in another spelling: `(` for `%28`. */
function canonicalPath(path: string): string {
  if (/^[\w.~/-]*$/.test(path)) return path;
  try {
    return path
      .split("/")
      .map((segment) =>
        encodeURIComponent(decodeURIComponent(segment)).replace(
          /[!'()*]/g,
          (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      )
      .join("/");
  } catch {
    return fail("InvalidURI");
  }
}

/** The hash that `@smithy/signature-v4` wants to be given: with a secret, a keyed one. */
class Sha256 {
  readonly #hash;

  constructor(secret?: unknown) {
    this.#hash =
      secret === undefined
        ? createHash("sha256")
        : // Keys are text or bytes there.
          createHmac("sha256", secret as string | Uint8Array);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}
