/** What the metrics of a rule remember of work that has ended: it leaves no other trace for long. */
export interface EndedWork {
  readonly sourceBucket: string;
  readonly failedOperations: number;
  /** How long the last operation took that is COMPLETED. */
  readonly lastLatencyMs: number;
}
