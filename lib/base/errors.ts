import { catalogue, type ExtraElements } from "./errorCatalogue.js";

/** A code S3 answers with, as `<Code>` spells it. */
export type ErrorCode = keyof typeof catalogue;

type Elements<Code extends ErrorCode> = Code extends keyof ExtraElements
  ? ExtraElements[Code]
  : unknown;

type Message<Code extends ErrorCode> = (typeof catalogue)[Code][1] extends ""
  ? { message: string }
  : { message?: string };

/** What `fail` takes beside the code: the extra elements, the message where it varies, headers. */
export type ErrorDetails<Code extends ErrorCode> = Elements<Code> &
  Message<Code> & { headers?: Readonly<Record<string, string>> };

/** An error of S3's own, on its way to the client as an `<Error>` document (or as a bare status on HEAD). */
export class S3Error extends Error {
  override readonly name = "S3Error";

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly statusCode: number,
    /** The extra child elements of `<Error>`, in the order they are written. */
    readonly elements: Readonly<Record<string, string>>,
    /** Headers of the answer beside the usual ones, lower case. */
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

/**
 * Ends the request with one of S3's errors.
 *
 * @throws S3Error always
 */
export function fail<Code extends ErrorCode>(
  code: Code,
  ...[details]: object extends ErrorDetails<Code>
    ? [details?: ErrorDetails<Code>]
    : [details: ErrorDetails<Code>]
): never {
  throw s3Error(code, details);
}

/** The same error as a value, for answers that list errors instead of being one. */
export function s3Error<Code extends ErrorCode>(code: Code, details?: ErrorDetails<Code>): S3Error {
  const { message, headers, ...elements } = (details ?? {}) as {
    message?: string;
    headers?: Record<string, string>;
    [element: string]: unknown;
  };
  const [statusCode, usualMessage] = catalogue[code];
  const present = Object.entries(elements).filter(([, value]) => value !== undefined);
  return new S3Error(
    code,
    message ?? usualMessage,
    statusCode,
    Object.fromEntries(present) as Record<string, string>,
    headers ?? {},
  );
}

/** Every code. */
// Object.keys is typed string[]; the table has no other keys.
export const errorCodes = Object.keys(catalogue) as readonly ErrorCode[];

/** The message a code has unless it is given one; empty where it differs from case to case. */
export function usualMessage(code: ErrorCode): string {
  return catalogue[code][1];
}
