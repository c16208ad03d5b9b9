import { didYouMean } from "../base/closestName.js";
import { controlOperationNames } from "../base/controlOperationNames.generated.js";
import { frozenCopy } from "../base/frozenCopy.js";
import { MockError } from "../base/mockError.js";
import { operationNames } from "../base/operationNames.generated.js";
import { clearRequests, loggedRequests, type RequestRecord } from "../state/requestLog.js";
import type { S3 } from "../state/s3.js";

/** One request that the mock has had, as S3 understood it. */
export interface RecordedRequest<Input extends object = Readonly<Record<string, unknown>>> {
  /** S3's name of the operation; undefined for a request that means none. */
  readonly operation: string | undefined;
  /** When it was run, on the mock's clock. */
  readonly time: Date;
  /** Who sent it; empty where the server could not tell, and so refused it. */
  readonly accountId: string;
  /** Which attempt of the SDK's it was, from 1. */
  readonly attempt: number;
  readonly method: string;
  /** The HTTP status of the answer; undefined where there was none, or none of the mock's. */
  readonly statusCode: number | undefined;
  /** The headers that were sent, by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  /**
   * The input on the SDK's names, as it was read from the request, without its body. Undefined when
   * the request was refused before it was read.
   */
  readonly input: Readonly<Partial<Omit<Input, "Body">>> | undefined;
  /** The output on the SDK's names, without its body; undefined when it failed. */
  readonly output: Readonly<Record<string, unknown>> | undefined;
  /** What went wrong: an error of S3 or of the connection, by its code. */
  readonly error: RecordedError | undefined;
  /** The size of the body that was sent; undefined without one. */
  readonly inputBytes: number | undefined;
  /** The size of the object's content in the answer; undefined without one. */
  readonly outputBytes: number | undefined;
}

/** An error that a request ended with. */
export interface RecordedError {
  /** S3's code such as `NoSuchKey`, or one of the connection such as `ECONNRESET`. */
  readonly code: string;
  readonly message: string;
}

/** Which requests are asked for; what is left open is for all. */
export interface RequestFilter {
  readonly bucket?: string;
  readonly key?: string;
}

/** A command of the SDK: `HeadObjectCommand`, say. */
export type CommandClass<Input> = new (input: Input) => object;

/**
 * The requests that the mock has had, up to the number that the option `history` says. `reset` and
 * `restore` forget them.
 */
export interface RequestHistory extends Iterable<RecordedRequest> {
  /** All of them, oldest first. */
  all(filter?: RequestFilter): readonly RecordedRequest[];
  /**
   * Those of one operation, oldest first: of a command class, or of S3's name for it.
   *
   * @throws MockError when it is neither
   */
  of(operation: string, filter?: RequestFilter): readonly RecordedRequest[];
  of<Input extends object>(
    command: CommandClass<Input>,
    filter?: RequestFilter,
  ): readonly RecordedRequest<Input>[];
  /** Forgets them. */
  clear(): void;
}

/** The requests that one simulated S3 has had. */
export function requestHistory(s3: S3): RequestHistory {
  function find(
    operation: string | undefined,
    filter: RequestFilter = {},
  ): readonly RecordedRequest[] {
    const found = loggedRequests(s3.requestLog).filter(
      (entry) =>
        (operation === undefined || entry.operation === operation) &&
        (filter.bucket === undefined || entry.bucket === filter.bucket) &&
        (filter.key === undefined || entry.key === filter.key),
    );
    return Object.freeze(found.map(recorded));
  }
  return {
    all: (filter) => find(undefined, filter),
    // What a command was given is what S3 has read, but for the body.
    of: (command: string | CommandClass<never>, filter?: RequestFilter) =>
      find(operationName(command), filter) as readonly RecordedRequest<never>[],
    clear: () => clearRequests(s3.requestLog),
    [Symbol.iterator]: () => find(undefined)[Symbol.iterator](),
  };
}

/** The last requests, oldest first: of all others no copies are made. */
export function lastRequests(s3: S3, count: number): RecordedRequest[] {
  return loggedRequests(s3.requestLog).slice(-count).map(recorded);
}

function operationName(command: string | CommandClass<never>): string {
  const given = typeof command === "string" ? command : command?.name;
  const name = String(given).replace(/Command$/, "");
  const known = [...operationNames, ...controlOperationNames];
  if (known.some((each) => each === name)) return name;
  throw new MockError(
    `mock.requests.of: ${JSON.stringify(given)} is neither an operation of S3 nor a command of the SDK${didYouMean(name, known)}; pass "HeadObject" or HeadObjectCommand (its name where a bundler has shortened it)`,
  );
}

/** A view of a record: copies, because what an operation answers may be what a bucket keeps. */
function recorded(record: RequestRecord): RecordedRequest {
  const { at, headers, error, documentBytes, ...same } = record;
  return Object.freeze({
    ...same,
    // Members are the SDK's, which has an interface for each operation.
    input: frozenCopy(withoutBody(record.input)) as RecordedRequest["input"],
    output: frozenCopy(withoutBody(record.output)) as RecordedRequest["output"],
    headers: Object.freeze({ ...headers }),
    time: new Date(at),
    attempt: Number(/attempt=(\d+)/.exec(headers["amz-sdk-request"] ?? "")?.[1] ?? 1),
    error: error === undefined ? undefined : recordedError(error),
  });
}

function withoutBody(values: object | undefined): object | undefined {
  if (values === undefined || !("Body" in values)) return values;
  const { Body, ...others } = values;
  return others;
}

function recordedError(error: unknown): RecordedError {
  if (!(error instanceof Error)) return Object.freeze({ code: "Error", message: String(error) });
  const code = "code" in error ? String(error.code) : error.name;
  return Object.freeze({ code, message: error.message });
}
