import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { durationText } from "./explain/wording.js";

/** What a piece of work that is PENDING waits for, to be read behind a comma. */
export function waitingText(s3: S3, { id, dueAt, readsLeft = 0 }: Work): string {
  if (s3.held.has(id)) return "held back by an outage";
  if (readsLeft > 0) return `waiting for ${readsLeft} more reads of its status`;
  return `due in ${durationText(Math.max(0, dueAt - s3.time.now()))}`;
}
