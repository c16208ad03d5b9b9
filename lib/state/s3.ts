import { type Clock, isOwnClock, type Time, timeOf } from "../base/clock.js";
import { type Ids, seededIds } from "../base/ids.js";
import type { AccessPoints } from "./accessPoints.js";
import { type Agenda, emptyAgenda } from "./agenda.js";
import type { Allowance } from "./allowance.js";
import type { Bucket } from "./bucket.js";
import type { EndedWork } from "./endedWork.js";
import { type Faults, noFaults } from "./faults.js";
import { emptyIam, type Iam } from "./iam.js";
import type { Job } from "./job.js";
import type { Removal } from "./removal.js";
import { type RequestLog, requestLog } from "./requestLog.js";
import { type SortedMap, sortedMap } from "./sortedMap.js";
import type { Observer, StateChange } from "./stateChange.js";
import type { Work } from "./work.js";

/** A simulated S3: the one mutable record, which every operation takes first. */
export interface S3 {
  /** The account that owns what no other account made. */
  readonly accountId: string;
  /** Where buckets are made that name no Region. */
  readonly region: string;
  readonly time: Time;
  readonly ids: Ids;
  readonly buckets: Map<string, Bucket>;
  readonly accessPoints: AccessPoints;
  /** Every piece of replication work, pending and ended, by its id: versions name theirs. */
  work: SortedMap<number, Work>;
  /** What is done by itself when its time has come. */
  agenda: Agenda;
  /** The ids of the work that an outage holds back. */
  held: SortedMap<number, true>;
  readonly faults: Faults;
  /** What accounts may do in buckets that are not theirs, by the id of the handle that ends it. */
  readonly allowances: Map<number, Allowance>;
  /** The roles, users and keys that somebody described. */
  readonly iam: Iam;
  readonly delay: Delay;
  readonly lifecycle: LifecycleSettings;
  /** What metrics remember, by source bucket, destination and rule. */
  readonly endedWork: Map<string, EndedWork>;
  /** The versions that were removed last, oldest first. */
  readonly removals: Map<string, Removal>;
  /** The jobs of Batch Operations, by their ids. */
  readonly jobs: Map<string, Job>;
  readonly requestLog: RequestLog;
  /** Who is told what happens. */
  readonly observers: Set<Observer>;
  /** What has happened and has not been told yet. */
  readonly changes: StateChange[];
  /** Whether functions of a test author's are called, which may throw anywhere. */
  readonly callsOut: boolean;
  /** What was made of documents that never change, such as compiled policies: made again when lost. */
  readonly derived: WeakMap<object, unknown>;
}

/** How lifecycle goes about what replicates. */
export interface LifecycleSettings {
  /** The replication statuses whose versions lifecycle leaves alone. */
  readonly heldBackBy: readonly ("PENDING" | "FAILED")[];
}

/** How long a piece of replication work takes. */
export type Delay = DelayValue | ((work: PlannedWork) => DelayValue);

/** Milliseconds, or how many times its status is read as PENDING before it is done. */
export type DelayValue = number | { readonly reads: number };

/** A piece of replication work that is being accepted, as a `delay` function sees it. */
export interface PlannedWork {
  /** `OBJECT_PUT`, `DELETE_MARKER`, … as S3's events name it. */
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly ruleId: string;
  readonly destinationBucket: string;
  /** 0 for a delete marker. */
  readonly sizeBytes: number;
}

/** A simulated S3 without buckets. */
export function createS3(options: {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly seed: number | string;
  readonly delay: Delay;
  readonly lifecycle?: LifecycleSettings;
  /** How many requests are remembered. */
  readonly history?: number;
}): S3 {
  const { accountId, region, clock, seed, delay, history = 0 } = options;
  const { lifecycle = { heldBackBy: ["PENDING", "FAILED"] } } = options;
  return {
    accountId,
    region,
    delay,
    lifecycle,
    time: timeOf(clock),
    ids: seededIds(seed),
    buckets: new Map(),
    accessPoints: new Map(),
    work: sortedMap(compareNumbers),
    agenda: emptyAgenda(),
    held: sortedMap(compareNumbers),
    faults: noFaults(),
    endedWork: new Map(),
    removals: new Map(),
    jobs: new Map(),
    requestLog: requestLog(history),
    allowances: new Map(),
    iam: emptyIam(),
    observers: new Set(),
    changes: [],
    callsOut: typeof delay === "function" || !isOwnClock(clock),
    derived: new WeakMap(),
  };
}

function compareNumbers(a: number, b: number): number {
  return a - b;
}
