/** What became of one test of a suite. */
export interface Result {
  readonly name: string;
  /** Why it did not pass; absent where it did. */
  readonly failure?: string;
}

/** A suite of somebody else's, installed and run. */
export interface Suite {
  readonly name: string;
  /** Installs it, and answers with the names of its tests, or nothing where only a run tells. */
  install(): readonly string[] | undefined;
  /** Runs those tests against served mocks, or all where none are named. */
  run(names: readonly string[] | undefined): Promise<readonly Result[]>;
}
