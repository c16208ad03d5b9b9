import { deserialize, serialize } from "node:v8";
import type { Snapshot } from "../snapshot/snapshot.js";
import { noFaults } from "../state/faults.js";
import type { AskedFault, FaultList } from "./controlFaults.js";

/** What has a state that can be kept. */
export interface Restorable {
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

interface KeptSnapshot extends Snapshot {
  readonly faults: readonly AskedFault[];
}

/**
 * All of a mock as bytes, in the form of `v8.serialize`: unlike JSON it keeps bytes, dates and maps,
 * and a body that versions share is written once.
 */
export function snapshotBytes(mock: Restorable, faults: FaultList): Buffer {
  const { format, state } = mock.snapshot();
  const asked = faults.all().map(({ id, kind, options }) => ({ id, kind, options }));
  // Another process has no handle to end these with: they are begun again from what was asked for.
  const kept: KeptSnapshot = { format, state: { ...state, faults: noFaults() }, faults: asked };
  return serialize(kept);
}

/**
 * Makes a mock what it was, and begins its faults again.
 *
 * @throws Error when the bytes are no snapshot; the mock is as it was then
 */
export function restoreBytes(mock: Restorable, faults: FaultList, bytes: Uint8Array): void {
  const kept = readKept(bytes);
  mock.restore(kept);
  faults.forget();
  faults.resume(kept.faults);
}

function readKept(bytes: Uint8Array): KeptSnapshot {
  let value: unknown;
  try {
    value = deserialize(bytes);
  } catch {
    value = undefined;
  }
  if (isKept(value)) return value;
  throw new Error("restore: these bytes are no snapshot; pass what `snapshot` gave, whole");
}

/** Which version of the format it is, the mock checks. */
function isKept(value: unknown): value is KeptSnapshot {
  if (typeof value !== "object" || value === null) return false;
  return "format" in value && "state" in value && "faults" in value && Array.isArray(value.faults);
}
