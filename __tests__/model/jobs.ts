import type { BucketName } from "./rules.js";

/** A version or a delete marker, as far as the model knows it. */
export interface ModelVersion {
  readonly key: string;
  readonly id: string;
  /** When it was made, counted in versions. */
  readonly order: number;
  readonly isMarker: boolean;
  readonly isReplica: boolean;
  /** The value of its tag `k`. */
  tag: string | undefined;
  hold: "ON" | "OFF" | undefined;
  /** What replication had, or has, to do for it. */
  readonly jobs: Job[];
}

/** Something that replication has to do, `object` standing for a delete marker too. */
export interface Job {
  readonly order: number;
  readonly kind: "object" | "tag" | "hold";
  readonly from: BucketName;
  readonly to: BucketName;
  readonly version: ModelVersion;
  readonly isBatch: boolean;
  /** `Infinity` while it waits for reads of its status. */
  dueAt: number;
  readsLeft: number;
  state: "waiting" | "done" | "failed" | "arrived without its tag";
  /** Whether the data had come to the destination by then. */
  hasArrived: boolean;
}

/** How long each kind of work takes, in milliseconds; objects of `y` take two reads of their status. */
export function delayOf(operation: string, key: string): number | { reads: number } {
  if (operation === "OBJECT_PUT" && key === "y") return { reads: 2 };
  return delays[operation as keyof typeof delays];
}

const delays = {
  OBJECT_PUT: 1_000,
  DELETE_MARKER: 900,
  TAGGING_PUT: 700,
  LEGAL_HOLD_PUT: 400,
} as const;

/** The permissions that the model's role can lack. */
export const permissions = [
  "s3:ReplicateObject",
  "s3:ReplicateTags",
  "s3:ReplicateDelete",
] as const;

/** Whether a job has failed, for its object or for its tags. */
export function isFailure({ state }: Job): boolean {
  return state === "failed" || state === "arrived without its tag";
}

/** Whether a newer job makes what became of an older one moot. */
export function saysMore(newer: Job, older: Job): boolean {
  if (newer.order <= older.order || newer.to !== older.to) return false;
  const isObject = newer.kind === "object" && !newer.version.isMarker;
  const bringsTag = newer.kind === "tag" && older.state === "arrived without its tag";
  return newer.kind === older.kind || isObject || bringsTag;
}

/** Whether the data of a version has come to a bucket. */
export function hasArrived({ jobs }: ModelVersion, to: BucketName): boolean {
  return jobs.some((job) => job.to === to && job.hasArrived);
}
