import type { HttpRequest } from "../base/http.js";

/**
 * Parameters that are about the signature, and the checksums of a body that was not there yet when
 * the URL was made: S3 lets such a URL take any body.
 */
const signing =
  /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|sdk-checksum-algorithm|checksum-(crc|sha)\w+)$/;

/**
 * A presigned request as if it had been sent with headers: the `x-amz-` ones stand in its query.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function withoutPresigning(request: HttpRequest): HttpRequest {
  const { query, headers } = request;
  if (query["X-Amz-Signature"] === undefined) return request;
  const hoisted: Record<string, string> = {};
  for (const name in query) {
    const header = name.toLowerCase();
    const value = query[name];
    if (typeof value === "string" && header.startsWith("x-amz-") && !signing.test(header)) {
      hoisted[header] = value;
    }
  }
  return { ...request, headers: { ...hoisted, ...headers } };
}
