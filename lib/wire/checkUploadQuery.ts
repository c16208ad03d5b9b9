import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";

/**
 * Refuses what the parameters of an upload are no part of: nothing else is done in the place of what was
 * meant.
 *
 * @throws S3Error MethodNotAllowed, InvalidArgument
 */
export function checkUploadQuery({ method, query }: Pick<HttpRequest, "method" | "query">): void {
  const isUpload = query.uploadId !== undefined;
  const isPart = query.partNumber !== undefined;
  if (isUpload && (method === "HEAD" || (method === "PUT" && !isPart))) {
    fail("MethodNotAllowed", {
      Method: method,
      ResourceType: "UPLOAD",
      headers: { allow: "DELETE, POST, GET" },
    });
  }
  if (method === "PUT" && isPart && !isUpload) {
    fail("InvalidArgument", {
      message: "This operation does not accept partNumber without uploadId",
      ArgumentName: "partNumber",
      ArgumentValue: String(query.partNumber),
    });
  }
}
