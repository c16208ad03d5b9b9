import type { S3 } from "./s3.js";
import type { Fact } from "./stateChange.js";

/** Tells a fact to all observers; the state it speaks of is in place by then. */
export function report(s3: S3, fact: Fact): void {
  for (const observe of s3.observers) observe(fact);
}
