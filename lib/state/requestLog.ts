import type { HttpRequest } from "../base/http.js";

/** The last requests, in a ring: a full one forgets the oldest with each new one. */
export interface RequestLog {
  /** How many it keeps at the most. */
  readonly capacity: number;
  /** What was forgotten leaves a gap, which is closed now and then. */
  readonly records: (RequestRecord | undefined)[];
  /** Where the oldest record is. */
  first: number;
  /** How much memory the records hold, about, in bytes. */
  heldBytes: number;
}

/** So much memory a log holds at the most, about. */
const budgetBytes = 12 * 1024 * 1024;

/** One request as it was run. Immutable; bodies are left out, so that nothing keeps their bytes. */
export interface RequestRecord {
  /** Undefined for a request that means no operation. */
  readonly operation: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Empty where the server could not tell whose request it was, and so refused it. */
  readonly accountId: string;
  readonly method: string;
  readonly headers: HttpRequest["headers"];
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly input: object | undefined;
  readonly output: object | undefined;
  readonly error: unknown;
  /** Undefined where there was no answer, or none of the mock's. */
  readonly statusCode: number | undefined;
  readonly inputBytes: number | undefined;
  readonly outputBytes: number | undefined;
  /** The size of the documents that were sent and answered: what input and output hold goes with it. */
  readonly documentBytes: number;
}

/** A log of at most `capacity` requests. */
export function requestLog(capacity: number): RequestLog {
  return { capacity, records: [], first: 0, heldBytes: 0 };
}

/** A request that was refused before anybody knew what it means. */
export function refusedRequest(
  known: Pick<RequestRecord, "at" | "method" | "headers" | "error" | "statusCode">,
): RequestRecord {
  return {
    ...known,
    operation: undefined,
    accountId: "",
    bucket: undefined,
    key: undefined,
    input: undefined,
    output: undefined,
    inputBytes: undefined,
    outputBytes: undefined,
    documentBytes: 0,
  };
}

/** An input or output as it may be remembered: leaving the member out would cost much more. */
export function withoutBytes(values: object): object {
  return "Body" in values ? { ...values, Body: undefined } : values;
}

/** Puts a request behind the others, and forgets the oldest where there are too many or too large ones. */
export function logRequest(log: RequestLog, record: RequestRecord): void {
  log.records.push(record);
  log.heldBytes += heldBytesOf(record);
  while (countOf(log) > log.capacity || (log.heldBytes > budgetBytes && countOf(log) > 1)) {
    log.heldBytes -= heldBytesOf(log.records[log.first] ?? record);
    log.records[log.first] = undefined;
    log.first++;
  }
  // Rarely enough that it costs nothing on the whole.
  if (log.first > log.capacity) {
    log.records.splice(0, log.first);
    log.first = 0;
  }
}

function countOf({ records, first }: RequestLog): number {
  return records.length - first;
}

/** An entry of a listing takes about as much as its XML does; a record with its headers some more. */
function heldBytesOf({ documentBytes }: RequestRecord): number {
  return 2_048 + documentBytes;
}

/** The requests, oldest first. */
export function loggedRequests({ records }: RequestLog): RequestRecord[] {
  return records.filter((record) => record !== undefined);
}

/** Forgets all requests. */
export function clearRequests(log: RequestLog): void {
  log.records.length = 0;
  log.first = 0;
  log.heldBytes = 0;
}
