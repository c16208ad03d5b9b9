import type { Handler } from "./middlewareStack.js";

/** What newer clients tell a middleware of the signal that a send was given. */
export interface AbortContext {
  readonly __smithy_context?: { readonly abortSignal?: SignalLike };
}

/** Both the platform's AbortSignal and the SDK's own old one. */
interface SignalLike {
  readonly aborted: boolean;
  addEventListener?(type: "abort", listener: () => void): void;
  removeEventListener?(type: "abort", listener: () => void): void;
}

/** Whether and when the caller gives a request up. */
export interface Abortion {
  /** Throws the SDK's own AbortError if the caller has given up; undefined where nobody can have. */
  check(): Promise<void> | undefined;
  /** The body of the request, which throws the same while it is read. */
  readonly body: unknown;
}

/** As much of a request as it takes. */
interface AbortableRequest {
  readonly protocol: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Watches the signal of a client's sends, as far as the client's version lets a middleware see it. */
export function abortWatch(): (
  next: Handler,
  context: AbortContext,
  request: AbortableRequest,
) => Abortion {
  let userAgent: string | undefined;
  let isShown = false;
  return (next, context, { protocol, headers, body }) => {
    const signal = context.__smithy_context?.abortSignal;
    if (userAgent !== headers["user-agent"]) {
      userAgent = headers["user-agent"];
      isShown = showsSignals(userAgent);
    }
    const check =
      signal === undefined && isShown ? nothing : () => checkAborted(next, signal, protocol);
    return { check, body: isStream(body) ? readUntilAborted(body, signal, check) : body };
  };
}

function nothing(): undefined {}

/**
 * Whether a client of this version shows its middleware the signal of each send that has one. Seen
 * in 3.1168, and not yet in 3.1000; in between it is asked for in the other way, which works too.
 */
function showsSignals(userAgent: string | undefined): boolean {
  const [, major, minor] = /^aws-sdk-js\/(\d+)\.(\d+)\./.exec(userAgent ?? "") ?? [];
  return Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 1168);
}

const notAborted = Symbol("not aborted");

/**
 * The abort signal of a send is out of a middleware's reach on most versions, but not of the real
 * handler's: it rejects when the signal is aborted, before it looks at the request. So it is given
 * one that cannot be looked at.
 */
async function checkAborted(
  next: Handler,
  signal: SignalLike | undefined,
  protocol: string,
): Promise<void> {
  if (signal?.aborted === false) return;
  try {
    await next({ request: new UnreadableRequest(protocol) });
  } catch (error) {
    if (error !== notAborted) throw error;
  }
}

/** A request without content: whoever looks at any of it is past the point of aborting. */
class UnreadableRequest {
  // The newest handler looks at the protocol first, to choose an agent.
  constructor(readonly protocol: string) {}
  get method(): never {
    throw notAborted;
  }
  get headers(): never {
    throw notAborted;
  }
  get hostname(): never {
    throw notAborted;
  }
  get port(): never {
    throw notAborted;
  }
  get path(): never {
    throw notAborted;
  }
  get query(): never {
    throw notAborted;
  }
  get body(): never {
    throw notAborted;
  }
}

function isStream(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

/**
 * A stream that is given up is left as it is, not destroyed: the real handler unpipes it. One that
 * stands still while it is given up is noticed where the signal can be seen; on older clients, with
 * its next piece.
 */
async function* readUntilAborted(
  stream: AsyncIterable<unknown>,
  signal: SignalLike | undefined,
  check: Abortion["check"],
): AsyncGenerator<unknown> {
  await check();
  const iterator = stream[Symbol.asyncIterator]();
  let abort = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    abort = () => resolve(undefined);
  });
  signal?.addEventListener?.("abort", abort);
  try {
    for (;;) {
      const piece = await Promise.race([iterator.next(), aborted]);
      await check();
      if (piece === undefined || piece.done) return;
      yield piece.value;
    }
  } finally {
    signal?.removeEventListener?.("abort", abort);
  }
}
