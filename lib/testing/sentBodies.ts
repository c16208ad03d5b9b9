import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { MockError } from "../base/mockError.js";
import type { RecordedRequest } from "../observe/requestHistory.js";

/**
 * Whether a request's body was this one. The history keeps no bodies, so their digests tell: the
 * CRC32 that newer SDKs send, or the MD5 that S3 has answered as ETag.
 *
 * @param matcher - who asks, as it begins a sentence
 * @throws MockError where neither says
 */
export function hadBody(matcher: string, request: RecordedRequest, expected: unknown): boolean {
  if (typeof expected !== "string" && !(expected instanceof Uint8Array)) {
    throw new MockError(
      `${matcher}: Body has to be a string or a Uint8Array, because requests are remembered without their bodies: of others nothing can be told`,
    );
  }
  const bytes = Buffer.from(expected);
  if (request.inputBytes !== undefined && request.inputBytes !== bytes.length) return false;
  const { ChecksumCRC32 } = request.input ?? {};
  if (typeof ChecksumCRC32 === "string") {
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(bytes));
    return ChecksumCRC32 === checksum.toString("base64");
  }
  const { ETag, ServerSideEncryption = "AES256" } = request.output ?? {};
  if (typeof ETag === "string" && ServerSideEncryption === "AES256") {
    return ETag === `"${createHash("md5").update(bytes).digest("hex")}"`;
  }
  throw new MockError(
    `${matcher}: nothing that is remembered of ${request.operation} tells what its Body was: leave Body out, and read the object`,
  );
}
