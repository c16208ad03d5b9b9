import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { limits } from "../base/limits.js";

/** What a request says of its signature. */
export interface Claim {
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

/** What a signing key is good for: `<accessKeyId>/<date>/<region>/s3/aws4_request`. */
export interface Scope {
  readonly accessKeyId: string;
  /** `20260101` */
  readonly date: string;
  readonly region: string;
}

/** When something was signed. */
export interface SigningTime {
  /** `20260101T000000Z` */
  readonly text: string;
  readonly ms: number;
}

/** Raises what is wrong with a credential, in the words of where it stands. */
type Refuse = (what: string, details?: { Region: string }) => never;

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
export function readClaim(request: HttpRequest): Claim | undefined {
  const { authorization } = request.headers;
  const isPresigned = parameter(request, "X-Amz-Algorithm") !== undefined;
  if (authorization !== undefined && isPresigned) {
    fail("InvalidArgument", {
      message:
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
      ArgumentName: "Authorization",
      ArgumentValue: authorization,
    });
  }
  if (isPresigned) return queryClaim(request);
  return authorization === undefined ? undefined : headerClaim(request, authorization);
}

/** In the words of the Authorization header. */
export const refuseHeader: Refuse = (what, details) =>
  fail("AuthorizationHeaderMalformed", {
    message: `The authorization header is malformed; ${what}`,
    ...details,
  });

/** In the words of a presigned URL. */
export const refuseQuery: Refuse = (what, details) =>
  fail("AuthorizationQueryParametersError", {
    message: `Error parsing the X-Amz-Credential parameter; ${what}`,
    ...details,
  });

/** Reads a credential, which ends with its scope. */
export function readScope(credential: string, refuse: Refuse): Scope {
  const parts = credential.split("/");
  const [date = "", region = "", service = "", terminal = ""] = parts.splice(-4);
  if (parts.length === 0 || !/^\d{8}$/.test(date)) {
    refuse(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  if (service !== "s3") {
    refuse(`incorrect service "${service}". This endpoint belongs to "s3".`);
  }
  if (terminal !== "aws4_request") {
    refuse(`incorrect terminal "${terminal}". This endpoint uses "aws4_request".`);
  }
  return { accessKeyId: parts.join("/"), date, region };
}

/** Reads a time as signatures write it; undefined for anything else. */
export function readSigningTime(text: string): SigningTime | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : { text, ms };
}

/** The key's day has to be the day of the signature, or it is another key. `assumed` wording */
export function checkDay({ date }: Scope, { text }: SigningTime, refuse: Refuse): void {
  if (text.startsWith(date)) return;
  refuse(
    `Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${text.slice(0, 8)}".`,
  );
}

function headerClaim({ headers }: HttpRequest, authorization: string): Claim {
  const [mechanism = "", ...rest] = authorization.trim().split(/\s+/);
  if (mechanism !== algorithm) refuseMechanism(mechanism, authorization);
  const parts = new Map<string, string>();
  for (const part of rest.join("").split(",")) {
    const mark = part.indexOf("=");
    parts.set(part.slice(0, mark), part.slice(mark + 1));
  }
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
  if (/^AWS/.test(mechanism)) {
    fail("InvalidRequest", {
      message: `The authorization mechanism you have provided is not supported. Please use ${algorithm}.`,
    });
  }
  return fail("InvalidArgument", {
    message: "Unsupported Authorization Type",
    ArgumentName: "Authorization",
    ArgumentValue: authorization,
  });
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

function queryClaim(request: HttpRequest): Claim {
  const [mechanism, credential, date, expires, signedHeaders, signature] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
  ].map((name) => parameter(request, name) ?? refuseParameters(missing));
  if (mechanism !== algorithm) {
    refuseParameters(`X-Amz-Algorithm only supports "${algorithm} and AWS4-ECDSA-P256-SHA256"`);
  }
  const scope = readScope(credential ?? "", refuseQuery);
  const time =
    readSigningTime(date ?? "") ??
    refuseParameters(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  checkDay(scope, time, refuseQuery);
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
