import type { Handler, Middleware, MiddlewareStackLike } from "./middlewareStack.js";

/**
 * Brings a handler to where a stack ends, which is below every middleware: no step and no priority
 * leads there. A middleware on the stack shows that it is wanted, and goes with the stack's entries
 * wherever the SDK copies them.
 */
export interface Carrier {
  /** Shows that the network is replaced; replaces it itself on a stack that nobody has prepared. */
  readonly middleware: Middleware;
  /** Tells of the context of a stack that is being resolved whether its requests come to the replacement. */
  answeredIn(context: object): () => boolean;
  /**
   * Makes a stack end at the replacement when it is resolved.
   *
   * @param isOn - asked with each request: a resolved stack may outlive what it was made for
   */
  carry(stack: MiddlewareStackLike, isOn: () => boolean): void;
}

/** Whether the middleware was found on a stack that was resolved. */
interface Presence {
  isFound: boolean;
  readonly isOn: () => boolean;
}

/** @param network - makes what takes the place of the real network's handler */
export function carrierOf(network: (real: Handler, context: object) => Handler): Carrier {
  const presences = new WeakMap<object, Presence>();
  const carrying = new WeakSet<object>();

  return {
    answeredIn(context) {
      const presence = presences.get(context);
      return () => presence?.isFound === true && presence.isOn();
    },
    middleware(next, context) {
      const presence = presences.get(context);
      if (presence !== undefined) {
        presence.isFound = true;
        return next;
      }
      presences.set(context, { isFound: true, isOn: () => true });
      return network(next, context);
    },
    carry(stack, isOn) {
      if (carrying.has(stack)) return;
      carrying.add(stack);
      const { resolve } = stack;
      stack.resolve = (real: Handler, context: object) => {
        const presence: Presence = { isFound: false, isOn };
        presences.set(context, presence);
        const replaced = network(real, context);
        const end: Handler = (args) => (presence.isFound && isOn() ? replaced(args) : real(args));
        return resolve(end, context);
      };
    },
  };
}
