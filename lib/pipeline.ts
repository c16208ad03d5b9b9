import { answeringEach } from "./access/actions.js";
import { authorize, denialsIn } from "./access/authorize.js";
import { bucketOf } from "./accessPoints.js";
import { aws } from "./dialects/aws.js";
import type { Dialect } from "./dialects/dialect.js";
import { sealed } from "./envelope.js";
import { fail, S3Error } from "./errors.js";
import { openBucket } from "./operations/openBucket.js";
import type { Operation } from "./operations/operation.js";
import { refusal } from "./refusal.js";
import { applyDueWork } from "./replication/apply.js";
import { delayRequest, refuseRequest, spoilResponse } from "./requestFaults/strike.js";
import type { Requester, S3 } from "./s3.js";
import { logRequest, type RequestEntry, requestEntry, withoutBytes } from "./store/requestLog.js";
import { type Address, resolveAddress } from "./wire/addressing.js";
import { type CollectedBody, collectBody } from "./wire/body.js";
import type { HttpRequest, HttpResponse } from "./wire/http.js";
import { type IntegrityRules, requireChecksum } from "./wire/integrity.js";
import { type OperationModel, type OperationName, operationModel } from "./wire/model.js";
import { readRequest } from "./wire/readRequest.js";
import { route } from "./wire/router.js";
import { writeResponse } from "./wire/writeResponse.js";

/** A request with what it cannot say of itself. */
export interface Incoming {
  readonly request: HttpRequest;
  readonly body: unknown;
  /** The bucket that the client named, where the address alone leaves it open. */
  readonly bucket: string | undefined;
  /** Who sends it. */
  readonly accountId: string;
  /** Whether an operation that is not simulated is handed back instead of refused. */
  readonly handsBack: boolean;
  /** Throws when the client has given up: nothing happens then. Undefined where there is nothing to wait for. */
  readonly checkAborted: () => Promise<void> | undefined;
  /** Default: S3's own. */
  readonly dialect?: Dialect;
  /** Told what the request came to, before any other request can come in between. */
  readonly done?: Done;
}

/** The end of a request of an account; there is no answer where it is handed back or lost. */
export type Done = (accountId: string, answer: HttpResponse | undefined) => void;

/**
 * The way of a request: address, route, receive, read, run, write.
 *
 * @returns undefined where the operation is not simulated and handed back
 * @throws Error for a fault of the mock's own, which names the operation: never a 500, which the
 *   SDK would retry
 */
export async function handle(s3: S3, incoming: Incoming): Promise<HttpResponse | undefined> {
  const { accountId, bucket, request } = incoming;
  const entry = requestEntry({
    at: s3.time.now(),
    accountId,
    method: request.method,
    attempt: request.headers["amz-sdk-request"],
    bucket,
  });
  let response: HttpResponse | undefined;
  try {
    const call = find(incoming);
    entry.operation = call.name;
    entry.key = call.address.key;
    if (call.run === undefined && !incoming.handsBack) notSimulated(call.name);
    if (call.run !== undefined) {
      // Most requests are there as a whole, and spared the wait.
      const arriving = collectBody(call.request, incoming.body, integrityRules[call.name]);
      const sent = arriving instanceof Promise ? await arriving : arriving;
      checkSent(call, sent);
      const checking = incoming.checkAborted();
      if (checking !== undefined) await checking;
      response = answer(s3, accountId, { call, run: call.run, sent, entry });
    }
  } catch (error) {
    entry.error = error;
    if (!(error instanceof S3Error)) throw error;
    const { method, hostname, path } = request;
    const { dialect = aws } = incoming;
    response = refusal({ s3, dialect }, { method, resource: hostname + path }, error);
  } finally {
    entry.statusCode = response?.statusCode;
    logRequest(s3.requestLog, entry);
    incoming.done?.(accountId, response);
  }
  return response;
}

