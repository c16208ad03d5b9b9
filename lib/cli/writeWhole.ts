import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
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

/**
 * Removes what processes that were killed while they wrote a file have left of it.
 *
 * @param begins - what such content begins with; a file of another kind is not ours
 */
export function sweepDrafts(path: string, begins: string): void {
  const [folder, name] = [dirname(path), basename(path)];
  for (const other of readdirSync(folder)) {
    const isNamedSo = other.startsWith(`${name}.`) && /^\.\d+\.tmp$/.test(other.slice(name.length));
    const draft = join(folder, other);
    if (isNamedSo && begins.startsWith(firstOf(draft, begins.length)))
      rmSync(draft, { force: true });
  }
}

function firstOf(path: string, length: number): string {
  const file = openSync(path, "r");
  try {
    const first = Buffer.alloc(length);
    return first.toString("latin1", 0, readSync(file, first));
  } finally {
    closeSync(file);
  }
}

/** What the system takes of a chunk at once may be less than all of it. */
function writeAll(file: number, chunk: Uint8Array): void {
  let written = 0;
  while (written < chunk.length) written += writeSync(file, chunk, written);
}
