/** Hits of mutants, by what wakes each. */
export type Hits = Record<string, number>;

/** What the instrumented code reads and writes. */
export interface Switch {
  /** The mutant that is awake. The empty string is none: with `undefined` the environment is asked. */
  activeMutant: string;
  currentTestId: string | undefined;
  mutantCoverage: { static: Hits; perTest: Record<string, Hits> };
  /** Ends loops without end: by throwing, after so many passes through the mutant. */
  hitCount?: number;
  hitLimit?: number;
}

/** A test of one file that failed with a mutant awake. */
export interface Kill {
  readonly mutant: string;
  readonly test: string;
}

/** What is asked of a file of tests. */
export interface Question {
  readonly file: string;
  /** Mutants that are woken for each test that passes them, one after the other, in tests run again. */
  readonly each?: readonly string[];
  /** A mutant that is awake from the start, while the file is loaded. */
  readonly throughout?: string;
  /** Tests that fail without any mutant, and so tell nothing of one. */
  readonly failing?: readonly string[];
}

/** What is seen of a file of tests while it is run. */
export interface Seen {
  readonly kills: Kill[];
  /** Mutants with which a test failed that then failed without them too, being in no state to be run. */
  readonly suspects: string[];
  /** Mutants that are passed in tests that take too long to be run again. */
  readonly unhurried: string[];
  /** Mutants that a test passes the first time alone, in what is made once and kept. */
  readonly unreached: string[];
  /** Tests that fail without any mutant. */
  readonly failing: string[];
}

export interface TestRun {
  readonly question: Question;
  readonly switch: Switch;
  readonly seen: Seen;
  /** Told before each test. */
  readonly onTest: (awake: string) => void;
}

const key = Symbol.for("s3-replication-mock.mutation");

/** Hands a run to the environment, which Jest makes in this same process. */
export function begin(run: TestRun): void {
  Object.assign(globalThis, { [key]: run });
}

/** The run that was begun. */
export function currentRun(): TestRun {
  return (globalThis as unknown as Record<symbol, TestRun>)[key] as TestRun;
}
