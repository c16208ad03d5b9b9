import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { MockError } from "../base/mockError.js";
import type { Restorable, Snapshot } from "../snapshot/snapshot.js";
import { stateBegins } from "../snapshot/stateFormat.js";
import { lockFile } from "./fileLock.js";
import { sweepDrafts, writeWhole } from "./writeWhole.js";

/** What has a state that can be kept in a file. */
export interface Keepable {
  snapshot(): Snapshot;
  restore(snapshot: Restorable): void;
}

/** A file that this process alone keeps a state in. */
export interface DataFile {
  /** Whether there was one, whose state has been loaded. */
  readonly isLoaded: boolean;
  /** Writes the state of now. @throws MockError when it cannot be written */
  save(): void;
  /** Lets others have it. */
  close(): void;
}

/**
 * Takes a file and loads the state from it, or makes the file where there is none: one that cannot be
 * written is found out about now and not at the end. What killed saves have left of themselves is removed.
 *
 * @throws MockError when another process has it; when it holds no whole state, and is left as it is; when it
 *   cannot be written
 */
export function openDataFile(file: string, mock: Keepable): DataFile {
  const path = realPathOf(file);
  const release = lockFile(path);
  try {
    sweepDrafts(path, stateBegins);
    const isLoaded = isLoadedFrom(path, mock);
    const save = () => writeWhole(path, mock.snapshot().chunks());
    if (!isLoaded) save();
    return { isLoaded, save, close: release };
  } catch (error) {
    release();
    throw error;
  }
}

/** One file by several names is one file. */
function realPathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}

function isLoadedFrom(file: string, mock: Keepable): boolean {
  const opened = openFile(file);
  if (opened === undefined) return false;
  try {
    mock.restore(chunksOf(opened));
  } catch (error) {
    const { cause, message } = error as Error;
    throw new MockError(
      `${file} cannot be loaded: ${cause instanceof Error ? cause.message : message}`,
      "ERR_MOCK_COMMAND",
    );
  } finally {
    closeSync(opened);
  }
  return true;
}

function openFile(file: string): number | undefined {
  try {
    return openSync(file, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new MockError(`${file} cannot be read: ${(error as Error).message}`, "ERR_MOCK_COMMAND");
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
