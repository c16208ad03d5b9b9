import type { HttpRequest } from "../base/http.js";
import { type IsSigned, namedAsSigned } from "../pipeline/signedHeaders.js";
import { ArrivingBody } from "../wire/body.js";
import { checkHeaders } from "../wire/headers.js";
import type { SdkRequest } from "./network.js";

type Headers = HttpRequest["headers"];

/**
 * The headers of a request as Node sends them for the SDK's handler and S3 receives them.
 *
 * @param body - as it is sent: undefined where there is none
 * @param known - see `checkHeaders`
 * @throws TypeError what Node throws for a header it cannot send
 */
export function sentHeaders(
  { method, headers }: SdkRequest,
  body: unknown,
  known: Map<string, string>,
): Headers {
  const checked = checkHeaders(headers, known);
  if (typeof body === "string") return besideText(checked);
  if (body instanceof ArrivingBody) return { ...checked, "transfer-encoding": "chunked" };
  // Node says so of an empty body where the method leads to expect one.
  const isExpected = body === undefined && (method === "PUT" || method === "POST");
  if (!isExpected || "content-length" in checked) return checked;
  return { ...checked, "content-length": "0" };
}

/** Which headers the SDK has signed or, where the mock lets nobody sign, would have. */
export function sentSigned(headers: Headers): IsSigned {
  return namedAsSigned({ headers, query: {} }) ?? isSignedBySdk;
}

/** What proxies may change, and what says who the client is, stays unsigned. */
function isSignedBySdk(name: string): boolean {
  return !/^(?:cache-control|from|pragma|referer|user-agent|x-amzn-trace-id|(?:proxy|sec)-.*)$/.test(
    name,
  );
}

/**
 * Headers go as Latin-1, but with a body that is a string Node writes both at once, in the encoding
 * of the body: letters beyond ASCII arrive as the two or more bytes that UTF-8 has for them.
 */
function besideText(headers: Headers): Headers {
  const entries = Object.entries(headers);
  if (entries.every(([, value]) => isAscii(value))) return headers;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Buffer.from(value, "utf8").toString("latin1")]),
  );
}

function isAscii(value: string): boolean {
  return !/\P{ASCII}/u.test(value);
}
