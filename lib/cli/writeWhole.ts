import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file whole or not at all: whoever reads it, whenever, finds the old content or the new.
 *
 * @throws Error when it cannot be written; the old content is there then
 */
export function writeWhole(path: string, bytes: Uint8Array): void {
  // In the same folder, as only a rename within one file system is one step.
  const draft = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(draft, "w", 0o600);
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Error(`${path} cannot be written: ${(error as Error).message}`);
  }
}
