import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";

const payloadHashes = [
  "UNSIGNED-PAYLOAD",
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
];

/** Those of Signature Version 4A, which is refused before. */
const asymmetricHashes = [
  "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
  "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER",
];

/**
 * What a signature says of the body: its digest, or how it comes.
 *
 * @throws S3Error InvalidRequest, InvalidArgument
 */
export function payloadHashOf({ headers, query }: HttpRequest, from: "header" | "query"): string {
  const inHeader = headers["x-amz-content-sha256"];
  if (from === "query") {
    const inQuery = query["X-Amz-Content-Sha256"];
    return typeof inQuery === "string" ? inQuery : (inHeader ?? "UNSIGNED-PAYLOAD");
  }
  if (inHeader === undefined) {
    fail("InvalidRequest", {
      // `assumed`
      message: "Missing required header for this request: x-amz-content-sha256",
    });
  }
  if (!/^[0-9a-f]{64}$/i.test(inHeader) && !payloadHashes.includes(inHeader)) {
    fail("InvalidArgument", {
      // `assumed`
      message: `x-amz-content-sha256 must be ${[...payloadHashes, ...asymmetricHashes].join(", ")} or a valid sha256 value.`,
      ArgumentName: "x-amz-content-sha256",
      ArgumentValue: inHeader,
    });
  }
  return inHeader;
}
