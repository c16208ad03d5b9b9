import type { S3 } from "./s3.js";
import type { HttpResponse } from "./wire/http.js";

/** Adds the headers that every answer of S3 has (recorded 2026). */
export function sealed(
  s3: S3,
  response: HttpResponse,
  requestId = s3.ids.requestId(),
  hostId = s3.ids.hostId(),
): HttpResponse {
  const { headers } = response;
  headers["x-amz-request-id"] = requestId;
  headers["x-amz-id-2"] = hostId;
  headers.date = s3.time.httpDate();
  headers.server = "AmazonS3";
  return response;
}
