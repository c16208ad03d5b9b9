/** When the reports of an inventory configuration are due, and what became of the last. Immutable. */
export interface InventorySchedule {
  /** A place among all tasks of its kind. */
  readonly sequence: number;
  /** Milliseconds since the epoch; undefined while the configuration is not enabled. */
  readonly dueAt: number | undefined;
  readonly lastReport: InventoryReport | undefined;
  /** Why the last report was not delivered; undefined where it was. */
  readonly lastFailure: InventoryFailure | undefined;
}

/** A report that was delivered. */
export interface InventoryReport {
  /** When the bucket was looked at, in milliseconds since the epoch. */
  readonly scannedAt: number;
  readonly format: "CSV" | "Parquet";
  /** The name of the bucket that it was delivered to. */
  readonly bucket: string;
  /** The keys of its data files. */
  readonly fileKeys: readonly string[];
  /** The names of its fields, in the order of its columns. */
  readonly fields: readonly string[];
  /** Its rows as CSV has them, compressed: those of a report in CSV are the delivered bytes. */
  readonly rows: Uint8Array;
}

/** A report that was not delivered. */
export interface InventoryFailure {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** A sentence, with what to do. */
  readonly reason: string;
}
