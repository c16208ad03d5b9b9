/** The last requests, in a ring: a full one forgets the oldest with each new one. */
export interface RequestLog {
  /** How many it keeps. */
  readonly capacity: number;
  readonly entries: RequestEntry[];
  /** How many there have been since it was cleared. */
  count: number;
}

/** One request as it was run. Bodies are left out, so that nothing keeps their bytes. */
export interface RequestEntry {
  /** Undefined for a request that means no operation. */
  operation: string | undefined;
  /** Milliseconds since the epoch. */
  at: number;
  /** Empty where the server could not tell whose request it was, and so refused it. */
  readonly accountId: string;
  readonly method: string;
  /** The SDK's `amz-sdk-request` header, which counts attempts. */
  readonly attempt: string | undefined;
  bucket: string | undefined;
  key: string | undefined;
  input: object | undefined;
  output: object | undefined;
  error: unknown;
  /** Undefined where there was no answer, or none of the mock's. */
  statusCode: number | undefined;
  inputBytes: number | undefined;
  outputBytes: number | undefined;
}

/** A log of at most `capacity` requests. */
export function requestLog(capacity: number): RequestLog {
  return { capacity, entries: [], count: 0 };
}

/** A request that has just come. */
export function requestEntry({
  at,
  accountId,
  method,
  attempt,
  bucket,
}: Pick<RequestEntry, "at" | "accountId" | "method" | "attempt" | "bucket">): RequestEntry {
  return {
    operation: undefined,
    at,
    accountId,
    method,
    attempt,
    bucket,
    key: undefined,
    input: undefined,
    output: undefined,
    error: undefined,
    statusCode: undefined,
    inputBytes: undefined,
    outputBytes: undefined,
  };
}

/** An input or output as it may be remembered: leaving the member out would cost much more. */
export function withoutBytes(values: object): object {
  return "Body" in values ? { ...values, Body: undefined } : values;
}

/** Puts a request behind the others. */
export function logRequest(log: RequestLog, entry: RequestEntry): void {
  if (log.capacity === 0) return;
  log.entries[log.count % log.capacity] = entry;
  log.count++;
}

/** The requests, oldest first. */
export function loggedRequests({ entries, capacity, count }: RequestLog): RequestEntry[] {
  if (count <= capacity) return [...entries];
  const oldest = count % capacity;
  return [...entries.slice(oldest), ...entries.slice(0, oldest)];
}

/** Forgets all requests. */
export function clearRequests(log: RequestLog): void {
  log.entries.length = 0;
  log.count = 0;
}
