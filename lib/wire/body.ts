import { isAnyArrayBuffer } from "node:util/types";
import {
  checksumAlgorithms,
  checksumFields,
  checksumsLoaded,
  isNative,
  loadChecksums,
} from "../base/checksums.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { MockError } from "../base/mockError.js";
import { type ChunkSignatures, decodeAwsChunked, trailerSignature } from "./awsChunked.js";
import {
  type IntegrityRules,
  refuseSecondChecksum,
  trailerNames,
  verifyIntegrity,
} from "./integrity.js";

type Headers = HttpRequest["headers"];

/** What the verification needs of a request. Header names are in lower case. */
type Head = Pick<HttpRequest, "method" | "headers">;

/** A body that arrives in memory of the mock's own: no copy of it has to be made. */
export class ArrivingBody {
  constructor(
    /** Receives it; called once at most. */
    readonly arrive: () => Promise<Buffer | undefined>,
    /** Verifies the signatures of its chunks. */
    readonly signatures?: ChunkSignatures,
  ) {}
}

/** A body as S3 has received it. */
export interface CollectedBody {
  /** The mock's own copy, decoded; undefined if the request has no body at all. */
  readonly bytes: Uint8Array | undefined;
  /** Those of the decoded body: its length, its content encoding, and the announced trailers. */
  readonly headers: Headers;
}

/**
 * Receives the body of a request and verifies what its headers claim about it; on GET and HEAD they
 * claim nothing.
 *
 * Answers at once if the body is there and its checksum can be computed, otherwise with a promise.
 * A stream is read to its end, and its error is the error of the promise.
 *
 * @param body a string, bytes in any form, a stream or another async iterable of either, an
 *   ArrivingBody, or nothing
 * @throws S3Error IncompleteBody, RequestTimeout, InvalidDigest, BadDigest, XAmzContentSHA256Mismatch,
 *   InvalidRequest
 * @throws MockError if the body is of a kind that no client can send
 */
export function collectBody(
  head: Head,
  body: unknown,
  rules: IntegrityRules = {},
): CollectedBody | Promise<CollectedBody> {
  if (body instanceof ArrivingBody) return collectArriving(head, body, rules);
  const stream = streamOf(body);
  if (stream !== undefined) return collectStream(head, stream, rules);
  const bytes = copyOf(body);
  if (checksumsLoaded() || !needsLoadedChecksums(head)) return received(head, bytes, rules);
  return loadChecksums().then(() => received(head, bytes, rules));
}

async function collectArriving(
  head: Head,
  { arrive, signatures }: ArrivingBody,
  rules: IntegrityRules,
): Promise<CollectedBody> {
  const bytes = await arrive();
  if (!checksumsLoaded() && needsLoadedChecksums(head)) await loadChecksums();
  return received(head, bytes, rules, signatures);
}

async function collectStream(
  head: Head,
  stream: AsyncIterable<unknown>,
  rules: IntegrityRules,
): Promise<CollectedBody> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(asBytes(piece));
  if (!checksumsLoaded() && needsLoadedChecksums(head)) await loadChecksums();
  const bytes = Buffer.concat(pieces);
  // On the wire nothing tells a stream without content from no body.
  return received(head, bytes.length > 0 ? bytes : undefined, rules);
}

function received(
  { method, headers }: Head,
  sent: Buffer | undefined,
  rules: IntegrityRules,
  signatures?: ChunkSignatures,
): CollectedBody {
  if (method === "GET" || method === "HEAD") return { bytes: sent, headers };
  verifyContentLength(headers, sent?.length ?? 0);
  const collected = isAwsChunked(headers)
    ? decoded(headers, sent ?? Buffer.alloc(0), signatures)
    : { bytes: sent, headers: withoutAwsChunked(withContentLength(headers, sent)) };
  verifyIntegrity(collected.headers, collected.bytes ?? Buffer.alloc(0), rules);
  return collected;
}

function verifyContentLength(headers: Headers, sentBytes: number): void {
  const declared = headers["content-length"];
  // With a transfer encoding it means nothing. @see
  // https://www.rfc-editor.org/rfc/rfc9112#section-6.2
  if (declared === undefined || headers["transfer-encoding"] !== undefined) return;
  // A client keeps its connection open, and S3 waits for the rest.
  if (Number(declared) > sentBytes) fail("RequestTimeout");
  if (Number(declared) !== sentBytes) fail("IncompleteBody");
}

