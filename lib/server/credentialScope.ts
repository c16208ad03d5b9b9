import { fail } from "../base/errors.js";

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

/** Where a client finds the Region it should have signed for. */
interface RegionDetails {
  readonly Region: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Raises what is wrong with a credential, in the words of where it stands. */
export type Refuse = (what: string, details?: RegionDetails) => never;

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

/** In the words of a form. */
export function refuseField(credential: string): Refuse {
  return (message) =>
    fail("InvalidArgument", {
      message,
      ArgumentName: "x-amz-credential",
      ArgumentValue: credential,
    });
}

/** Reads a credential, which ends with its scope. */
export function readScope(credential: string, refuse: Refuse): Scope {
  const parts = credential.split("/");
  const [date = "", region = "", service = "", terminal = ""] = parts.splice(-4);
  if (parts.length !== 1) {
    refuse(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  // The order of these is `assumed`.
  if (terminal !== "aws4_request") {
    refuse(`incorrect terminal "${terminal}". This endpoint uses "aws4_request".`);
  }
  if (service !== "s3") {
    refuse(`incorrect service "${service}". This endpoint belongs to "s3".`);
  }
  if (!/^\d{8}$/.test(date)) {
    refuse(
      `incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`,
    );
  }
  return { accessKeyId: parts[0] ?? "", date, region };
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
