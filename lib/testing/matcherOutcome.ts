/** What a matcher says, in the form that Jest, Vitest and their like ask for. */
export interface MatcherOutcome {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** What a test runner tells a matcher: as much of its `this` as is used. */
export interface MatcherContext {
  /** The matcher is used behind `.not`. */
  readonly isNot?: boolean | undefined;
}
