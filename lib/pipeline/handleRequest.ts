import type { Requester } from "../access/requester.js";
import { doDueTasks } from "../agenda/doDueTasks.js";
import { S3Error } from "../base/errors.js";
import type { HttpResponse } from "../base/http.js";
import { MockError } from "../base/mockError.js";
import {
  loadParquetWriter,
  parquetWriterLoaded,
  parquetWriterLoading,
} from "../base/parquetWriter.js";
import { delayRequest, refuseRequest, spoilResponse } from "../faults/applyRequestFaults.js";
import { atomically } from "../state/checkpoint.js";
import { tellChanges } from "../state/report.js";
import { logRequest, type RequestRecord, withoutBytes } from "../state/requestLog.js";
import type { S3 } from "../state/s3.js";
import { type CollectedBody, collectBody } from "../wire/body.js";
import { readRequest } from "../wire/readRequest.js";
import { writeResponse } from "../wire/writeResponse.js";
import { addressedBucket } from "./addressedBucket.js";
import { admitRequest } from "./admitRequest.js";
import { withAnswerHeaders } from "./answerHeaders.js";
import { bodyRules, checkBody, checkStreaming } from "./bodyRules.js";
import { errorAnswer } from "./errorAnswer.js";
import type { Incoming } from "./incoming.js";
import { checkHeadersOf } from "./refusedHeaders.js";
import {
  isControlRequest,
  type RoutedRequest,
  refuseUnsimulated,
  routeRequest,
} from "./routeRequest.js";
import { checkSignedText } from "./signedHeaders.js";

/** What came to be known of a request on its way. */
interface Progress {
  /** When it was run, in milliseconds since the epoch. */
  at: number;
  routed?: RoutedRequest;
  bucket?: string | undefined;
  input?: object;
  inputBytes?: number | undefined;
  output?: object;
}

/**
 * The way of a request: address and route it, receive its body, do what is due, let faults take effect,
 * authorize, read, run, write the answer.
 *
 * @returns undefined where the operation is not simulated and handed back
 * @throws MockError for a fault of the mock's own, which names the operation: never a 500, which the
 *   SDK would retry
 */
export async function handleRequest(s3: S3, incoming: Incoming): Promise<HttpResponse | undefined> {
  const { dialect } = incoming;
  const progress: Progress = { at: s3.time.now(), bucket: incoming.bucket };
  let response: HttpResponse | undefined;
  let error: unknown;
  try {
    const routed = routeRequest(incoming);
    progress.routed = routed;
    // Most requests are there as a whole, and spared the wait.
    const arriving = routed.run && receive(routed, incoming.body);
    const sent = arriving instanceof Promise ? await arriving : arriving;
    const writer = neededWriter(routed, sent);
    if (writer !== undefined) await writer;
    const checking = incoming.checkAborted();
    if (checking !== undefined) await checking;
    response = answer(s3, incoming, routed, sent, progress);
  } catch (thrown) {
    error = thrown;
    if (!(thrown instanceof S3Error)) throw thrown;
    const { method, hostname, path } = incoming.request;
    const failed = { method, resource: hostname + path, isControl: isControlRequest(incoming) };
    response = errorAnswer({ s3, dialect }, failed, thrown);
  } finally {
    if (response !== undefined && progress.routed) response.operation = progress.routed.operation;
    logRequest(s3.requestLog, requestRecord(incoming, progress, { response, error }));
    incoming.done?.(incoming.accountId, response);
  }
  return response;
}

function receive(
  { request, operation, dialect, model }: RoutedRequest,
  body: unknown,
): CollectedBody | Promise<CollectedBody> {
  checkStreaming(request, model);
  const rules = bodyRules[operation];
  const arriving = collectBody(request, body, rules);
  const requiresChecksum = dialect.requiresChecksum && rules?.requiresChecksum === true;
  if (!requiresChecksum && !rules?.takesNoBody && !rules?.mostBytes) return arriving;
  const checked = (sent: CollectedBody) => {
    checkBody(sent, { ...rules, requiresChecksum });
    return sent;
  };
  return arriving instanceof Promise ? arriving.then(checked) : checked(arriving);
}

