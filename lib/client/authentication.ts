import type { Handler, Middleware } from "./middlewareStack.js";
import { type MiddlewareStackLike, replaceMiddleware, type StackEntry } from "./middlewareStack.js";

/** What of the SDK asks for credentials, by all the names it has had. */
const authentication: ReadonlySet<string> = new Set([
  "httpAuthSchemeMiddleware",
  "httpSigningMiddleware",
  "awsAuthMiddleware",
  // It begins a session before a directory bucket can be refused.
  "s3ExpressMiddleware",
]);

/** Lets requests pass by the authentication of a client, as long as it is told so. */
export interface AuthenticationBypass {
  /** Puts it in the place of a stack's authentication: who stands before or after it stays there. */
  applyTo(stack: MiddlewareStackLike): void;
  /** Puts the stack's authentication back. */
  removeFrom(stack: MiddlewareStackLike): void;
}

/**
 * No credentials are needed where the mock answers, so nothing may ask for them.
 *
 * @param answeredIn - tells whether the mock answers the requests of a context
 */
export function authenticationBypass(
  answeredIn: (context: object) => () => boolean,
): AuthenticationBypass {
  const originals = new WeakMap<Middleware, Middleware>();

  function bypass(entry: StackEntry): Middleware {
    const { middleware } = entry;
    if (!isAuthentication(entry) || originals.has(middleware)) return middleware;
    const bypassing: Middleware = (next, context) => {
      const isAnswered = answeredIn(context);
      const choose: Handler = (args) =>
        isAnswered() ? next(args) : middleware(next, context)(args);
      return choose;
    };
    originals.set(bypassing, middleware);
    return bypassing;
  }

  return {
    applyTo: (stack) => replaceMiddleware(stack, bypass),
    removeFrom: (stack) =>
      replaceMiddleware(stack, ({ middleware }) => originals.get(middleware) ?? middleware),
  };
}

function isAuthentication({ options: { name, aliases = [] } }: StackEntry): boolean {
  return [name, ...aliases].some((each) => each !== undefined && authentication.has(each));
}
