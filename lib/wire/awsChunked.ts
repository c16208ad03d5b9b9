import { fail } from "../base/errors.js";

/** What an `aws-chunked` body holds. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** Trailing headers, names in lower case. */
  readonly trailers: ReadonlyMap<string, string>;
}

/**
 * Verifies the signatures in an `aws-chunked` body, where the secret key is known; each call throws
 * the S3Error for one that is wrong or missing.
 */
export interface ChunkSignatures {
  /** Whether the trailers have a signature of their own. */
  readonly hasTrailers: boolean;
  /** Sees all chunks in order, the empty last one too. */
  verifyChunk(bytes: Uint8Array, signature: string | undefined): void;
  /** Sees the trailers, with their own signature among them. */
  verifyTrailers(trailers: ReadonlyMap<string, string>): void;
}

/** What the headers say of an `aws-chunked` body. */
export interface Announced {
  readonly sizeBytes: number;
  /** The names of the trailers. */
  readonly trailers: readonly string[];
}

// SigV4A pads its signatures with asterisks.
const chunkHead = /^([0-9a-f]{1,16})(?:;chunk-signature=([0-9a-f*]+))?$/i;

/** All chunks but the last one hold as much. */
const leastChunkBytes = 8192;

const trailerLine = /^([!#$%&'*+.^_`|~0-9a-z-]+):(.*)$/i;

/**
 * Takes a complete `aws-chunked` body apart, signed or unsigned, with or without trailers.
 *
 * The bytes are moved together inside `encoded`, so that no second copy is made: it has to be the
 * mock's own.
 *
 * @param signatures - what verifies them; without it they are skipped
 * @param announced - what there has to be; without it, it is not looked at
 * @throws S3Error IncompleteBody if the body ends early or its framing is malformed, MalformedTrailerError,
 *   InvalidChunkSizeError
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function decodeAwsChunked(
  encoded: Buffer,
  signatures?: ChunkSignatures,
  announced?: Announced,
): Decoded {
  let decodedBytes = 0;
  let position = 0;
  let previousBytes = leastChunkBytes;
  for (let number = 1; ; number++) {
    const head = lineAt(encoded, position);
    position += head.length + 2;
    const [, size, signature] = chunkHead.exec(head) ?? malformed();
    const sizeBytes = Number.parseInt(size ?? "", 16);
    if (sizeBytes === 0) {
      signatures?.verifyChunk(encoded.subarray(0, 0), signature);
      const trailers = trailersAt(encoded, position);
      if (signatures?.hasTrailers && !trailers.has(trailerSignature)) malformed();
      // That these come before a signature that is wrong is `assumed`, as versitygw's tests have it.
      if (announced !== undefined && announced.sizeBytes !== decodedBytes) fail("IncompleteBody");
      if (announced !== undefined) checkTrailers(trailers, announced.trailers);
      signatures?.verifyTrailers(trailers);
      return { bytes: encoded.subarray(0, decodedBytes), trailers };
    }
    if (previousBytes < leastChunkBytes) {
      fail("InvalidChunkSizeError", { Chunk: String(number), BadChunkSize: String(previousBytes) });
    }
    previousBytes = sizeBytes;
    const end = position + sizeBytes;
    if (end + 2 > encoded.length) malformed();
    if (encoded[end] !== 0x0d || encoded[end + 1] !== 0x0a) malformed();
    signatures?.verifyChunk(encoded.subarray(position, end), signature);
    encoded.copyWithin(decodedBytes, position, end);
    decodedBytes += sizeBytes;
    position = end + 2;
  }
}

/**
 * Trailers in lines up to an empty one. Some clients (minio-go) end a trailer as the string to sign has
 * it, with a line feed alone; its signature, or another empty line, then stands behind an empty line.
 * That S3 takes them is `assumed`, because those clients work with it.
 */
function trailersAt(encoded: Buffer, start: number): Map<string, string> {
  const trailers = new Map<string, string>();
  let position = start;
  for (;;) {
    const end = encoded.indexOf("\n", position, "latin1");
    if (end === -1) malformed();
    const line = encoded.toString("latin1", position, end).replace(/\r$/, "");
    position = end + 1;
    if (line === "") {
      if (position < encoded.length && isSignatureAt(encoded, position)) continue;
      break;
    }
    if (line.includes("\r")) malformed();
    const [, name, value] = trailerLine.exec(line) ?? [];
    if (name === undefined || value === undefined) return fail("MalformedTrailerError");
    trailers.set(name.toLowerCase(), value.trim());
  }
  const rest = encoded.toString("latin1", position, position + 3);
  if (rest !== "" && !(rest === "\r\n" && trailers.size > 0)) malformed();
  return trailers;
}

/** What signs the trailers, and is none of them. */
export const trailerSignature = "x-amz-trailer-signature";

/** The trailers are those that `x-amz-trailer` names (recorded 2025). */
function checkTrailers(trailers: ReadonlyMap<string, string>, announced: readonly string[]): void {
  const count = trailers.size - (trailers.has(trailerSignature) ? 1 : 0);
  const isSent = announced.every((name) => trailers.has(name));
  if (!isSent || count !== announced.length) fail("MalformedTrailerError");
}

function isSignatureAt(encoded: Buffer, position: number): boolean {
  const name = `${trailerSignature}:`;
  return encoded.toString("latin1", position, position + name.length).toLowerCase() === name;
}

/** The line without its end. Latin-1 as in headers, so its length is its bytes. */
function lineAt(encoded: Buffer, start: number): string {
  const end = encoded.indexOf("\r\n", start, "latin1");
  if (end === -1) malformed();
  return encoded.toString("latin1", start, end);
}

/**
 * S3 sees an end that came too early in any framing that it cannot read (recorded 2025).
 *
 * @throws S3Error IncompleteBody, always
 */
export function malformed(): never {
  fail("IncompleteBody", { message: "The request body terminated unexpectedly" });
}
