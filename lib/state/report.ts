import type { S3 } from "./s3.js";
import type { StateChange } from "./stateChange.js";

/** Notes a change; observers are told of it when all that belongs to it is done. */
export function report(s3: S3, change: StateChange): void {
  if (s3.observers.size > 0) s3.changes.push(change);
}

/** Tells all observers what has happened. */
export function tellChanges(s3: S3): void {
  if (s3.changes.length === 0) return;
  for (const change of s3.changes.splice(0)) {
    for (const observe of s3.observers) observe(change);
  }
}
