import type { FailureReason } from "./failureReasons.js";
import type { CompiledRule } from "./replicationRules.js";

/** What replication has to do for a version, as `s3Operation` of S3's events names it. */
export type WorkOperation =
  | "OBJECT_PUT"
  | "DELETE_MARKER"
  | "TAGGING_PUT"
  | "ACL_PUT"
  | "RETENTION_PUT"
  | "LEGAL_HOLD_PUT";

/** One piece of replication work: one version, one operation, one destination. Immutable. */
export interface Work {
  /** Counts up with acceptance. */
  readonly id: number;
  readonly operation: WorkOperation;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /** The rule as it was when the work was accepted: later configurations do not touch it. */
  readonly rule: CompiledRule;
  /** The role of the configuration that accepted it. */
  readonly role: string;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  /** When it is done; `Infinity` while it waits for reads of its status or for `settle`. */
  readonly dueAt: number;
  /** How many more reads show PENDING before it is done. */
  readonly readsLeft: number | undefined;
  readonly state: WorkState;
  /** Milliseconds since the epoch; undefined while it is PENDING. */
  readonly endedAt: number | undefined;
  /** S3's failure reason, such as `DstBucketUnversioned`. */
  readonly failureReason: FailureReason | undefined;
  /** FAILED for the tags alone: the object itself is there, without them. */
  readonly isPartial: boolean;
  /** When the object came to the destination, by this work or by earlier; undefined until then. */
  readonly arrivedAt: number | undefined;
  /** Accepted by Batch Replication. */
  readonly isBatch: boolean;
  /** The tasks of jobs that end with it. */
  readonly jobTasks: readonly JobTaskPlace[];
}

/** One task among those of a job. */
export interface JobTaskPlace {
  readonly jobId: string;
  readonly index: number;
}

export type WorkState = "PENDING" | "COMPLETED" | "FAILED";
