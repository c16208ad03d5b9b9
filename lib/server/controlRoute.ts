import type { ObjectName } from "../base/objectName.js";
import type { BucketView } from "../observe/bucketView.js";
import type { WriteQuestion } from "../observe/explain/explainWrite.js";
import type { Explanation } from "../observe/explain/explanation.js";
import type { InventoryRow } from "../observe/inventoryRows.js";
import type { ReplicationMetrics } from "../observe/metrics.js";
import type { RequestHistory } from "../observe/requestHistory.js";
import type { Timeline } from "../observe/timeline/timeline.js";
import type { BatchReport } from "../replication/batch.js";
import type { BatchOptions } from "../replication/batchOptions.js";
import type { Restorable, Snapshot } from "../snapshot/snapshot.js";
import type { ControllableFaults } from "./controlFaults.js";

/** The handle of a mock, as far as it can be reached over HTTP. */
export interface Controllable {
  snapshot(): Snapshot;
  restore(snapshot: Restorable): void;
  settle(): void;
  advance(ms: number): void;
  now(): number;
  reset(): void;
  readonly faults: ControllableFaults;
  explain(object: ObjectName): Explanation;
  explainWrite(write: WriteQuestion): Explanation;
  timeline(object: ObjectName): Timeline;
  buckets(): readonly BucketView[];
  readonly requests: RequestHistory;
  metrics(bucket: string): readonly ReplicationMetrics[];
  inventory(bucket: string, id?: string): readonly InventoryRow[];
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  batchReplicate(options: BatchOptions): BatchReport;
  bucket(name: string, options?: { readonly prefix?: string }): BucketView | undefined;
}

/** What a route works on. */
export interface Controlled {
  readonly mock: Controllable;
  /** Writes the data file and answers with its name; absent where there is none. */
  readonly save: (() => string) | undefined;
  /** The account whose things may be seen and changed; undefined for all. */
  readonly onlyAccount: string | undefined;
  readonly server: ServerStatus;
}

/** What a server tells of itself. */
export interface ServerStatus {
  /** Of the package. */
  readonly version: string;
  /** Different after each start. */
  readonly id: string;
  /** How long it has been there, by the machine's clock. */
  upMs(): number;
}

/** Parameters: those of the query, or the members of a JSON document. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What can be asked for at a path. */
export interface Route {
  readonly about: string;
  /**
   * What of it is for an account other than the server's first: what has a `bucket` that it owns, or what
   * is its own of everything. Absent: nothing.
   */
  readonly limits?: "bucket" | "its own";
  /** The longest body. Default: none but for POST, whose JSON has 64 KB at most. */
  readonly maxBodyBytes?: number;
  /**
   * Answers with what becomes JSON, or with bytes in pieces.
   *
   * @param body - in pieces, for the route to use up
   */
  run(controlled: Controlled, parameters: Parameters, body: Uint8Array[]): unknown;
}
