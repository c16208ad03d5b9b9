import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";

/**
 * Waits in real time, for what does not go by the time of a mock.
 *
 * @param ms - milliseconds
 */
export async function pause(ms: number): Promise<void> {
  await setTimeout(ms);
}

/** A part of a name that nobody else has, in lower-case letters and digits. */
export function uniqueSuffix(): string {
  return randomBytes(5).toString("hex");
}