function withContentLength(headers: Headers, bytes: Uint8Array | undefined): Headers {
  if (bytes === undefined || headers["content-length"] === String(bytes.length)) return headers;
  return { ...headers, "content-length": String(bytes.length) };
}

/**
 * What is said of the payload decides: with a digest of the whole body it is not streamed, whatever its
 * encoding is called, and unsigned it must not be called so (both `assumed`). Where nothing is said, as
 * in requests without a signature, the encoding decides.
 *
 * @throws S3Error InvalidArgument
 */
function isAwsChunked(headers: Headers): boolean {
  const payload = headers["x-amz-content-sha256"];
  if (payload?.startsWith("STREAMING-")) return true;
  const encoding = headers["content-encoding"];
  if (encoding === undefined || !contentEncodings(encoding).includes("aws-chunked")) return false;
  if (payload === "UNSIGNED-PAYLOAD") {
    fail("InvalidArgument", {
      message: "aws-chunked encoding is not supported with an unsigned payload.",
      ArgumentName: "x-amz-content-sha256",
      ArgumentValue: payload,
    });
  }
  return payload === undefined;
}

function contentEncodings(value: string): string[] {
  return value.split(",").map((encoding) => encoding.trim());
}

function decoded(headers: Headers, sent: Buffer, signatures?: ChunkSignatures): CollectedBody {
  const declared = headers["x-amz-decoded-content-length"] ?? "";
  if (!/^\d+$/.test(declared)) fail("MissingContentLength");
  const announced = { sizeBytes: Number(declared), trailers: trailerNames(headers) };
  const { bytes, trailers } = decodeAwsChunked(sent, signatures, announced);
  return {
    bytes,
    headers: {
      ...withoutAwsChunked(headers),
      ...asHeaders(trailers, headers),
      "content-length": String(bytes.length),
    },
  };
}

/** The encoding of the transfer is none of the object's. */
function withoutAwsChunked(headers: Headers): Headers {
  if (headers["content-encoding"] === undefined) return headers;
  const { "content-encoding": encoding, ...rest } = headers;
  const encodings = contentEncodings(encoding).filter(
    (each) => each !== "aws-chunked" && each !== "",
  );
  return encodings.length === 0 ? rest : { ...rest, "content-encoding": encodings.join(",") };
}

/** @throws S3Error InvalidRequest for a trailer that is a header too */
function asHeaders(
  trailers: ReadonlyMap<string, string>,
  headers: Headers,
): Record<string, string> {
  const { [trailerSignature]: _, ...sent } = Object.fromEntries(trailers);
  if (Object.keys(sent).some((name) => headers[name] !== undefined)) refuseSecondChecksum();
  return sent;
}

const nativeHeaders = checksumAlgorithms
  .filter(isNative)
  .map((algorithm) => checksumFields[algorithm].header);

/**
 * Whether something about the request may call for an algorithm that Node does not have. S3 computes
 * CRC64NVME where a client sends no checksum, so all is well without them only if another one is there.
 */
function needsLoadedChecksums({ method, headers }: Head): boolean {
  if (method !== "PUT" && method !== "POST") return false;
  const trailer = headers["x-amz-trailer"];
  return !nativeHeaders.some((header) => headers[header] !== undefined || header === trailer);
}

function streamOf(body: unknown): AsyncIterable<unknown> | undefined {
  if (typeof body !== "object" || body === null || ArrayBuffer.isView(body)) return undefined;
  // The cast names the one member that has just been found.
  return Symbol.asyncIterator in body ? (body as AsyncIterable<unknown>) : undefined;
}

/** The one copy of a body that is there as a whole. */
function copyOf(body: unknown): Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  return typeof body === "string" ? Buffer.from(body) : Buffer.from(asBytes(body));
}

/** The bytes of a body or of a piece of a stream, without a copy. */
function asBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  if (ArrayBuffer.isView(body))
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (isAnyArrayBuffer(body)) return new Uint8Array(body);
  throw new MockError(
    `A request body cannot be sent as ${Object.prototype.toString.call(body)}: give a string, bytes or a stream.`,
  );
}
