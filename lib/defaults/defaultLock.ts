import type { Bucket } from "../state/bucket.js";
import type { ObjectLock } from "../state/objectVersion.js";

/** Neither retention nor legal hold. */
export const noLock: ObjectLock = { retention: undefined, legalHold: undefined };

/**
 * The retention a bucket gives to versions that come without one.
 *
 * @param createdAt - when the version was made, in milliseconds since the epoch
 */
export function defaultLock(bucket: Bucket, createdAt: number): ObjectLock {
  const rule = bucket.objectLock?.defaultRetention;
  if (rule === undefined) return noLock;
  const until = new Date(createdAt);
  if (rule.unit === "Days") until.setUTCDate(until.getUTCDate() + rule.count);
  else until.setUTCFullYear(until.getUTCFullYear() + rule.count);
  return { retention: { mode: rule.mode, retainUntil: until.getTime() }, legalHold: undefined };
}
