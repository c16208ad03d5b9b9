import { closeSync, openSync, readSync } from "node:fs";
import type { Restorable, Snapshot } from "../snapshot/snapshot.js";
import { UsageError } from "./usageError.js";
import { writeWhole } from "./writeWhole.js";

/** What has a state that can be kept in a file. */
export interface Keepable {
  snapshot(): Snapshot;
  restore(snapshot: Restorable): void;
}

/**
 * Loads the state from a file, or makes the file where there is none: one that cannot be written is
 * found out about now and not at the end.
 *
 * @returns whether there was one
 * @throws UsageError when it holds no state, and is left as it is; Error when it cannot be written
 */
export function openDataFile(file: string, mock: Keepable): boolean {
  const opened = openFile(file);
  if (opened === undefined) {
    saveDataFile(file, mock);
    return false;
  }
  try {
    mock.restore(chunksOf(opened));
  } catch (error) {
    throw new UsageError(`--data ${file} cannot be loaded: ${(error as Error).message}`);
  } finally {
    closeSync(opened);
  }
  return true;
}

/** Writes the state of now into a file. @throws MockError when it cannot be written */
export function saveDataFile(file: string, mock: Keepable): void {
  writeWhole(file, mock.snapshot().chunks());
}

function openFile(file: string): number | undefined {
  try {
    return openSync(file, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UsageError(`--data ${file} cannot be read: ${(error as Error).message}`);
  }
}

const chunkBytes = 1024 * 1024;

/** A file in pieces: one of more than 2 GiB does not fit into a buffer. */
function* chunksOf(file: number): Generator<Uint8Array> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const length = readSync(file, chunk);
    if (length === 0) return;
    yield chunk.subarray(0, length);
  }
}
