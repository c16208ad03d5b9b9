import { Session } from "node:inspector";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

/** What is called of JavaScript itself, and how much it looks at or makes: as many steps. */
const native: readonly (readonly [prototype: object, names: readonly string[]])[] = [
  [
    String.prototype,
    ["slice", "substring", "split", "replace", "replaceAll", "toLowerCase", "toUpperCase", "trim"],
  ],
  [String.prototype, ["match", "includes"]],
  [Array.prototype, ["flat", "concat", "slice", "splice", "map", "filter", "join", "includes"]],
  [Array.prototype, ["indexOf", "some", "every", "find", "sort", "unshift", "shift"]],
  [Uint8Array.prototype, ["set", "slice"]],
  [Buffer.prototype, ["toString"]],
];

/** How far these search before they have found something, or not. */
const searching: readonly (readonly [prototype: object, names: readonly string[]])[] = [
  [String.prototype, ["indexOf", "lastIndexOf"]],
  [Buffer.prototype, ["indexOf"]],
];

type Method = (this: { length?: number }, ...given: unknown[]) => unknown;

/**
 * Counts the steps of what is run: each block of code as often as it is entered, and the characters, bytes
 * and items that JavaScript's own functions go over. A count, not a time: it is the same on any machine.
 */
export class StepCounter {
  readonly #session = new Session();
  #nativeSteps = 0;

  constructor() {
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** @param run - has to be loaded after the counter was made */
  stepsOf(run: () => void): number {
    const restore = this.#meter();
    this.#nativeSteps = 0;
    this.#take();
    try {
      run();
    } finally {
      restore();
    }
    return this.#take() + this.#nativeSteps;
  }

  close(): void {
    this.#post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  /** Of all blocks since the last time. */
  #take(): number {
    let steps = 0;
    const { result } = this.#post("Profiler.takePreciseCoverage") as Coverage;
    for (const { url, functions } of result) {
      if (url.includes("countedSteps")) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
    return steps;
  }

  #post(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    // Without a connection to wait for, it is answered at once.
    this.#session.post(method, parameters, (error, result) => {
      if (error !== null) throw error;
      answer = result;
    });
    return answer;
  }

  #meter(): () => void {
    const undo: (() => void)[] = [];
    const replace = (prototype: object, name: string, steps: Cost): void => {
      const own = Object.getOwnPropertyDescriptor(prototype, name);
      const original = own?.value as Method | undefined;
      if (own === undefined || original === undefined) return;
      const count = (more: number): void => {
        this.#nativeSteps += more;
      };
      const value = function (this: { length?: number }, ...given: unknown[]): unknown {
        const result = original.apply(this, given);
        count(steps(this, given, result));
        return result;
      };
      Object.defineProperty(prototype, name, { ...own, value });
      undo.push(() => Object.defineProperty(prototype, name, own));
    };
    for (const [prototype, names] of native)
      for (const name of names) replace(prototype, name, went);
    for (const [prototype, names] of searching) {
      for (const name of names) replace(prototype, name, searched);
    }
    for (const name of ["startsWith", "endsWith"]) replace(String.prototype, name, compared);
    replace(RegExp.prototype, "exec", matched);
    replace(RegExp.prototype, "test", matched);
    return () => undo.forEach((each) => void each());
  }
}

type Cost = (self: { length?: number }, given: readonly unknown[], result: unknown) => number;

/** As much as comes out, or as much as there is where that is no list. */
const went: Cost = (self, _given, result) =>
  typeof result === "string" || Array.isArray(result) ? result.length : (self.length ?? 0);

const compared: Cost = (_self, [wanted]) => String(wanted).length;

const searched: Cost = (self, [, from], result) => {
  const start = typeof from === "number" ? from : 0;
  return (result === -1 ? (self.length ?? 0) : Number(result)) - start;
};

/** A pattern that goes on from its last match sees the rest once. */
const matched: Cost = (self, [text], result) => {
  const { lastIndex } = self as RegExp;
  if (Array.isArray(result)) return String(result[0]).length + 1;
  return Math.max(String(text).length - lastIndex, 0);
};

/** Runs what may be refused, after as many steps. */
export function attempt(run: () => unknown): void {
  try {
    run();
  } catch {
    // Refused.
  }
}

/** How many times the steps for 1,000 the steps for 2,000 are, and how many the former are. */
export function stepsForTwice(
  counter: StepCounter,
  reader: (size: number) => () => unknown,
): { readonly steps: number; readonly ratio: number } {
  const stepsFor = (size: number): number => {
    const run = reader(size);
    // What is compiled and remembered at first is not counted.
    run();
    return counter.stepsOf(run);
  };
  const steps = stepsFor(1_000);
  return { steps, ratio: stepsFor(2_000) / steps };
}
