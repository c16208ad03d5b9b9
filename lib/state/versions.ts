import type { Bucket } from "./bucket.js";
import type { ObjectVersion } from "./objectVersion.js";
import type { Work } from "./work.js";

const none: readonly ObjectVersion[] = [];

/** The versions of a key, newest first. */
export function versionsOf(bucket: Bucket, key: string): readonly ObjectVersion[] {
  return bucket.versions.get(key) ?? none;
}

/** The current version of a key: an object or a delete marker. */
export function currentVersion(bucket: Bucket, key: string): ObjectVersion | undefined {
  return bucket.versions.get(key)?.[0];
}

/** The version of a key with this id. */
export function findVersion(
  bucket: Bucket,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  return bucket.versions.get(key)?.find((version) => version.versionId === versionId);
}

/**
 * Puts a version in its place by its sequence: on top when it is new, deeper when it is a replica
 * of an older one. A version with the same id, such as the null version, is replaced.
 */
export function insertVersion(bucket: Bucket, version: ObjectVersion): void {
  const { key, versionId, sequence } = version;
  const stack = versionsOf(bucket, key);
  // Most keys have one version, and most changes replace it: no stack is taken apart for these.
  if (stack.length === 0 || (stack.length === 1 && stack[0]?.versionId === versionId)) {
    bucket.versions.set(key, [version]);
    return;
  }
  const others = stack.filter((other) => other.versionId !== versionId);
  const older = others.findIndex((other) => other.sequence < sequence);
  others.splice(older === -1 ? others.length : older, 0, version);
  bucket.versions.set(key, others);
}

/** Takes a version out, and gives it back if it was there. */
export function removeVersion(
  bucket: Bucket,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const stack = versionsOf(bucket, key);
  const removed = stack.find((version) => version.versionId === versionId);
  if (removed === undefined) return undefined;
  if (stack.length === 1) bucket.versions.delete(key);
  else
    bucket.versions.set(
      key,
      stack.filter((version) => version !== removed),
    );
  return removed;
}

/** Replaces one piece of a version's work by what has become of it. */
export function replaceWork(bucket: Bucket, version: ObjectVersion, changed: Work): void {
  const work = version.work.map((each) => (each.id === changed.id ? changed : each));
  insertVersion(bucket, { ...version, work });
}
