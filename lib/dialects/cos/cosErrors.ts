import { md5 } from "../../base/checksums.js";
import type { S3Error } from "../../base/errors.js";
import type { HttpResponse } from "../../base/http.js";
import type { FailedRequest } from "../../wire/writeError.js";
import { escapeXml } from "../../wire/xmlWriter.js";

/** Codes of S3 that COS's list does not have, and those it has instead: `assumed`. */
const renamed: Readonly<Record<string, readonly [code: string, statusCode: number]>> = {
  InvalidStorageClass: ["NotSupportedStorageClass", 400],
  KeyTooLongError: ["KeyTooLong", 400],
  // COS sends nobody to another Region: a bucket is in the Region that its host names, or nowhere.
  PermanentRedirect: ["NoSuchBucket", 404],
};

/**
 * Writes an error as COS answers it: with the address of the bucket or object that it is about, and
 * with no elements of its code's own.
 *
 * @see https://cloud.tencent.com/document/product/436/7730
 */
export function writeCosError(error: S3Error, request: FailedRequest): HttpResponse {
  const [code, statusCode] = renamed[error.code] ?? [error.code, error.statusCode];
  if (statusCode === 304) return { statusCode, headers: { ...error.headers } };
  const headers = { "content-type": "application/xml", ...error.headers };
  if (request.method === "HEAD") return { statusCode, headers };
  const elements = {
    Code: code,
    Message: error.message,
    Resource: request.resource ?? "",
    RequestId: cosRequestId(request.requestId),
    TraceId: request.hostId,
  };
  let xml = "<?xml version='1.0' encoding='utf-8' ?>\n<Error>";
  for (const [name, text] of Object.entries(elements)) {
    xml += `<${name}>${escapeXml(text)}</${name}>`;
  }
  const body = Buffer.from(`${xml}</Error>`);
  // An error inside of an answer that has begun with 200, as COS has them too.
  return { statusCode, headers, body, ...(statusCode === 200 && { isObject: true }) };
}

/** `NWQwMzQ5ZmZfMjBiNDU4NjRfNjAwOV84MzA2MjE=`: base64 of four hexadecimal numbers. */
export function cosRequestId(requestId: string): string {
  const digits = md5(Buffer.from(requestId), "hex");
  const numbers = [
    [0, 8],
    [8, 16],
    [16, 20],
    [20, 26],
  ].map(([from, to]) => digits.slice(from, to));
  return Buffer.from(numbers.join("_")).toString("base64");
}
