/** What an error of the mock's own is about: its `code`. */
export type MockErrorCode =
  /** An option or an argument is not one that is allowed. */
  | "ERR_MOCK_ARGUMENT"
  /** A bucket, version or configuration that a call is about is not there. */
  | "ERR_MOCK_NOT_FOUND"
  /** S3 would refuse what a mock is to start with. */
  | "ERR_MOCK_SEED";

/**
 * An error of the mock's own: it tells the author of a test what is wrong with a call. S3's errors are
 * never of this class.
 */
export class MockError extends Error {
  static {
    // On the prototype, as errors of the language have it: no member of its own that a comparison sees.
    Object.defineProperty(MockError.prototype, "name", { value: "MockError" });
  }

  constructor(
    message: string,
    readonly code: MockErrorCode = "ERR_MOCK_ARGUMENT",
  ) {
    super(message);
  }
}

/**
 * Lets the stack of the mock's own error begin where `called` was called: that is the line to correct.
 * Other errors stay as they are.
 */
export function beginAtCaller(error: unknown, called: (...given: never[]) => unknown): unknown {
  if (error instanceof MockError) Error.captureStackTrace(error, called);
  return error;
}
