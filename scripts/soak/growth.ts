import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Outcome, outcomeOf } from "../tally.js";

/** What was seen at the end of one of several parts of a soak, all of them alike. */
export interface Sample {
  readonly heldBytes: number;
  readonly microsecondsPerRequest: number;
}

const megabyte = 1024 * 1024;

/**
 * Whether anything grows: the last third against the first, which leaves out the very first part, in
 * which code is still being compiled.
 */
export function growthOutcome(samples: readonly Sample[]): Outcome {
  const steady = samples.slice(1);
  const third = Math.max(1, Math.floor(steady.length / 3));
  const [early, late] = [steady.slice(0, third), steady.slice(-third)];
  const problems: string[] = [];
  const bytes = (of: readonly Sample[]) => Math.min(...of.map(({ heldBytes }) => heldBytes));
  const grownBytes = bytes(late) - bytes(early);
  if (grownBytes > 8 * megabyte) {
    problems.push(`Memory has grown by ${(grownBytes / megabyte).toFixed(1)} MB.`);
  }
  // The fastest part of each, since a busy machine only ever makes things slower.
  const time = (of: readonly Sample[]) =>
    Math.min(...of.map(({ microsecondsPerRequest }) => microsecondsPerRequest));
  if (time(late) > 1.5 * time(early)) {
    problems.push(
      `A request takes ${time(late).toFixed(0)} us at the end and took ${time(early).toFixed(0)} us.`,
    );
  }
  return outcomeOf(problems);
}

/** The samples in a line each. */
export function printSamples(samples: readonly Sample[]): void {
  for (const [index, { heldBytes, microsecondsPerRequest }] of samples.entries()) {
    const held = (heldBytes / megabyte).toFixed(1);
    process.stdout.write(
      `  part ${index + 1}: ${held} MB, ${microsecondsPerRequest.toFixed(0)} us a request\n`,
    );
  }
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** The memory of this process that is held by now. */
export function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
