import type { Bucket } from "../state/bucket.js";
import { versionsOf } from "../state/versions.js";
import type { PlacedVersion } from "./lifecycleActions.js";

/**
 * The versions of a key with what lifecycle needs to know of the others, newest first: each when it is
 * asked for, since a key may have many and rules mostly look at the first.
 */
export function* placedVersions(bucket: Bucket, key: string): Generator<PlacedVersion, void> {
  const versions = versionsOf(bucket, key)[Symbol.iterator]();
  const isVersioned = bucket.versioning !== undefined;
  let next = versions.next();
  let noncurrentSince: number | undefined;
  for (let index = 0; !next.done; index++) {
    const version = next.value;
    next = versions.next();
    const isOnly = index === 0 && next.done === true;
    const newerNoncurrent = Math.max(0, index - 1);
    yield { version, noncurrentSince, newerNoncurrent, isOnly, isVersioned };
    // It ceases to be current when the next newer one comes.
    noncurrentSince = version.lastModified;
  }
}
