import type { ServerResponse } from "node:http";
import type { HttpResponse } from "../base/http.js";
import { spelledHeader } from "./headerNames.js";

/** As much as is handed to a socket at once. */
const sliceBytes = 64 * 1024;

/**
 * Sends an answer: the head and a small body in one write, a large body as fast as the client takes
 * it. No byte of it is copied.
 *
 * @throws TypeError with code ERR_INVALID_CHAR for a header that HTTP cannot carry; nothing is sent
 *   then
 */
export function sendAnswer(
  response: ServerResponse,
  { statusCode, headers, body, brokenAfterBytes }: HttpResponse,
  { method, closes }: { method: string; closes: boolean },
): void {
  const list: string[] = [];
  for (const name in headers) list.push(spelledHeader(name), headers[name] ?? "");
  if (body !== undefined && headers["content-length"] === undefined) {
    list.push("Content-Length", String(body.length));
  }
  if (closes) list.push("Connection", "close");
  // The pipeline has put it there, on the mock's clock.
  response.sendDate = false;
  response.writeHead(statusCode, list);
  if (body === undefined || method === "HEAD") {
    response.end();
  } else if (brokenAfterBytes !== undefined && brokenAfterBytes < body.length) {
    response.write(body.subarray(0, brokenAfterBytes), () => response.destroy());
  } else if (body.length <= sliceBytes) {
    response.end(body);
  } else {
    stream(response, body);
  }
}

function stream(response: ServerResponse, body: Uint8Array): void {
  let position = 0;
  const pump = (): void => {
    for (;;) {
      const slice = body.subarray(position, position + sliceBytes);
      position += slice.length;
      if (position === body.length) {
        response.end(slice);
        return;
      }
      if (!response.write(slice)) break;
    }
    response.once("drain", pump);
  };
  pump();
}
