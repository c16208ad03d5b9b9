import type fc from "fast-check";
import { checkState, type Real } from "./invariants.js";
import type { Model } from "./model.js";

/** One step of a run: what it does to the mock and to the model, after which both must agree. */
export type Step = fc.AsyncCommand<Model, Real>;

/** A step that can always be taken. */
export function step(name: string, run: (real: Real, model: Model) => void | Promise<void>): Step {
  return {
    check: () => true,
    async run(model, real) {
      await run(real, model);
      checkState(model, real);
      real.steps++;
    },
    toString: () => name,
  };
}
