import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";

/** Tells of a header, by its name in lower case, whether its request's signature covers it. */
export type IsSigned = (name: string) => boolean;

/**
 * Refuses a signed header that is neither ASCII nor UTF-8. S3 verifies the bytes that come, and clients
 * sign text as UTF-8: so what Node sends as Latin-1 has a wrong signature with any key (pasted answers;
 * that this is so for every header is `assumed`).
 *
 * @param headers - each character a byte
 * @throws S3Error SignatureDoesNotMatch
 */
export function checkSignedText(headers: HttpRequest["headers"], isSigned: IsSigned): void {
  for (const name in headers) {
    const value = headers[name] ?? "";
    if (/[^\0-\x7f]/.test(value) && isSigned(name) && !isUtf8(value)) fail("SignatureDoesNotMatch");
  }
}

/** Which headers a request says that it signs; undefined where it says nothing of it. */
export function namedAsSigned({ headers, query }: Pick<HttpRequest, "headers" | "query">) {
  const [, inHeader] = /\bSignedHeaders=([^,\s]+)/.exec(headers.authorization ?? "") ?? [];
  const inQuery = query["X-Amz-SignedHeaders"];
  const list = inHeader ?? (typeof inQuery === "string" ? inQuery : undefined);
  if (list === undefined) return undefined;
  // Hardly a request has a header that it is asked of.
  let names: ReadonlySet<string> | undefined;
  const isSigned: IsSigned = (name) => {
    names ??= new Set(list.toLowerCase().split(";"));
    return names.has(name);
  };
  return isSigned;
}

function isUtf8(value: string): boolean {
  const bytes = Buffer.from(value, "latin1");
  return bytes.equals(Buffer.from(bytes.toString("utf8"), "utf8"));
}
