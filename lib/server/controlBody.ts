import type { IncomingMessage } from "node:http";
import { ControlRefusal } from "./controlRefusal.js";

/**
 * Reads the body of a control request, as its pieces come: a snapshot is never there twice.
 *
 * @throws ControlRefusal 413 as soon as it is known to be longer than it may be
 */
export async function controlBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array[]> {
  checkSize(Number(request.headers["content-length"] ?? 0), maxBytes);
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of request) {
    sizeBytes += piece.length;
    checkSize(sizeBytes, maxBytes);
    pieces.push(piece);
  }
  return pieces;
}

function checkSize(sizeBytes: number, maxBytes: number): void {
  if (sizeBytes <= maxBytes) return;
  throw new ControlRefusal(413, `the body is longer than the ${maxBytes} bytes that this takes`);
}

/**
 * The JSON object that a body is; an empty one is an object without members.
 *
 * @throws ControlRefusal 415 for another content type, which a page of any origin may send; 400 for what
 *   is no JSON object
 */
export function jsonObject(
  pieces: readonly Uint8Array[],
  contentType: string | undefined,
): Readonly<Record<string, unknown>> {
  const isJson = /^application\/json\s*(?:;|$)/i.test(contentType ?? "");
  if (!isJson && (contentType !== undefined || pieces.length > 0)) {
    throw new ControlRefusal(
      415,
      `the content type is ${contentType ?? "missing"}; allowed is application/json`,
    );
  }
  if (pieces.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(pieces).toString());
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new ControlRefusal(
    400,
    'the body is no JSON object; allowed is one such as { "ms": 1000 }',
  );
}
