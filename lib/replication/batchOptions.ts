import { MockError } from "../base/mockError.js";
/** What `batchReplicate` takes. */
export interface BatchOptions {
  /** The bucket to replicate from; it needs a replication configuration. */
  readonly bucket: string;
  /** Which of its versions. Default all. */
  readonly filter?: BatchFilter;
}

/** Which versions of a bucket Batch Replication takes: those that meet everything that is given. */
export interface BatchFilter {
  /** Replication statuses; `NONE` is that of a version that replication was never tried for. */
  readonly statuses?: readonly BatchStatus[];
  /** What the key begins with. */
  readonly prefix?: string;
  /** Created then or later: a `Date` or milliseconds since the epoch. */
  readonly createdAfter?: Date | number;
  /** Created then or earlier: a `Date` or milliseconds since the epoch. */
  readonly createdBefore?: Date | number;
}

const batchStatuses = ["NONE", "FAILED", "COMPLETED", "REPLICA"] as const;

/** A replication status that Batch Replication selects by. */
export type BatchStatus = (typeof batchStatuses)[number];

/** The options with their defaults. */
export interface CheckedBatch {
  readonly bucket: string;
  readonly statuses: readonly BatchStatus[];
  readonly prefix: string;
  /** Milliseconds since the epoch, as is the next. */
  readonly createdAfter: number;
  readonly createdBefore: number;
}

/** @throws MockError that says what came and what is allowed */
export function checkedBatch({ bucket, filter = {} }: BatchOptions): CheckedBatch {
  if (typeof bucket !== "string" || bucket === "") {
    wrong(`bucket is ${JSON.stringify(bucket)}`, "the name of a bucket");
  }
  const names = ["statuses", "prefix", "createdAfter", "createdBefore"];
  for (const name of Object.keys(filter)) {
    if (!names.includes(name)) wrong(`there is no filter ${name}`, names.join(", "));
  }
  const { statuses = batchStatuses, prefix = "", createdAfter, createdBefore } = filter;
  if (!Array.isArray(statuses) || !statuses.every((status) => batchStatuses.includes(status))) {
    wrong(`statuses is ${JSON.stringify(statuses)}`, `an array of ${batchStatuses.join(", ")}`);
  }
  if (typeof prefix !== "string") wrong(`prefix is ${JSON.stringify(prefix)}`, "a string");
  return {
    bucket,
    statuses,
    prefix,
    createdAfter: checkedTime("createdAfter", createdAfter ?? Number.MIN_SAFE_INTEGER),
    createdBefore: checkedTime("createdBefore", createdBefore ?? Number.MAX_SAFE_INTEGER),
  };
}

function checkedTime(name: string, time: Date | number): number {
  const ms = typeof time === "number" || time instanceof Date ? Number(time) : Number.NaN;
  if (Number.isFinite(ms)) return ms;
  return wrong(`${name} is ${String(time)}`, "a Date or milliseconds since the epoch");
}

function wrong(what: string, allowed: string): never {
  throw new MockError(`batchReplicate: ${what}; allowed is ${allowed}`);
}
