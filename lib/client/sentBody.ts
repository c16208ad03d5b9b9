import { Readable } from "node:stream";
import { fail } from "../base/errors.js";
import { ArrivingBody } from "../wire/body.js";

/** As much of a request as says how its body is sent. */
interface SendableRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * The body of a request as the SDK's handler for Node sends it: nothing where there is nothing in it,
 * a Node stream as it is, anything else as `Buffer.from` sees it.
 *
 * @throws TypeError Node's own, for what that handler cannot send: a Blob, a web stream, a number
 */
export function sentBody(body: unknown): unknown {
  if (body instanceof Readable) return body;
  if (!body) return undefined;
  if (typeof body === "string") return body;
  // Declared for what it takes; what it does not take, it refuses, as in the handler.
  const bytes = ArrayBuffer.isView(body) ? body : Buffer.from(body as Uint8Array);
  return bytes.byteLength > 0 ? bytes : undefined;
}

/** Whether a body is a stream whose length no header tells: Node sends it in chunks. */
export function isUnmeasured({ headers, body }: SendableRequest): boolean {
  return body instanceof Readable && !Object.keys(headers).some((name) => lengthHeader.test(name));
}

const lengthHeader = /^(content-length|x-amz-decoded-content-length)$/i;

/**
 * The body that comes of chunks: S3 takes none, 501 NotImplemented. Node begins with the first piece,
 * so a stream that ends without one is no body.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonRequestHeaders.html
 */
export async function chunkedBody(stream: AsyncIterable<unknown>): Promise<unknown> {
  for await (const piece of stream) {
    if ((piece as Uint8Array | string).length === 0) continue;
    return new ArrivingBody(async () => fail("NotImplemented", { Header: "Transfer-Encoding" }));
  }
  return undefined;
}
