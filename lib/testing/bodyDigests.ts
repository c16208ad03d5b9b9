import { createHash } from "node:crypto";
import { PassThrough, pipeline, Readable } from "node:stream";
import type { BodyDigest } from "./recordingFile.js";

/** A digest that is known when all of the body has gone by. */
export type PendingDigest = () => BodyDigest;

const unknown: BodyDigest = { $body: { sha256: undefined, sizeBytes: undefined } };

/**
 * The digest of a body that is sent, which goes on as it is. Of a stream it is known when it has been
 * sent; of what is neither bytes nor a stream of Node's, never.
 */
export function sentDigest(body: unknown): PendingDigest {
  if (typeof body === "string" || body instanceof Uint8Array) {
    const digest = hashing();
    digest.add(Buffer.from(body));
    digest.end();
    return digest.result;
  }
  // What is buffered already has gone by.
  if (!(body instanceof Readable) || body.readableLength > 0) return () => unknown;
  const digest = hashing();
  const push = body.push.bind(body);
  body.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk === null) digest.end();
    else if (typeof chunk === "string") digest.add(Buffer.from(chunk, encoding));
    else if (chunk instanceof Uint8Array) digest.add(chunk);
    return push(chunk, encoding);
  };
  return digest.result;
}

/** A body that is received, to be read in place of the first, and its digest once it has been. */
export function receivedDigest(body: unknown): {
  readonly body: unknown;
  readonly digest: PendingDigest;
} {
  if (!(body instanceof Readable)) return { body, digest: () => unknown };
  const digest = hashing();
  const passed = new PassThrough({
    transform(chunk: Uint8Array, _encoding, done) {
      digest.add(chunk);
      done(null, chunk);
    },
  });
  pipeline(body, passed, (error) => {
    if (!error) digest.end();
  });
  return { body: passed, digest: digest.result };
}

function hashing() {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  let result = unknown;
  return {
    add(bytes: Uint8Array): void {
      hash.update(bytes);
      sizeBytes += bytes.length;
    },
    end(): void {
      if (result === unknown) result = { $body: { sha256: hash.digest("hex"), sizeBytes } };
    },
    result: (): BodyDigest => result,
  };
}
