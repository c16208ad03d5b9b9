import { readFileSync } from "node:fs";
import type { ControlInterface } from "../server/control.js";
import { UsageError } from "./usageError.js";
import { writeWhole } from "./writeWhole.js";

/**
 * Loads the state from a file, or makes the file where there is none: one that cannot be written is
 * found out about now and not at the end.
 *
 * @returns whether there was one
 * @throws UsageError when it holds no state, Error when it cannot be written
 */
export function openDataFile(file: string, control: ControlInterface): boolean {
  const bytes = bytesOf(file);
  if (bytes === undefined) {
    writeWhole(file, control.snapshot());
    return false;
  }
  try {
    control.restore(bytes);
  } catch (error) {
    throw new UsageError(`--data ${file} cannot be loaded: ${(error as Error).message}`);
  }
  return true;
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UsageError(`--data ${file} cannot be read: ${(error as Error).message}`);
  }
}
