import { connectionReset } from "../base/connectionReset.js";
import { type ErrorCode, S3Error, s3Error } from "../base/errors.js";
import type { HttpResponse } from "../base/http.js";
import type { RequestDamage, RequestFault } from "../state/requestFault.js";
import type { S3 } from "../state/s3.js";

/** What a request is for, as far as faults look at it. */
export interface RequestTarget {
  readonly operation: string;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

/** Moves the mock's time on by what the request takes on its way. */
export function delayRequest(s3: S3, target: RequestTarget): void {
  if (s3.faults.requests.size === 0) return;
  for (const fault of faultsFor(s3, target)) {
    if (fault.kind !== "latency") continue;
    fault.struck++;
    s3.time.advance(fault.ms);
  }
}

/**
 * Ends a request before its operation has begun, if a fault says so.
 *
 * @throws S3Error the error of `respond`, with status 200 if it is inside of one
 * @throws Error with code ECONNRESET where the connection is lost
 */
export function refuseRequest(s3: S3, target: RequestTarget): void {
  if (s3.faults.requests.size === 0) return;
  for (const fault of faultsFor(s3, target)) {
    if (fault.kind !== "respond" && fault.kind !== "disconnectBefore") continue;
    fault.struck++;
    throw fault.kind === "respond" ? errorOf(fault, target) : connectionReset("socket hang up");
  }
}

/**
 * Spoils the answer of an operation that has taken effect, if a fault says so.
 *
 * @throws Error with code ECONNRESET where the connection is lost
 */
export function spoilResponse(s3: S3, target: RequestTarget, response: HttpResponse): void {
  if (s3.faults.requests.size === 0) return;
  for (const fault of faultsFor(s3, target)) {
    if (fault.kind === "disconnectAfter") {
      fault.struck++;
      throw connectionReset("socket hang up");
    }
    if (response.isObject && spoilBody(fault, response)) {
      fault.struck++;
      return;
    }
  }
}

/** Whether the fault had something to do; it has not with a body that is too short for it. */
function spoilBody(damage: RequestDamage, response: HttpResponse): boolean {
  const { body = new Uint8Array(0) } = response;
  if (damage.kind === "corrupt" && body.length > 0) {
    response.body = corrupted(body);
    return true;
  }
  if (damage.kind === "truncate" && body.length > damage.afterBytes) {
    response.brokenAfterBytes = damage.afterBytes;
    return true;
  }
  return false;
}

/** Inverts the byte in the middle. The body itself is what is stored, so it is a copy's. */
function corrupted(body: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(body);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}

/** The faults that take effect on a request, in the order in which they began. */
function* faultsFor(s3: S3, target: RequestTarget): Generator<RequestFault> {
  for (const fault of s3.faults.requests.values()) {
    if (fault.struck < (fault.times ?? Number.POSITIVE_INFINITY) && isFor(fault, target)) {
      yield fault;
    }
  }
}

function isFor({ operation, bucket, key, prefix }: RequestFault, target: RequestTarget): boolean {
  return (
    (operation === undefined || operation === target.operation) &&
    (bucket === undefined || bucket === target.bucket) &&
    (key === undefined || (target.key !== undefined && matches(key, target.key))) &&
    (prefix === undefined || target.key?.startsWith(prefix) === true)
  );
}

/** Whatever the flags of an expression are, it finds the same each time. */
function matches(pattern: string | RegExp, key: string): boolean {
  return typeof pattern === "string" ? pattern === key : key.search(pattern) !== -1;
}

function errorOf(
  { code, message, in200 }: Extract<RequestDamage, { kind: "respond" }>,
  { bucket = "", key = "" }: RequestTarget,
): S3Error {
  const named = elements[code]?.(bucket, key);
  // A code that needs more than this comes without it: a fault is not about a real cause.
  const details = { ...named, ...(message !== undefined && { message }) };
  const error = s3Error(code, details as never);
  if (!in200) return error;
  return new S3Error(error.code, error.message, 200, error.elements, error.headers);
}

/** The elements that errors have which say what is missing. */
const elements: Partial<
  Record<ErrorCode, (bucket: string, key: string) => Record<string, string>>
> = {
  NoSuchBucket: (BucketName) => ({ BucketName }),
  NoSuchKey: (_bucket, Key) => ({ Key }),
  ReplicationConfigurationNotFoundError: (BucketName) => ({ BucketName }),
};
