import type { IdsPosition } from "../base/ids.js";
import type { Agenda } from "./agenda.js";
import type { Bucket } from "./bucket.js";
import { copiedLifecycle } from "./lifecycleSchedule.js";
import type { S3 } from "./s3.js";

/** All that can change of a simulated S3, at one moment. Trees are shared until one side changes them. */
export interface Checkpoint {
  readonly now: number;
  readonly addedMs: number;
  readonly ids: IdsPosition;
  readonly buckets: readonly Bucket[];
  readonly accessPoints: S3["accessPoints"];
  readonly work: S3["work"];
  readonly agenda: Agenda;
  readonly held: S3["held"];
  readonly faults: S3["faults"];
  readonly allowances: S3["allowances"];
  readonly iam: S3["iam"];
  readonly endedWork: S3["endedWork"];
  readonly removals: S3["removals"];
  readonly jobs: S3["jobs"];
}

/** The state as it is by now; the cost does not grow with versions, uploads or work. */
export function takeCheckpoint(s3: S3): Checkpoint {
  return {
    now: s3.time.now(),
    addedMs: s3.time.addedMs(),
    ids: s3.ids.position(),
    buckets: Array.from(s3.buckets.values(), copiedBucket),
    accessPoints: new Map(s3.accessPoints),
    work: s3.work.clone(),
    agenda: copiedAgenda(s3.agenda),
    held: s3.held.clone(),
    faults: copiedFaults(s3.faults),
    allowances: new Map(s3.allowances),
    iam: {
      roles: new Map(s3.iam.roles),
      users: new Map(s3.iam.users),
      keys: new Map(s3.iam.keys),
    },
    endedWork: new Map(s3.endedWork),
    removals: new Map(s3.removals),
    jobs: copiedJobs(s3.jobs),
  };
}

/** Makes a simulated S3 what it was at a checkpoint, but for its time; any number of times. */
export function restoreCheckpoint(s3: S3, checkpoint: Checkpoint): void {
  s3.ids.restore(checkpoint.ids);
  s3.buckets.clear();
  for (const bucket of checkpoint.buckets) s3.buckets.set(bucket.name, copiedBucket(bucket));
  refill(s3.accessPoints, checkpoint.accessPoints);
  s3.work = checkpoint.work.clone();
  s3.agenda = copiedAgenda(checkpoint.agenda);
  s3.held = checkpoint.held.clone();
  const faults = copiedFaults(checkpoint.faults);
  s3.faults.lastId = faults.lastId;
  refill(s3.faults.begun, faults.begun);
  refill(s3.faults.denials, faults.denials);
  refill(s3.faults.failures, faults.failures);
  refill(s3.faults.outages, faults.outages);
  refill(s3.faults.kmsKeys, faults.kmsKeys);
  refill(s3.faults.requests, faults.requests);
  refill(s3.faults.staleConfigurations, faults.staleConfigurations);
  refill(s3.allowances, checkpoint.allowances);
  refill(s3.iam.roles, checkpoint.iam.roles);
  refill(s3.iam.users, checkpoint.iam.users);
  refill(s3.iam.keys, checkpoint.iam.keys);
  refill(s3.endedWork, checkpoint.endedWork);
  refill(s3.removals, checkpoint.removals);
  refill(s3.jobs, copiedJobs(checkpoint.jobs));
  s3.changes.length = 0;
}

/**
 * Lets something happen whole or not at all: where it throws, the state is as it was. Only functions of
 * a test author's make that necessary (an operation checks before it changes), so nothing is paid for
 * it where there are none.
 *
 * @throws what `run` throws
 */
export function atomically<Result>(s3: S3, run: () => Result): Result {
  if (!s3.callsOut) return run();
  const before = takeCheckpoint(s3);
  try {
    return run();
  } catch (error) {
    restoreCheckpoint(s3, before);
    s3.time.setAddedMs(before.addedMs);
    throw error;
  }
}

/** From then on neither the bucket nor its copy changes what the two share. */
function copiedBucket(bucket: Bucket): Bucket {
  bucket.generation = {};
  return {
    ...bucket,
    generation: {},
    versions: bucket.versions.clone(),
    uploads: bucket.uploads.clone(),
    inventories: new Map(bucket.inventories),
    completedUploads: bucket.completedUploads.clone(),
    documents: new Map(bucket.documents),
    lifecycle: bucket.lifecycle && copiedLifecycle(bucket.lifecycle),
  };
}

function copiedAgenda({ awaited, timed }: Agenda): Agenda {
  return { awaited: awaited.clone(), timed: timed.clone() };
}

function copiedJobs(jobs: S3["jobs"]): S3["jobs"] {
  return new Map(Array.from(jobs, ([id, job]) => [id, { ...job, tasks: job.tasks.clone() }]));
}

/** Faults count how often they were asked for, in place. */
function copiedFaults(faults: S3["faults"]): S3["faults"] {
  return {
    lastId: faults.lastId,
    begun: new Map(faults.begun),
    denials: copiedRecords(faults.denials),
    failures: copiedRecords(faults.failures),
    outages: copiedRecords(faults.outages),
    kmsKeys: copiedRecords(faults.kmsKeys),
    requests: copiedRecords(faults.requests),
    staleConfigurations: copiedRecords(faults.staleConfigurations),
  };
}

function copiedRecords<Key, Value extends object>(
  records: ReadonlyMap<Key, Value>,
): Map<Key, Value> {
  return new Map(Array.from(records, ([key, record]) => [key, { ...record }]));
}

function refill<Key, Value>(map: Map<Key, Value>, from: ReadonlyMap<Key, Value>): void {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
}
