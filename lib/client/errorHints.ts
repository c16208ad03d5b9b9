import type { Handler, Middleware } from "./middlewareStack.js";

/** Says what has probably been overlooked; undefined where nothing is certain. */
export type HintOf = (
  error: { readonly message: string; readonly statusCode: number | undefined },
  input: object,
) => string | undefined;

/** Puts hints on the errors that a client throws. */
export interface ErrorHints {
  /** Outside of what makes errors of answers. */
  readonly middleware: Middleware;
  /** Remembers that an answer is the mock's own, if an error will be made of it. */
  answered(response: { readonly statusCode: number }): void;
}

/**
 * Hints beside the wire: what S3 answers, and what the SDK makes of it, stays as it is; `error.hint`
 * and the printed stack say more. Errors that the mock has not answered get none.
 */
export function errorHints(hintOf: HintOf): ErrorHints {
  const answers = new WeakSet<object>();
  return {
    answered(response) {
      if (response.statusCode >= 400) answers.add(response);
    },
    middleware: (next: Handler) => (args) =>
      next(args).catch((error: unknown) => {
        addHint(error, args, { answers, hintOf });
        throw error;
      }),
  };
}

function addHint(
  error: unknown,
  args: object,
  { answers, hintOf }: { readonly answers: WeakSet<object>; readonly hintOf: HintOf },
): void {
  if (!(error instanceof Error) || "hint" in error) return;
  const response = "$response" in error ? error.$response : undefined;
  if (typeof response !== "object" || response === null || !answers.has(response)) return;
  const { statusCode } = response as { statusCode?: number };
  const hint = hintOf({ message: error.message, statusCode }, inputOf(args));
  if (hint === undefined) return;
  // Not enumerable, so that it is no part of what a test compares or a logger writes down.
  Object.defineProperty(error, "hint", { value: hint, configurable: true, writable: true });
  const stack = String(error.stack);
  const end = stack.indexOf("\n    at ");
  const head = end === -1 ? stack : stack.slice(0, end);
  error.stack = `${head}\n  hint: ${hint}${stack.slice(head.length)}`;
}

/** The deserializer has what the command was given among its arguments. */
function inputOf(args: object): object {
  const input = "input" in args ? args.input : undefined;
  return typeof input === "object" && input !== null ? input : {};
}
