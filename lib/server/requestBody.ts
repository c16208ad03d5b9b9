import type { IncomingMessage, ServerResponse } from "node:http";
import { connectionReset } from "../base/connectionReset.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { ChunkSignatures } from "../wire/awsChunked.js";
import { ArrivingBody } from "../wire/body.js";
import { ByteSink } from "./byteSink.js";

/** A request with its connection. */
export interface Exchange {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  /** The client sends its body when it has been told to. */
  readonly expectsContinue?: boolean;
}

/** What a body has to be like. */
export interface BodyRules {
  readonly maxBodyBytes: number;
  /** Whether it may come in chunks without its length being told. */
  readonly takesUnknownLength: boolean;
  /** Verifies those of its chunks. */
  readonly signatures?: ChunkSignatures | undefined;
}

/**
 * The body of a request, which begins to arrive when it is asked for.
 *
 * @returns undefined for a request that has none
 */
export function requestBody(
  exchange: Exchange,
  request: HttpRequest,
  { maxBodyBytes, takesUnknownLength, signatures }: BodyRules,
): ArrivingBody | undefined {
  const { headers } = request;
  const length = headers["content-length"];
  if (headers["transfer-encoding"] === undefined && (length === undefined || length === "0")) {
    if (length !== undefined || !needsLength(request)) return undefined;
    return new ArrivingBody(async () => fail("MissingContentLength"));
  }
  const arrive = async (): Promise<Buffer> => {
    const announced = length ?? headers["x-amz-decoded-content-length"];
    // S3 wants to know how much comes before it does; which error that is, is `assumed`.
    if (announced === undefined && !takesUnknownLength) {
      fail("NotImplemented", { Header: "Transfer-Encoding" });
    }
    const announcedBytes = Number(announced ?? 0);
    checkSize(announcedBytes, maxBodyBytes);
    if (exchange.expectsContinue) exchange.response.writeContinue();
    return collect(exchange.message, announcedBytes, maxBodyBytes);
  };
  return new ArrivingBody(arrive, signatures);
}

/**
 * Whether the body is an object's content, which needs a length even where it is empty. Nothing else
 * needs one, `assumed`: Java's HttpURLConnection sends none for CreateBucket and CopyObject.
 */
function needsLength({ method, path, query, headers }: HttpRequest): boolean {
  if (method !== "PUT" || headers["x-amz-copy-source"] !== undefined) return false;
  // With the bucket in the name of the host, a key without a slash is let in.
  const hasKey = /^\/[^/]+\/./.test(path);
  return hasKey && Object.keys(query).every((name) => contentQuery.test(name));
}

const contentQuery = /^(partNumber|uploadId|x-id|x-amz-.*)$/i;

/** The connection is gone before the request was complete: there is nobody to answer. */
export function connectionLost(): Error {
  return connectionReset("The client has closed its connection.");
}

function collect(
  message: IncomingMessage,
  announcedBytes: number,
  maxBodyBytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sink = new ByteSink(announcedBytes);
    const take = (piece: Uint8Array): void => {
      sink.add(piece);
      if (sink.bytes <= maxBodyBytes) return;
      message.off("data", take).resume();
      try {
        checkSize(sink.bytes, maxBodyBytes);
      } catch (error) {
        reject(error);
      }
    };
    message.on("data", take);
    message.once("end", () => resolve(sink.take()));
    message.once("error", () => reject(connectionLost()));
    message.once("close", () => {
      if (!message.complete) reject(connectionLost());
    });
  });
}

function checkSize(sizeBytes: number, maxBodyBytes: number): void {
  if (sizeBytes <= maxBodyBytes) return;
  fail("EntityTooLarge", {
    MaxSizeAllowed: String(maxBodyBytes),
    ProposedSize: String(sizeBytes),
  });
}
