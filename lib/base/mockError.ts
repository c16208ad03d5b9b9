/** What an error of the mock's own is about: its `code`. */
export type MockErrorCode =
  /** An option or an argument is not one that is allowed. */
  | "ERR_MOCK_ARGUMENT"
  /** A bucket, version or configuration that a call is about is not there. */
  | "ERR_MOCK_NOT_FOUND"
  /** S3 would refuse what a mock is to start with. */
  | "ERR_MOCK_SEED"
  /** A client, a class of clients or the environment belongs to another mock or account already. */
  | "ERR_MOCK_TAKEN"
  /** What is to be restored is no snapshot, or not a whole one. */
  | "ERR_MOCK_SNAPSHOT"
  /** Replication at an endpoint has not ended in time. */
  | "ERR_MOCK_TIMEOUT"
  /** A server that is called does not answer, or not as it should. */
  | "ERR_MOCK_ENDPOINT"
  /** A command cannot do what it was told, or has found what it was to look for. */
  | "ERR_MOCK_COMMAND"
  /** A fault of the mock itself: please report it. */
  | "ERR_MOCK_INTERNAL";

/**
 * An error of the mock's own: it tells the author of a test what is wrong with a call. S3's errors are
 * never of this class.
 */
export class MockError extends Error {
  constructor(
    message: string,
    readonly code: MockErrorCode = "ERR_MOCK_ARGUMENT",
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

// On the prototype, as errors of the language have it: no member of its own that a comparison sees. Not
// in the class, which a bundler would have to give a second name for that, and printed errors show it.
Object.defineProperty(MockError.prototype, "name", { value: "MockError", writable: true });

type Called = (...given: never[]) => unknown;

/**
 * Lets the stack of the mock's own error begin where `called` was called: that is the line to correct.
 * Faults of the mock itself keep the line that is at fault, and other errors stay as they are.
 */
export function beginAtCaller(error: unknown, called: Called): unknown {
  if (error instanceof MockError && error.code !== "ERR_MOCK_INTERNAL") {
    const { stack } = error;
    Error.captureStackTrace(error, called);
    // Nothing is left where it was not called on the way here.
    if (stack !== undefined && !error.stack?.includes("\n    at ")) error.stack = stack;
  }
  return error;
}

/** The same for what ends later, when its caller is on no stack any more. */
export async function beginLaterAtCaller<Result>(
  called: Called,
  run: () => Promise<Result>,
): Promise<Result> {
  const here: { stack?: string } = {};
  Error.captureStackTrace(here, called);
  try {
    return await run();
  } catch (error) {
    if (error instanceof MockError && error.code !== "ERR_MOCK_INTERNAL") {
      error.stack = String(here.stack).replace(/^.*/, () => `${error.name}: ${error.message}`);
    }
    throw error;
  }
}
