import type { IncomingMessage } from "node:http";
import { fail, S3Error, s3Error } from "../base/errors.js";
import type { HttpRequest, HttpResponse } from "../base/http.js";
import { MockError } from "../base/mockError.js";
import { type AddressedRequest, addressRequest } from "../pipeline/addressRequest.js";
import type { Service } from "../pipeline/answerHeaders.js";
import { errorAnswer, type FailedRequest } from "../pipeline/errorAnswer.js";
import { handleRequest } from "../pipeline/handleRequest.js";
import type { Done } from "../pipeline/incoming.js";
import { namedAsSigned } from "../pipeline/signedHeaders.js";
import { logRequest, refusedRequest } from "../state/requestLog.js";
import type { S3 } from "../state/s3.js";
import type { ConsoleBackend, consoleInterface } from "./consoleInterface.js";
import { answerPreflight, isPreflight, sharedAnswer } from "./crossOrigin.js";
import type { CheckedListenOptions } from "./listenOptions.js";
import { isPostForm, readPostedForm } from "./postObject.js";
import { withoutPresigning } from "./presignedRequest.js";
import { withRegionHint } from "./regionHint.js";
import { connectionLost, type Exchange, requestBody } from "./requestBody.js";
import { readHead, urlOf } from "./requestHead.js";
import type { Caller, RequestVerifier } from "./requestVerifier.js";
import { sendAnswer } from "./sendAnswer.js";
import { checkServiceHost } from "./serviceHosts.js";

/** The mock behind a server. */
export interface Backend extends Service {
  readonly done: Done;
  /** What the console looks at, where it is asked for. */
  readonly console?: ConsoleBackend;
}

/** What all requests to one server have in common. */
export interface Endpoint extends CheckedListenOptions {
  readonly backend: Backend;
  /** Absent where anyone may call. */
  readonly verifier: RequestVerifier | undefined;
  /** Answers what is for the console; absent where there is none. */
  readonly showConsole?: ReturnType<typeof consoleInterface> | undefined;
}

/** Answers one request; whatever happens, the server goes on. */
export async function exchange(endpoint: Endpoint, connection: Exchange): Promise<void> {
  const { message, response } = connection;
  try {
    const { showConsole, intercept } = endpoint;
    if (showConsole?.(message, response) || intercept?.(message, response)) return;
    // A client that goes away while it is answered is no fault.
    response.on("error", ignore);
    const answer = await answerTo(endpoint, connection);
    if (!response.destroyed) send(endpoint, connection, answer);
  } catch (error) {
    if (isConnectionLoss(error)) response.destroy();
    else answerFault(endpoint, connection, error);
  }
}

function ignore(): void {}

async function answerTo(endpoint: Endpoint, connection: Exchange): Promise<HttpResponse> {
  const { backend, domains } = endpoint;
  let asked: AddressedRequest | undefined;
  let answer: HttpResponse;
  try {
    const { request, bucket } = readHead(connection.message, domains);
    checkServiceHost(request.hostname, endpoint);
    asked = addressRequest(backend.dialect, request, bucket);
    answer = await answerRequest(endpoint, connection, request, asked);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const refusal = asked === undefined ? error : withRegionHint(backend.s3, asked, error);
    answer = errorAnswer(backend, failed(connection.message), refusal);
    logRefused(backend.s3, connection.message, { error, statusCode: answer.statusCode });
  }
  return asked === undefined ? answer : sharedAnswer(backend, asked, answer);
}

/** @param sent - the request as its sender signed it */
async function answerRequest(
  endpoint: Endpoint,
  connection: Exchange,
  sent: HttpRequest,
  asked: AddressedRequest,
): Promise<HttpResponse> {
  const { backend, verifier, maxBodyBytes } = endpoint;
  const { s3, dialect } = backend;
  const { takesUnknownLength } = dialect;
  if (isPreflight(asked)) return answerPreflight(backend, asked);
  if (isPostForm(sent)) {
    const body = requestBody(connection, sent, { maxBodyBytes, takesUnknownLength });
    const form = await readPostedForm(s3, asked, body, verifier);
    return form.writeAnswer(await run(endpoint, connection, { ...form, isPostForm: true }));
  }
  const caller = verifier ? verifier.verify(sent, asked.address) : { accountId: s3.accountId };
  const request = withoutPresigning(asked.request);
  const { signatures } = caller;
  const body = requestBody(connection, request, { maxBodyBytes, takesUnknownLength, signatures });
  return run(endpoint, connection, { request, address: asked.address, caller, body });
}

/** What never came to the pipeline is remembered too: why a signature was refused, say. */
function logRefused(
  s3: S3,
  { method = "GET", headers }: IncomingMessage,
  { error, statusCode }: { error: S3Error; statusCode: number },
): void {
  const { "amz-sdk-request": attempt } = headers;
  const known = attempt === undefined ? {} : { "amz-sdk-request": String(attempt) };
  const at = s3.time.now();
  logRequest(s3.requestLog, refusedRequest({ at, method, headers: known, error, statusCode }));
}

interface Run extends AddressedRequest {
  readonly caller: Caller;
  readonly body: unknown;
  readonly isPostForm?: boolean;
}

async function run(
  { backend, verifier }: Endpoint,
  { message, response }: Exchange,
  { request, address, caller, body, isPostForm = false }: Run,
): Promise<HttpResponse> {
  const { s3, dialect, done } = backend;
  const isVerified = verifier !== undefined || dialect.verifySignature !== undefined;
  // Named one by one: an object that begins as a copy of another takes several times as long.
  const answer = await handleRequest(s3, {
    request,
    address,
    body,
    isPostForm,
    url: urlOf(request),
    bucket: address.bucket,
    accountId: caller.accountId,
    principalArn: caller.principalArn,
    sourceIp: message.socket.remoteAddress,
    handsBack: false,
    isSigned: isVerified || isPostForm ? undefined : namedAsSigned(request),
    checkAborted: (): undefined => {
      if (response.destroyed) throw connectionLost();
    },
    dialect,
    done,
  });
  // Nothing is handed back where nothing is asked back.
  return answer ?? fail("NotImplemented");
}

function send(endpoint: Endpoint, connection: Exchange, answer: HttpResponse): void {
  const { message, response, expectsContinue } = connection;
  const { method = "GET", url = "/" } = message;
  // The client may or may not send its body now: the next request could not be told from it.
  const closes = expectsContinue === true && !message.complete;
  let sent = answer;
  try {
    sendAnswer(response, answer, { method, closes });
  } catch (error) {
    if (response.headersSent || !isHeaderFault(error)) throw error;
    sent = errorAnswer(endpoint.backend, failed(message), unsendable());
    sendAnswer(response, sent, { method, closes });
  }
  endpoint.onAnswer?.({
    operation: sent.operation,
    method,
    url,
    host: message.headers.host ?? "",
    statusCode: response.statusCode,
    errorCode: sent.errorCode,
    requestId: sent.headers[endpoint.backend.dialect.idHeaders.requestId] ?? "",
  });
}

function answerFault(endpoint: Endpoint, connection: Exchange, error: unknown): void {
  const { message, response } = connection;
  try {
    endpoint.onFault(
      error instanceof Error ? error : new MockError(String(error), "ERR_MOCK_INTERNAL"),
    );
    if (!response.headersSent && !response.destroyed) {
      send(
        endpoint,
        connection,
        errorAnswer(endpoint.backend, failed(message), s3Error("InternalError")),
      );
      return;
    }
  } catch {
    // There is no one left to tell.
  }
  response.destroy();
}

function failed({ method = "GET", url = "", headers }: IncomingMessage): FailedRequest {
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
