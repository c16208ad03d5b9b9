import type { Bucket } from "./bucket.js";
import { touchKey } from "./lifecycleSchedule.js";
import type { ObjectVersion } from "./objectVersion.js";
import {
  currentOf,
  versionIn,
  versionsIn,
  versionsUpTo,
  withoutVersion,
  withVersion,
} from "./versionStack.js";

/** The versions of a key, newest first. */
export function versionsOf(bucket: Bucket, key: string): Iterable<ObjectVersion> {
  const stack = bucket.versions.get(key);
  return stack === undefined ? [] : versionsIn(stack);
}

/** The versions of a key that came to be at a place among all versions or before it, newest first. */
export function versionsOfUpTo(
  bucket: Bucket,
  key: string,
  sequence: number,
): Iterable<ObjectVersion> {
  const stack = bucket.versions.get(key);
  return stack === undefined ? [] : versionsUpTo(stack, sequence);
}

/** The current version of a key: an object or a delete marker. */
export function currentVersion(bucket: Bucket, key: string): ObjectVersion | undefined {
  const stack = bucket.versions.get(key);
  return stack && currentOf(stack);
}

/** The version of a key with this id. */
export function findVersion(
  bucket: Bucket,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const stack = bucket.versions.get(key);
  return stack && versionIn(stack, versionId);
}

/**
 * Puts a version in its place by its sequence: on top when it is new, deeper when it is a replica
 * of an older one. A version with the same id, such as the null version, is replaced.
 */
export function insertVersion(bucket: Bucket, version: ObjectVersion): void {
  const { key } = version;
  bucket.versions.set(key, withVersion(bucket.versions.get(key), version, bucket.generation));
  touchKey(bucket.lifecycle, key);
}

/** Takes a version out, and gives it back if it was there. */
export function removeVersion(
  bucket: Bucket,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const stack = bucket.versions.get(key);
  const removed = stack && versionIn(stack, versionId);
  if (stack === undefined || removed === undefined) return undefined;
  const left = withoutVersion(stack, versionId, bucket.generation);
  if (left === undefined) bucket.versions.delete(key);
  else bucket.versions.set(key, left);
  touchKey(bucket.lifecycle, key);
  return removed;
}
