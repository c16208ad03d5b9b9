import type { IncomingMessage } from "node:http";
import type { Dialect } from "../dialects/dialect.js";
import type { Speaker } from "../envelope.js";
import { fail, S3Error, s3Error } from "../errors.js";
import { type Done, handle } from "../pipeline.js";
import { type Failed, refusal } from "../refusal.js";
import type { S3 } from "../s3.js";
import { logRequest, requestEntry } from "../store/requestLog.js";
import type { HttpResponse } from "../wire/http.js";
import { answerPreflight, isPreflight, sharedAnswer } from "./crossOrigin.js";
import type { CheckedListenOptions } from "./listenOptions.js";
import { answerPostForm, isPostForm } from "./postObject.js";
import { withoutPresigning } from "./presignedRequest.js";
import { connectionLost, type Exchange, requestBody } from "./requestBody.js";
import { type RequestHead, readHead } from "./requestHead.js";
import type { Caller, RequestVerifier } from "./requestVerifier.js";
import { sendAnswer } from "./sendAnswer.js";

/** The mock behind a server. */
export interface Backend extends Speaker {
  readonly dialect: Dialect;
  readonly done: Done;
}

/** What all requests to one server have in common. */
export interface Site extends CheckedListenOptions {
  readonly backend: Backend;
  /** Absent where anyone may call. */
  readonly verifier: RequestVerifier | undefined;
}

/** Answers one request; whatever happens, the server goes on. */
export async function exchange(site: Site, connection: Exchange): Promise<void> {
  const { message, response } = connection;
  try {
    if (site.intercept?.(message, response)) return;
    // A client that goes away while it is answered is no fault.
    response.on("error", ignore);
    const answer = await answerTo(site, connection);
    if (!response.destroyed) send(site, connection, answer);
  } catch (error) {
    if (isConnectionLoss(error)) response.destroy();
    else answerFault(site, connection, error);
  }
}

function ignore(): void {}

async function answerTo(site: Site, connection: Exchange): Promise<HttpResponse> {
  const { backend, domains } = site;
  let head: RequestHead | undefined;
  let answer: HttpResponse;
  try {
    head = readHead(connection.message, domains);
    answer = await answerHead(site, connection, head);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    answer = refusal(backend, failed(connection.message), error);
    logRefused(backend.s3, connection.message, { error, statusCode: answer.statusCode });
  }
  return head === undefined ? answer : sharedAnswer(backend, head, answer);
}

async function answerHead(
  site: Site,
  connection: Exchange,
  head: RequestHead,
): Promise<HttpResponse> {
  const { backend, verifier, maxBodyBytes } = site;
  const { s3 } = backend;
  if (isPreflight(head)) return answerPreflight(backend, head);
  if (isPostForm(head.request)) {
    return answerPostForm(s3, head, {
      body: requestBody(connection, head.request, maxBodyBytes),
      verifier,
      put: (put, caller, bytes) => run(site, connection, { head: put, caller, body: bytes }),
    });
  }
  const caller = verifier ? await verifier.verify(head) : { accountId: s3.accountId };
  const request = withoutPresigning(head.request);
  const body = requestBody(connection, request, maxBodyBytes, caller.signatures);
  return run(site, connection, { head: { request, bucket: head.bucket }, caller, body });
}

/** What never came to the pipeline is remembered too: why a signature was refused, say. */
function logRefused(
  s3: S3,
  { method = "GET", headers }: IncomingMessage,
  { error, statusCode }: { error: S3Error; statusCode: number },
): void {
  const attempt = [headers["amz-sdk-request"]].flat()[0];
  const at = s3.time.now();
  const entry = requestEntry({ at, accountId: "", method, attempt, bucket: undefined });
  logRequest(s3.requestLog, { ...entry, error, statusCode });
}

interface Run {
  readonly head: RequestHead;
  readonly caller: Caller;
  readonly body: unknown;
}

async function run(
  { backend }: Site,
  { response }: Exchange,
  { head: { request, bucket }, caller: { accountId }, body }: Run,
): Promise<HttpResponse> {
  const checkAborted = (): undefined => {
    if (response.destroyed) throw connectionLost();
  };
  const { s3, dialect, done } = backend;
  const handsBack = false;
  const from = { request, body, bucket, accountId, handsBack, checkAborted, dialect, done };
  const answer = await handle(s3, from);
  // Nothing is handed back where nothing is asked back.
  return answer ?? fail("NotImplemented");
}

function send(site: Site, connection: Exchange, answer: HttpResponse): void {
  const { message, response, expectsContinue } = connection;
  const { method = "GET", url = "/" } = message;
  // The client may or may not send its body now: the next request could not be told from it.
  const closes = expectsContinue === true && !message.complete;
  let sent = answer;
  try {
    sendAnswer(response, answer, { method, closes });
  } catch (error) {
    if (response.headersSent || !isHeaderFault(error)) throw error;
    sent = refusal(site.backend, failed(message), unsendable());
    sendAnswer(response, sent, { method, closes });
  }
  site.onAnswer?.({
    method,
    url,
    host: message.headers.host ?? "",
    statusCode: response.statusCode,
    errorCode: sent.errorCode,
    requestId: sent.headers[site.backend.dialect.idHeaders.requestId] ?? "",
  });
}

function answerFault(site: Site, connection: Exchange, error: unknown): void {
  const { message, response } = connection;
  try {
    site.onFault(error instanceof Error ? error : new Error(String(error)));
    if (!response.headersSent && !response.destroyed) {
      send(site, connection, refusal(site.backend, failed(message), s3Error("InternalError")));
      return;
    }
  } catch {
    // There is no one left to tell.
  }
  response.destroy();
}

function failed({ method = "GET", url = "", headers }: IncomingMessage): Failed {
  const [path = ""] = url.split("?");
  return { method, resource: path.startsWith("/") ? `${headers.host ?? ""}${path}` : path };
}

/** Of the client's doing, or of a fault that a test asked for. */
function isConnectionLoss(error: unknown): boolean {
  return codeOf(error) === "ECONNRESET";
}

/** A header such as `response-content-disposition` asks for: of any text. */
function isHeaderFault(error: unknown): boolean {
  return codeOf(error) === "ERR_INVALID_CHAR";
}

/** Of an error of Node's, or of anything else. */
function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** The message is `assumed`. */
function unsendable(): S3Error {
  return s3Error("InvalidArgument", {
    message: "Header value cannot be represented using ISO-8859-1.",
  });
}
