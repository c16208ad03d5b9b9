import { MockError } from "../base/mockError.js";
import { loadParquetWriter, parquetWriterLoaded } from "../base/parquetWriter.js";
import { inventory } from "../operations/buckets/bucketInventory.js";
import { type Checkpoint, restoreCheckpoint, takeCheckpoint } from "../state/checkpoint.js";
import { clearRequests } from "../state/requestLog.js";
import type { S3 } from "../state/s3.js";
import { restoredCheckpoint } from "./restoredCheckpoint.js";
import type { SavedState } from "./savedState.js";
import { readState, stateChunks } from "./stateFormat.js";
import { relationProblem } from "./stateRelations.js";
import { bodiesSchema, stateSchema } from "./stateSchema.js";

/**
 * All of a simulated S3 at one moment: an opaque value of this process, which `restore` takes. Taking
 * one costs nothing that grows with the objects.
 */
export interface Snapshot {
  /** The same for another process, or for later: `restore` takes it too. */
  toBytes(): Uint8Array;
  /** The same in pieces, none of them larger than the largest object: for more than one buffer holds. */
  chunks(): Iterable<Uint8Array>;
}

// What snapshots are of; nobody who holds one can reach into it.
const checkpoints = new WeakMap<object, Checkpoint>();

/** The simulated S3 as it is by now. */
export function takeSnapshot(s3: S3): Snapshot {
  const checkpoint = takeCheckpoint(s3);
  const snapshot: Snapshot = Object.freeze({
    toBytes: () => Buffer.concat([...stateChunks(checkpoint)]),
    chunks: () => stateChunks(checkpoint),
  });
  checkpoints.set(snapshot, checkpoint);
  return snapshot;
}

/** What `restore` takes. */
export type Restorable = Snapshot | Uint8Array | Iterable<Uint8Array>;

/**
 * Makes a simulated S3 what it was when the snapshot was taken; any number of times. Ids and time go
 * on from there, so that the same calls give the same answers.
 *
 * @throws MockError when the value is no snapshot, or bytes of one that are not whole: nothing has changed
 */
export function restoreSnapshot(s3: S3, snapshot: Restorable): void {
  const checkpoint = checkpoints.get(snapshot) ?? readCheckpoint(snapshot);
  // Its own clock may have gone on by itself.
  const addedMs = s3.time.addedMs() + checkpoint.now - s3.time.now();
  restoreCheckpoint(s3, checkpoint);
  s3.time.setAddedMs(addedMs);
  clearRequests(s3.requestLog);
  if (writesParquet(s3) && !parquetWriterLoaded()) {
    // Requests wait for it; where it fails they do, and say so.
    loadParquetWriter().catch(() => {});
  }
}

/** Whether reports in Parquet are to come, for which a writer is loaded when their configuration is put. */
function writesParquet({ buckets }: S3): boolean {
  for (const bucket of buckets.values()) {
    const isParquet = inventory
      .of(bucket)
      .some(({ Destination }) => Destination?.S3BucketDestination?.Format === "Parquet");
    if (isParquet) return true;
  }
  return false;
}

function readCheckpoint(given: Restorable): Checkpoint {
  if (given instanceof Uint8Array) return checkedCheckpoint([given]);
  if (isIterable(given)) return checkedCheckpoint(given);
  throw new MockError(
    "mock.restore: this is no snapshot of this process; pass what mock.snapshot() gave, as it is (no copy of it by JSON, structuredClone or v8), or what its toBytes() gave",
    "ERR_MOCK_SNAPSHOT",
  );
}

function isIterable(given: unknown): given is Iterable<Uint8Array> {
  return typeof given === "object" && given !== null && Symbol.iterator in given;
}

/** Reads and checks all of it before anything is built. */
function checkedCheckpoint(chunks: Iterable<Uint8Array>): Checkpoint {
  try {
    const { state, bodies } = readState(chunks);
    const problem = stateSchema(state, "state") ?? bodiesSchema(bodies, "bodies");
    if (problem !== undefined) throw new MockError(problem, "ERR_MOCK_SNAPSHOT");
    // The schema has found it to be one.
    const saved = state as SavedState & Parameters<typeof relationProblem>[0];
    const contradiction = relationProblem(saved, bodies);
    if (contradiction !== undefined) throw new MockError(contradiction, "ERR_MOCK_SNAPSHOT");
    return restoredCheckpoint(saved, bodies);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MockError(
      `mock.restore: these bytes are no snapshot: ${reason}`,
      "ERR_MOCK_SNAPSHOT",
      { cause: error },
    );
  }
}
