import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { limits } from "../base/limits.js";

/** What stands between a name and its value, and after both. */
const separators = ": \r\n".length;

/**
 * Refuses a request whose headers and query are together longer than S3 reads. That both count is
 * documented, code and text are recorded (versitygw issue 2180, va.gov-team issue 89412). `assumed`: that the
 * path counts for nothing, a query as long as it is decoded, and that COS has the same limit.
 *
 * @throws S3Error RequestHeaderSectionTooLarge
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export function checkHeadSize({ headers, query }: Pick<HttpRequest, "headers" | "query">): void {
  let sizeBytes = 0;
  for (const name in headers) {
    sizeBytes += name.length + (headers[name] ?? "").length + separators;
  }
  for (const name in query) {
    // Several values of one parameter are told apart by something too.
    sizeBytes += name.length + String(query[name] ?? "").length + "&=".length;
  }
  if (sizeBytes <= limits.requestHeadBytes) return;
  fail("RequestHeaderSectionTooLarge", { MaxSizeAllowed: String(limits.requestHeadBytes) });
}
