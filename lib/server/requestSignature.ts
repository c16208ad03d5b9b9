import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { limits } from "../base/limits.js";
import {
  checkDay,
  readScope,
  readSigningTime,
  refuseHeader,
  refuseQuery,
  type Scope,
  type SigningTime,
} from "./credentialScope.js";

/** What a request says of its signature. */
export interface RequestSignature {
  readonly from: "header" | "query";
  readonly scope: Scope;
  readonly time: SigningTime;
  /** How long a presigned URL is good for. */
  readonly expiresSeconds?: number;
  /** Names in lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
}

const algorithm = "AWS4-HMAC-SHA256";

/**
 * Reads what a request says of its signature, in its headers or its query.
 *
 * Which of several faults S3 names first is `assumed`, and so are the texts, but for the one that
 * names the wrong Region (recorded 2026).
 *
 * @returns undefined for a request that is not signed
 * @throws S3Error AuthorizationHeaderMalformed, AuthorizationQueryParametersError, InvalidRequest,
 *   InvalidArgument, AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
export function readRequestSignature(request: HttpRequest): RequestSignature | undefined {
  const { authorization } = request.headers;
  const isPresigned = parameter(request, "X-Amz-Algorithm") !== undefined;
  const isVersion2 = isSignatureV2((name) => parameter(request, name));
  if (authorization !== undefined && (isPresigned || isVersion2)) {
    fail("InvalidArgument", {
      message:
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
      ArgumentName: "Authorization",
      ArgumentValue: authorization,
    });
  }
  if (isVersion2) refuseSignatureV2();
  if (isPresigned) return querySignature(request);
  return authorization === undefined ? undefined : headerSignature(request, authorization);
}

/** Whether there are the parameters of a presigned URL, or the fields of a form, of Signature Version 2. */
export function isSignatureV2(textOf: (name: string) => string | undefined): boolean {
  return textOf("AWSAccessKeyId") !== undefined && textOf("Signature") !== undefined;
}

/** @throws S3Error InvalidRequest, always: the Regions since 2014 know Version 4 alone */
export function refuseSignatureV2(): never {
  return fail("InvalidRequest", {
    message: `The authorization mechanism you have provided is not supported. Please use ${algorithm}.`,
  });
}

const asymmetric = "AWS4-ECDSA-P256-SHA256";

/** @throws S3Error NotImplemented for Signature Version 4A, by its name */
export function refuseSignatureV4A(mechanism: string): void {
  if (mechanism !== asymmetric) return;
  fail("NotImplemented", {
    message: `Signature Version 4A (${asymmetric}) is not simulated by s3-replication-mock`,
  });
}

function headerSignature({ headers }: HttpRequest, authorization: string): RequestSignature {
  const trimmed = authorization.trim();
  const blank = trimmed.search(/\s/);
  if (blank === -1) {
    refuseAuthorization(
      "Authorization header is invalid -- one and only one ' ' (space) required",
      authorization,
    );
  }
  const mechanism = trimmed.slice(0, blank);
  if (mechanism !== algorithm) refuseMechanism(mechanism, authorization);
  const parts = readComponents(trimmed.slice(blank).replace(/\s+/g, ""));
  const [credential, signedHeaders, signature] = ["Credential", "SignedHeaders", "Signature"].map(
    (name) => parts.get(name) ?? refuseHeader(`missing ${name}.`),
  );
  const scope = readScope(credential ?? "", refuseHeader);
  const time = headerTime(headers);
  checkDay(scope, time, refuseHeader);
  return {
    from: "header",
    scope,
    time,
    signedHeaders: (signedHeaders ?? "").toLowerCase().split(";"),
    signature: signature ?? "",
    sessionToken: headers["x-amz-security-token"],
  };
}

function refuseMechanism(mechanism: string, authorization: string): never {
  refuseSignatureV4A(mechanism);
  if (mechanism === "AWS") refuseSignatureV2();
  return refuseAuthorization("Unsupported Authorization Type", authorization);
}

function refuseAuthorization(message: string, authorization: string): never {
  return fail("InvalidArgument", {
    message,
    ArgumentName: "Authorization",
    ArgumentValue: authorization,
  });
}

/** Credential, SignedHeaders and Signature, by their names. */
function readComponents(text: string): ReadonlyMap<string, string> {
  const components = text.split(",");
  if (components.length !== 3) {
    refuseHeader(
      "the authorization header requires three components: Credential, SignedHeaders, and Signature.",
    );
  }
  const byName = new Map<string, string>();
  for (const component of components) {
    const mark = component.indexOf("=");
    if (mark === -1) refuseHeader(`the authorization component "${component}" is malformed.`);
    byName.set(component.slice(0, mark), component.slice(mark + 1));
  }
  return byName;
}

/** `x-amz-date` wins over `date`. */
function headerTime(headers: HttpRequest["headers"]): SigningTime {
  const amzDate = headers["x-amz-date"];
  const date = Date.parse(headers.date ?? "");
  const text = amzDate ?? (Number.isNaN(date) ? "" : basicTime(date));
  return (
    readSigningTime(text) ??
    fail("AccessDenied", {
      message: "AWS authentication requires a valid Date or x-amz-date header",
    })
  );
}

/** ISO 8601 without what separates its parts. */
function basicTime(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function querySignature(request: HttpRequest): RequestSignature {
  const [mechanism, credential, date, expires, signedHeaders, signature] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
  ].map((name) => parameter(request, name) ?? refuseParameters(missing));
  refuseSignatureV4A(mechanism ?? "");
  if (mechanism !== algorithm) {
    refuseParameters(`X-Amz-Algorithm only supports "${algorithm} and AWS4-ECDSA-P256-SHA256"`);
  }
  const scope = readScope(credential ?? "", refuseQuery);
  const time =
    readSigningTime(date ?? "") ??
    refuseParameters(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  checkDay(scope, time, refuseParameters);
  return {
    from: "query",
    scope,
    time,
    expiresSeconds: readExpires(expires ?? ""),
    signedHeaders: (signedHeaders ?? "").toLowerCase().split(";"),
    signature: signature ?? "",
    sessionToken: parameter(request, "X-Amz-Security-Token"),
  };
}

const missing =
  "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";

function readExpires(text: string): number {
  if (!/^-?\d+$/.test(text)) refuseParameters("X-Amz-Expires should be a number");
  const seconds = Number(text);
  if (seconds < 0) refuseParameters("X-Amz-Expires must be non-negative");
  if (seconds > limits.presignedSeconds) {
    refuseParameters(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${limits.presignedSeconds} seconds`,
    );
  }
  return seconds;
}

function refuseParameters(message: string): never {
  return fail("AuthorizationQueryParametersError", { message });
}

/** The one value of a parameter of the query. */
function parameter({ query }: HttpRequest, name: string): string | undefined {
  const value = query[name];
  return typeof value === "string" ? value : undefined;
}
