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
 * A stream whose length no header tells goes in chunks, which S3 does not take: 501 NotImplemented.
 *
 * @throws TypeError Node's own, for what that handler cannot send: a Blob, a web stream, a number
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonRequestHeaders.html
 */
export function sentBody({ headers, body }: SendableRequest): unknown {
  if (body instanceof Readable) return hasLength(headers) ? body : bodyWithoutLength();
  if (!body) return undefined;
  if (typeof body === "string" || ArrayBuffer.isView(body)) return body;
  // Declared for what it takes; what it does not take, it refuses, as in the handler.
  return Buffer.from(body as Uint8Array);
}

function hasLength(headers: SendableRequest["headers"]): boolean {
  return Object.keys(headers).some((name) => lengthHeader.test(name));
}

const lengthHeader = /^(content-length|x-amz-decoded-content-length)$/i;

function bodyWithoutLength(): ArrivingBody {
  return new ArrivingBody(async () => fail("NotImplemented", { Header: "Transfer-Encoding" }));
}
