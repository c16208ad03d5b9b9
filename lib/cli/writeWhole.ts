import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { MockError } from "../base/mockError.js";

/**
 * Writes a file whole or not at all: whoever reads it, whenever, finds the old content or the new.
 *
 * @param chunks - the content, in pieces of any size
 * @throws MockError when it cannot be written; the old content is there then
 */
export function writeWhole(path: string, chunks: Iterable<Uint8Array>): void {
  // In the same folder, as only a rename within one file system is one step.
  const draft = draftOf(path);
  try {
    const file = openSync(draft, "w", 0o600);
    try {
      for (const chunk of chunks) writeAll(file, chunk);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new MockError(
      `${path} cannot be written: ${(error as Error).message}`,
      "ERR_MOCK_COMMAND",
    );
  }
}

/** Where this process writes a file before it takes the place of the old one. */
function draftOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** What the system takes of a chunk at once may be less than all of it. */
function writeAll(file: number, chunk: Uint8Array): void {
  let written = 0;
  while (written < chunk.length) written += writeSync(file, chunk, written);
}