/** A request whose operation is known; `run` is undefined where that is not simulated. */
interface Call {
  readonly dialect: Dialect;
  readonly request: HttpRequest;
  readonly address: Address;
  readonly name: OperationName;
  readonly model: OperationModel;
  readonly run: Operation<never, object> | undefined;
}

function find(incoming: Incoming): Call {
  const { dialect = aws, bucket } = incoming;
  const request = dialect.readRequest?.(incoming.request) ?? incoming.request;
  const address = resolveAddress(request, bucket, dialect.parseHost);
  const name = route(request, address);
  return {
    dialect,
    request,
    address,
    name,
    model: operationModel(name),
    run: dialect.operations[name],
  };
}

/** What the headers about a body mean for two operations; for all others they are about the body. */
const integrityRules: Partial<Record<OperationName, IntegrityRules>> = {
  PutObject: { expectedDigest: "hex" },
  CompleteMultipartUpload: { checksumOf: "object" },
};

function checkSent({ model, dialect }: Call, { headers }: CollectedBody): void {
  if (model.bodyChecksumRequired && dialect.demandsChecksum) requireChecksum(headers);
}

/** A call whose body has arrived, and what is remembered of it. */
interface ReceivedCall {
  readonly call: Call;
  readonly run: Operation<never, object>;
  readonly sent: CollectedBody;
  readonly entry: RequestEntry;
}

/** From here on everything is synchronous: no other request comes in between. */
function answer(s3: S3, accountId: string, received: ReceivedCall): HttpResponse {
  const { call, entry } = received;
  const { dialect, request, address, name, model } = call;
  const bucket = bucketOf(s3, address);
  entry.bucket = bucket;
  const target = { operation: name, bucket, key: address.key };
  delayRequest(s3, target);
  applyDueWork(s3);
  entry.at = s3.time.now();
  refuseRequest(s3, target);
  const requester = requesterOf(s3, { accountId, region: address.region }, name, bucket);
  const input = read(s3, received, bucket, requester);
  const output = run(s3, received, input, requester);
  const answered = { method: request.method, operation: name, input };
  const response = sealed({ s3, dialect }, writeResponse(model, output), answered);
  spoilResponse(s3, target, response);
  entry.outputBytes = response.isObject ? response.body?.length : undefined;
  return response;
}

function requesterOf(
  s3: S3,
  requester: Requester,
  name: OperationName,
  bucket: string | undefined,
): Requester {
  if (!answeringEach.has(name)) return requester;
  return { ...requester, isDenied: denialsIn(s3, bucket, requester) };
}

function read(
  s3: S3,
  { call, sent, entry }: ReceivedCall,
  bucket: string | undefined,
  requester: Requester,
): Record<string, unknown> {
  const { name, model, request, address } = call;
  const { query } = request;
  const { key } = address;
  const { headers, bytes } = sent;
  if (model.input.body?.kind === "document" && name !== "CreateBucket") {
    // The bucket and its owner come before anything in a document (recorded 2026).
    const ExpectedBucketOwner = headers["x-amz-expected-bucket-owner"];
    openBucket(s3, { Bucket: bucket, ExpectedBucketOwner }, requester);
  }
  authorize(s3, name, { bucket, key, query, headers }, requester);
  const input = readRequest(model, { query, headers, bucket, key, body: bytes });
  entry.input = withoutBytes(input);
  entry.inputBytes = bytes?.length;
  return input;
}

function run(s3: S3, received: ReceivedCall, input: object, requester: Requester): object {
  try {
    // The model says what the wire has read; it is made from the same types as the operations.
    const output = received.run(s3, input as never, requester);
    received.entry.output = withoutBytes(output);
    return output;
  } catch (error) {
    if (error instanceof S3Error) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const what = `s3-replication-mock: ${received.call.name} failed in the mock itself`;
    throw new Error(`${what}: ${reason}`, { cause: error });
  }
}

function notSimulated(name: OperationName): never {
  return fail("NotImplemented", {
    message: `${name} is not simulated by s3-replication-mock`,
  });
}
