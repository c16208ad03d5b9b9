import type { HttpRequest } from "../../base/http.js";
import { parseCosHost } from "./cosHosts.js";
import { s3StorageClass } from "./cosStorageClasses.js";

/** Headers whose values COS spells differently, by the name without its `x-cos-`. */
const values: Readonly<Record<string, (value: string) => string>> = {
  "copy-source": copySource,
  "metadata-directive": (value) => (/^replaced$/i.test(value) ? "REPLACE" : value.toUpperCase()),
  "storage-class": s3StorageClass,
};

/**
 * A request to COS in S3's terms: what is `x-cos-` there is `x-amz-` here. The signature in a query
 * (`q-sign-algorithm`, `q-ak` and so on) is left out, as it is not verified.
 *
 * @throws S3Error NotSupportedStorageClass, MAZOperationNotSupportOnOAZBucket
 * @see https://cloud.tencent.com/document/product/436/7728
 */
export function readCosRequest(request: HttpRequest): HttpRequest {
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(request.headers)) {
    const own = /^x-cos-(.+)$/.exec(name)?.[1];
    if (own === undefined) headers.push([name, value]);
    else headers.push([`x-amz-${own}`, values[own]?.(value) ?? value]);
  }
  const query = Object.entries(request.query).filter(
    ([name]) => !/^(?:q-|x-cos-security-token$)/.test(name),
  );
  // Unlike assignments, these take `__proto__` for a name like any other.
  return { ...request, headers: Object.fromEntries(headers), query: Object.fromEntries(query) };
}

/** COS names the host of the source, S3 its bucket. */
function copySource(value: string): string {
  const [, host = "", path = ""] = /^\/?([^/]*)(\/.*)$/s.exec(value) ?? [];
  const bucket = parseCosHost(host.toLowerCase())?.prefix;
  return bucket === undefined ? value : bucket + path;
}
