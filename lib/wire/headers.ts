import { validateHeaderName, validateHeaderValue } from "node:http";
import type { HttpRequest } from "../base/http.js";

/**
 * Takes the headers of a request as Node sends them and S3 receives them: names in lower case,
 * values trimmed strings.
 *
 * @param known - the last good value of each name in lower case: a client repeats most of them, and
 *   they need no second look
 * @throws TypeError what Node throws for a header it cannot send: `ERR_INVALID_HTTP_TOKEN`,
 *   `ERR_INVALID_CHAR` or `ERR_HTTP_INVALID_HEADER_VALUE`
 */
export function checkHeaders(
  headers: Readonly<Record<string, unknown>>,
  known: Map<string, string> = new Map(),
): HttpRequest["headers"] {
  let asReceived = true;
  for (const name in headers) {
    const value = headers[name];
    const last = known.get(name);
    if (last !== undefined && last === value) continue;
    if (last === undefined) validateHeaderName(name);
    if (typeof value !== "string") {
      validateNonString(name, value);
      asReceived = false;
      continue;
    }
    validateHeaderValue(name, value);
    if (isPadded(value) || (last === undefined && name !== name.toLowerCase())) asReceived = false;
    else if (last !== undefined || known.size < maximumKnown) known.set(name, value);
  }
  // A copy in any case: the SDK writes into the headers of its request when it retries.
  // The cast holds because `asReceived` is true only if every value is a string.
  return asReceived ? { ...(headers as Record<string, string>) } : received(headers);
}

/** Far more than a client's own headers; names of metadata may be of any number. */
const maximumKnown = 200;

function validateNonString(name: string, value: unknown): void {
  const values = Array.isArray(value) ? value : [value];
  for (const single of values) {
    // Declared for strings, but it takes what `setHeader` takes, and `undefined` is what it has to
    // reject.
    validateHeaderValue(name, single as string);
  }
}

/** Blanks and tabs only: a no-break space, which `trim` would take, is part of a value. */
function isPadded(value: string): boolean {
  return (
    value !== "" && (isBlank(value.charCodeAt(0)) || isBlank(value.charCodeAt(value.length - 1)))
  );
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function received(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    const text = Array.isArray(value) ? value.map(String).join(", ") : String(value);
    result[name.toLowerCase()] = text.replace(/^[\t ]+|[\t ]+$/g, "");
  }
  return result;
}
