import type { Bucket } from "../state/bucket.js";
import { versionsOf } from "../state/versions.js";
import type { PlacedVersion } from "./lifecycleActions.js";

/** The versions of a key with what lifecycle needs to know of the others, newest first. */
export function placedVersions(bucket: Bucket, key: string): PlacedVersion[] {
  const versions = [...versionsOf(bucket, key)];
  const isOnly = versions.length === 1;
  const isVersioned = bucket.versioning !== undefined;
  return versions.map((version, index) => ({
    version,
    // It ceased to be current when the next newer one came.
    noncurrentSince: versions[index - 1]?.lastModified,
    newerNoncurrent: Math.max(0, index - 1),
    isOnly,
    isVersioned,
  }));
}
