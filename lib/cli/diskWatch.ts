import { statfsSync } from "node:fs";
import { dirname } from "node:path";

/** What a disk has left and a state needs; in tests it is told. */
export interface DiskFigures {
  /** Bytes that a process like this one may still write in a folder. */
  freeBytes(folder: string): number;
  /** Bytes of memory that a state has at most: as much as its file will. */
  heldBytes(): number;
}

const measured: DiskFigures = {
  freeBytes(folder) {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  heldBytes() {
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return arrayBuffers + heapUsed;
  },
};

/** How many answers come between two looks, which are not for nothing. */
const answersBetween = 256;

/** A new file stands beside the old one until it is whole; the rest is for what comes before anybody reads. */
const timesNeeded = 2;

/**
 * Watches whether the disk of a file has room for the state, long before it is written: a save that
 * fails at the end loses what came since the last one.
 *
 * @param warn - is told once, and again after there was room
 * @returns to be called after each answer
 */
export function diskWatch(
  file: string,
  warn: (problem: string) => void,
  { freeBytes, heldBytes }: DiskFigures = measured,
): () => void {
  let answers = 0;
  let isShort = false;
  return () => {
    if (answers++ % answersBetween !== 0) return;
    const [free, held] = [freeBytes(dirname(file)), heldBytes()];
    const wasShort = isShort;
    isShort = free < held * timesNeeded;
    if (!isShort || wasShort) return;
    warn(
      `the disk of ${file} has ${megabytes(free)} MB left, and the state may need ${megabytes(held)} MB; make room, or it cannot be saved`,
    );
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 2);
}
