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
      // The name again, as versitygw issue 1226 shows it, and not the number.
      ArgumentValue: "partNumber",
    });
  }
}

/** @throws S3Error InvalidRequest for a sub-resource that buckets alone have, in S3's words where they are known */
export function checkBucketQuery({ method, query }: Pick<HttpRequest, "method" | "query">): void {
  if (method !== "GET") return;
  if (query.uploads !== undefined) {
    fail("InvalidRequest", {
      message: "Key is not expected for the GET method ?uploads subresource",
    });
  }
  if (query.versions !== undefined) {
    fail("InvalidRequest", {
      message: "There is no such thing as the ?versions sub-resource for a key",
    });
  }
}

/** @throws S3Error InvalidArgument for a copy source where nothing is copied; which POSTs may have one is `assumed` */
export function checkCopySource({
  method,
  query,
  headers,
}: Pick<HttpRequest, "method" | "query" | "headers">): void {
  const source = headers["x-amz-copy-source"];
  if (source === undefined || method === "PUT" || method === "OPTIONS") return;
  if (method === "POST" && query.uploadId === undefined) return;
  fail("InvalidArgument", {
    message: "You can only specify a copy source header for copy requests.",
    ArgumentName: "x-amz-copy-source",
    ArgumentValue: source,
  });
}
