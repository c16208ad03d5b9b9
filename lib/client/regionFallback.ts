import { setTemporarily } from "./temporaryVariable.js";

type Initialize = (args: object) => Promise<unknown>;

/** Called, on its way with the arguments of a send, when the client has found its Region. */
const regionFound = Symbol("regionFound");

/**
 * A middleware for clients without a Region.
 *
 * Such a client fails before anything is sent, and nothing reachable from the stack leads to its
 * configuration. It does look into the environment, once, and keeps what it finds. Newer ones ask
 * the machine's metadata service before they fail, which would be a use of the network.
 *
 * @param done - told when the client has found its Region: it needs the middleware no more
 */
export function regionFallback(region: string, done: () => void) {
  let isKnown = false;

  async function withVariable(name: string, value: string, next: Initialize, args: object) {
    const unset = await setTemporarily(name, value);
    const found = () => {
      isKnown = true;
      unset();
      done();
    };
    try {
      return await next({ ...args, [regionFound]: found });
    } finally {
      unset();
    }
  }

  return (next: Initialize): Initialize =>
    async (args) => {
      if (isKnown) return next(args);
      try {
        return await withVariable("AWS_EC2_METADATA_DISABLED", "true", next, args);
      } catch (error) {
        if ((error as Error | undefined)?.message !== "Region is missing") throw error;
      }
      return withVariable("AWS_REGION", region, next, args);
    };
}

/** Unsets the variables as soon as a request has been addressed. */
export function reportRegionFound(args: object): void {
  // Whoever put it there is above.
  (args as { [regionFound]?: () => void })[regionFound]?.();
}