/**
 * What writes Parquet is loaded where a configuration asks for such reports: they are made when nothing
 * can be waited for.
 */
function neededWriter(
  { operation }: RoutedRequest,
  sent: CollectedBody | undefined,
): Promise<void> | undefined {
  if (operation === "PutBucketInventoryConfiguration" && !parquetWriterLoaded()) {
    const isParquet = Buffer.from(sent?.bytes ?? "").includes(">Parquet<");
    if (isParquet) return loadParquetWriter();
  }
  return parquetWriterLoading();
}

/** From here on everything is synchronous: no other request comes in between. */
function answer(
  s3: S3,
  incoming: Incoming,
  routed: RoutedRequest,
  sent: CollectedBody | undefined,
  progress: Progress,
): HttpResponse | undefined {
  const { dialect, request, address, operation, model, run } = routed;
  const isNew = operation === "CreateBucket" && address.kind === "s3";
  // The name of a bucket to be made is judged by the rules of names, also where an alias looks so.
  const bucket = run === undefined || isNew ? address.bucket : addressedBucket(s3, address);
  progress.bucket = bucket;
  const target = { operation, bucket, key: address.key };
  delayRequest(s3, target);
  doDueTasks(s3);
  progress.at = s3.time.now();
  refuseRequest(s3, target);
  if (run === undefined || sent === undefined) {
    return incoming.handsBack ? undefined : refuseUnsimulated(routed);
  }
  const { headers, bytes: body } = sent;
  if (incoming.isSigned) checkSignedText(headers, incoming.isSigned);
  checkHeadersOf(operation, headers);
  const { query } = request;
  const { labels } = routed;
  const { key } = address;
  const readInput = () => readRequest(model, { query, headers, bucket, key, labels, body });
  const requester = admitRequest(s3, incoming, routed, { bucketName: bucket, readInput });
  const input = readInput();
  progress.input = withoutBytes(input);
  progress.inputBytes = body?.length;
  const response = atomically(s3, () => {
    const output = runOperation(s3, routed, input, requester) ?? {};
    progress.output = withoutBytes(output);
    const answered = { method: request.method, operation, input };
    return withAnswerHeaders({ s3, dialect }, writeResponse(model, output), answered);
  });
  tellChanges(s3);
  spoilResponse(s3, target, response);
  return response;
}

function runOperation(
  s3: S3,
  { operation, run }: RoutedRequest,
  input: object,
  requester: Requester,
): object | undefined {
  try {
    // The model says what the wire has read; it is made from the same types as the operations.
    return run?.(s3, input as never, requester);
  } catch (error) {
    if (error instanceof S3Error || isSlip(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const what = `s3-replication-mock: ${operation} failed in the mock itself`;
    throw new MockError(`${what}: ${reason}`, "ERR_MOCK_INTERNAL", { cause: error });
  }
}

/** A function of the test author's has given what is not allowed: that is no fault of the mock. */
function isSlip(error: unknown): boolean {
  return error instanceof MockError && error.code !== "ERR_MOCK_INTERNAL";
}

function requestRecord(
  { request: { method, headers }, accountId }: Incoming,
  { at, routed, bucket, input, inputBytes, output }: Progress,
  { response, error }: { response: HttpResponse | undefined; error: unknown },
): RequestRecord {
  const answered = error === undefined ? response : undefined;
  const isDocument = routed?.model.input.body?.kind === "document";
  const answeredDocument = answered?.isObject ? undefined : answered?.body;
  return {
    at,
    operation: routed?.operation,
    accountId,
    method,
    headers,
    bucket,
    key: routed?.address.key,
    input,
    output,
    error,
    statusCode: response?.statusCode,
    inputBytes,
    outputBytes: answered?.isObject ? answered.body?.length : undefined,
    documentBytes: (isDocument ? (inputBytes ?? 0) : 0) + (answeredDocument?.length ?? 0),
  };
}
