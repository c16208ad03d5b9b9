import { type ChunkSignatures, malformed, trailerSignature } from "../wire/awsChunked.js";
import type { Scope, SigningTime } from "./credentialScope.js";
import { sha256, stringToSign, verifySignature } from "./signatureV4.js";

/** What the signatures in a body are computed with. */
export interface ChunkSigning {
  readonly key: Uint8Array;
  readonly scope: Scope;
  readonly time: SigningTime;
  /** The signature of the request, which the first chunk's follows. */
  readonly seedSignature: string;
  readonly hasTrailers: boolean;
}

/**
 * Verifies the chunks of a body, whose signatures build on each other, and its trailers.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function chunkSignatures(signing: ChunkSigning): ChunkSignatures {
  const { key, scope, time, seedSignature, hasTrailers } = signing;
  let previous = seedSignature;

  function verify(algorithm: string, signature = "", hashes: string[]): void {
    if (!/^[0-9a-f]{64}$/i.test(signature)) malformed();
    previous = verifySignature(key, signature, {
      accessKeyId: scope.accessKeyId,
      stringToSign: stringToSign(algorithm, scope, time, [previous, ...hashes]),
    });
  }

  return {
    hasTrailers,
    verifyChunk(bytes, signature) {
      verify("AWS4-HMAC-SHA256-PAYLOAD", signature, [sha256(""), sha256(bytes)]);
    },
    verifyTrailers(trailers) {
      if (!hasTrailers) return;
      let lines = "";
      for (const [name, value] of trailers) {
        if (name !== trailerSignature) lines += `${name}:${value}\n`;
      }
      verify("AWS4-HMAC-SHA256-TRAILER", trailers.get(trailerSignature), [sha256(lines)]);
    },
  };
}
