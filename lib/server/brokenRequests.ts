import { type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type S3Error, s3Error } from "../base/errors.js";
import { limits } from "../base/limits.js";
import { errorAnswer } from "../pipeline/errorAnswer.js";
import type { Endpoint } from "./exchange.js";
import { spelledHeader } from "./headerNames.js";

/**
 * Answers what never becomes a request of Node's: what is malformed, too long or too slow. Then the
 * connection is closed.
 *
 * @returns what has to be told of each answer that begins
 */
export function answerBrokenRequests(
  server: Server,
  { backend }: Endpoint,
): (response: ServerResponse) => void {
  const latest = new WeakMap<Duplex, ServerResponse>();

  function refuse(socket: Duplex, error: S3Error): void {
    if (!socket.writable || isAnswering(latest.get(socket))) {
      socket.destroy();
      return;
    }
    const {
      statusCode,
      headers,
      body = new Uint8Array(0),
    } = errorAnswer(backend, { method: "GET" }, error);
    const lines = Object.entries({ ...headers, "content-length": body.length, connection: "close" })
      .map(([name, value]) => `${spelledHeader(name)}: ${value}\r\n`)
      .join("");
    const head = `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines}\r\n`;
    socket.end(Buffer.concat([Buffer.from(head, "latin1"), body]), () => socket.destroy());
  }

  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    refuse(socket, errorOf(error.code));
  });
  server.on("timeout", (socket: Socket) => {
    const response = latest.get(socket);
    const hasBegun = response === undefined ? socket.bytesRead > 0 : !response.req.complete;
    // Where nothing was asked, nothing is answered.
    if (hasBegun) refuse(socket, s3Error("RequestTimeout"));
    else socket.destroy();
  });
  return (response) => {
    if (response.socket !== null) latest.set(response.socket, response);
  };
}

/** Whether something of an answer may be on its way, which another one would tear apart. */
function isAnswering(response: ServerResponse | undefined): boolean {
  if (response === undefined) return false;
  return response.req.complete ? !response.writableFinished : response.headersSent;
}

/** Codes of Node and its parser. */
function errorOf(code: string | undefined): S3Error {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return s3Error("RequestHeaderSectionTooLarge", {
        MaxSizeAllowed: String(limits.requestHeadBytes),
      });
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return s3Error("RequestTimeout");
    case "HPE_INVALID_EOF_STATE":
      return s3Error("IncompleteBody");
    default:
      // `assumed`
      return s3Error("BadRequest", { message: "An error occurred when parsing the HTTP request." });
  }
}
