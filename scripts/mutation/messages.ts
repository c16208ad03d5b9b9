import type { Hits, Seen } from "./testRun.js";

export interface Answer extends Seen {
  /** Why the file could not be run at all. */
  readonly broken?: string;
  readonly milliseconds: number;
  /** Mutants that are passed while no test runs: as the file is loaded, or by hooks for all tests. */
  readonly outside: Hits;
  /** Mutants that tests pass. */
  readonly passed: readonly string[];
  /** Bytes of the worker's memory. */
  readonly memory: number;
}

/** How far a worker has got, which is read when nothing more comes from it. */
export interface Progress extends Seen {
  readonly awake: string;
}
