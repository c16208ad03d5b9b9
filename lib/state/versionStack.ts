import type { ObjectVersion } from "./objectVersion.js";
import { type SortedMap, sortedMap } from "./sortedMap.js";

/**
 * The versions of one key, newest first. Immutable: a change gives another stack, which shares what
 * stays the same. Most keys have few versions and a list of them; one that has many has trees, so that
 * a change costs the logarithm of their number.
 */
export type VersionStack = readonly ObjectVersion[] | DeepStack;

interface DeepStack {
  readonly newestFirst: SortedMap<Age, ObjectVersion>;
  readonly byId: SortedMap<string, ObjectVersion>;
}

/** What tells an older version from a newer one. */
type Age = Pick<ObjectVersion, "sequence" | "versionId">;

/** A list of more versions than this becomes trees; trees of less than half of it become a list. */
const listLength = 64;

function isList(stack: VersionStack): stack is readonly ObjectVersion[] {
  return Array.isArray(stack);
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** By when they came to be among all versions. Replicas have their source's place. */
function compareAge(a: Age, b: Age): number {
  return b.sequence - a.sequence || compareIds(a.versionId, b.versionId);
}

/** The newest one. */
export function currentOf(stack: VersionStack): ObjectVersion | undefined {
  if (isList(stack)) return stack[0];
  const newest = stack.newestFirst.minKey();
  return newest && stack.newestFirst.get(newest);
}

/** The one with this id. */
export function versionIn(stack: VersionStack, versionId: string): ObjectVersion | undefined {
  return isList(stack)
    ? stack.find((version) => version.versionId === versionId)
    : stack.byId.get(versionId);
}

/** All of them, newest first. */
export function versionsIn(stack: VersionStack): Iterable<ObjectVersion> {
  return isList(stack) ? stack : stack.newestFirst.values();
}

/** Those that came to be at a place among all versions or before it, newest first. */
export function versionsUpTo(stack: VersionStack, sequence: number): Iterable<ObjectVersion> {
  if (isList(stack)) return stack.filter((version) => version.sequence <= sequence);
  return stack.newestFirst.values({ sequence, versionId: "" });
}

/** The stack with a version in its place, instead of the one with the same id if there is one. */
export function withVersion(stack: VersionStack | undefined, version: ObjectVersion): VersionStack {
  if (stack === undefined) return [version];
  if (isList(stack)) return listWith(stack, version);
  const { versionId } = version;
  const present = stack.byId.get(versionId);
  const newestFirst =
    present === undefined || compareAge(present, version) === 0
      ? stack.newestFirst
      : stack.newestFirst.without(present);
  return {
    newestFirst: newestFirst.with(version, version),
    byId: stack.byId.with(versionId, version),
  };
}

/** The stack without the version with this id; undefined where none is left. */
export function withoutVersion(stack: VersionStack, versionId: string): VersionStack | undefined {
  if (isList(stack)) {
    const others = stack.filter((version) => version.versionId !== versionId);
    return others.length === 0 ? undefined : others;
  }
  const present = stack.byId.get(versionId);
  if (present === undefined) return stack;
  const newestFirst = stack.newestFirst.without(present);
  if (newestFirst.size <= listLength / 2) return newestFirst.valuesArray();
  return { newestFirst, byId: stack.byId.without(versionId) };
}

function listWith(list: readonly ObjectVersion[], version: ObjectVersion): VersionStack {
  const { versionId, sequence } = version;
  // Most changes replace the only version there is.
  if (list.length === 1 && list[0]?.versionId === versionId) return [version];
  const others = list.filter((other) => other.versionId !== versionId);
  const older = others.findIndex((other) => other.sequence < sequence);
  others.splice(older === -1 ? others.length : older, 0, version);
  return others.length > listLength ? deepened(others) : others;
}

function deepened(list: readonly ObjectVersion[]): DeepStack {
  const newestFirst = sortedMap<Age, ObjectVersion>(compareAge);
  const byId = sortedMap<string, ObjectVersion>(compareIds);
  for (const version of list) {
    newestFirst.set(version, version);
    byId.set(version.versionId, version);
  }
  return { newestFirst, byId };
}
