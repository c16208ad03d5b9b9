import { statfsSync } from "node:fs";
import { dirname } from "node:path";

/** What a system says of the file system of a folder. */
export interface FileSystemFigures {
  readonly blocks: number;
  /** Blocks that a process like this one may still write. */
  readonly bavail: number;
  /** Bytes of a block. */
  readonly bsize: number;
}

/** What a disk has left and a state needs; in tests it is told. */
export interface DiskFigures {
  /** @throws Error where the system does not tell */
  fileSystem(folder: string): FileSystemFigures;
  /** Bytes of memory that a state has at most: as much as its file will. */
  heldBytes(): number;
}

const measured: DiskFigures = {
  fileSystem: (folder) => statfsSync(folder),
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
  { fileSystem, heldBytes }: DiskFigures = measured,
): () => void {
  let answers = 0;
  let isShort = false;
  return () => {
    if (answers++ % answersBetween !== 0) return;
    const free = freeBytes(() => fileSystem(dirname(file)));
    if (free === undefined) return;
    const held = heldBytes();
    const wasShort = isShort;
    isShort = free < held * timesNeeded;
    if (!isShort || wasShort) return;
    warn(
      `the disk of ${file} has ${megabytes(free)} MB left, and the state may need ${megabytes(held)} MB; make room, or it cannot be saved`,
    );
  };
}

/**
 * Undefined where it cannot be known: that is found out when the file is written, and no answer to a client
 * fails of it. File systems of no blocks, which some networks' and containers' are, do not count them.
 */
function freeBytes(look: () => FileSystemFigures): number | undefined {
  try {
    const { blocks, bavail, bsize } = look();
    return blocks === 0 ? undefined : bavail * bsize;
  } catch {
    return undefined;
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 2);
}
