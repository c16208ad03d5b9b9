import { orderOf } from "../base/ids.js";
import type { ObjectVersion } from "./objectVersion.js";
import { type SortedMap, sortedMap } from "./sortedMap.js";

/**
 * The versions of one key, newest first. Most keys have few versions and a list of them, which is never
 * changed. One that has many has a tree, so that a change costs the logarithm of their number; it is
 * changed in place within the generation that it was made in, and copied from another.
 */
export type VersionStack = readonly ObjectVersion[] | DeepStack;

interface DeepStack {
  readonly generation: object;
  /** By their sequence, which their ids tell. */
  readonly newestFirst: SortedMap<number, ObjectVersion>;
  /** The one whose id tells nothing. */
  nullVersion: ObjectVersion | undefined;
}

/** A list of more versions than this becomes a tree; a tree of less than half of it becomes a list. */
const listLength = 64;

function isList(stack: VersionStack): stack is readonly ObjectVersion[] {
  return Array.isArray(stack);
}

function descending(a: number, b: number): number {
  return b - a;
}

/** The newest one. */
export function currentOf(stack: VersionStack): ObjectVersion | undefined {
  if (isList(stack)) return stack[0];
  const newest = stack.newestFirst.minKey();
  return newest === undefined ? undefined : stack.newestFirst.get(newest);
}

/** The one with this id. */
export function versionIn(stack: VersionStack, versionId: string): ObjectVersion | undefined {
  if (isList(stack)) return stack.find((version) => version.versionId === versionId);
  if (versionId === "null") return stack.nullVersion;
  // An id is drawn just before the place among all versions that goes with it.
  const version = stack.newestFirst.get(orderOf(versionId) + 1);
  return version?.versionId === versionId ? version : undefined;
}

/** All of them, newest first. */
export function versionsIn(stack: VersionStack): Iterable<ObjectVersion> {
  return isList(stack) ? stack : stack.newestFirst.values();
}

/** Those that came to be at a place among all versions or before it, newest first. */
export function versionsUpTo(stack: VersionStack, sequence: number): Iterable<ObjectVersion> {
  if (isList(stack)) return stack.filter((version) => version.sequence <= sequence);
  return stack.newestFirst.values(sequence);
}

/** The stack with a version in its place, instead of the one with the same id if there is one. */
export function withVersion(
  stack: VersionStack | undefined,
  version: ObjectVersion,
  generation: object,
): VersionStack {
  if (stack === undefined) return [version];
  if (isList(stack)) return listWith(stack, version, generation);
  const own = ownStack(stack, generation);
  if (version.versionId === "null") {
    if (own.nullVersion !== undefined) own.newestFirst.delete(own.nullVersion.sequence);
    own.nullVersion = version;
  }
  own.newestFirst.set(version.sequence, version);
  return own;
}

/** The stack without the version with this id; undefined where none is left. */
export function withoutVersion(
  stack: VersionStack,
  versionId: string,
  generation: object,
): VersionStack | undefined {
  if (isList(stack)) {
    const others = stack.filter((version) => version.versionId !== versionId);
    return others.length === 0 ? undefined : others;
  }
  const present = versionIn(stack, versionId);
  if (present === undefined) return stack;
  const own = ownStack(stack, generation);
  own.newestFirst.delete(present.sequence);
  if (versionId === "null") own.nullVersion = undefined;
  return own.newestFirst.size <= listLength / 2 ? own.newestFirst.valuesArray() : own;
}

/** A stack that may be changed in place. */
function ownStack(stack: DeepStack, generation: object): DeepStack {
  if (stack.generation === generation) return stack;
  return { ...stack, generation, newestFirst: stack.newestFirst.clone() };
}

function listWith(
  list: readonly ObjectVersion[],
  version: ObjectVersion,
  generation: object,
): VersionStack {
  const { versionId, sequence } = version;
  // Most changes replace the only version there is.
  if (list.length === 1 && list[0]?.versionId === versionId) return [version];
  const others = list.filter((other) => other.versionId !== versionId);
  const older = others.findIndex((other) => other.sequence < sequence);
  others.splice(older === -1 ? others.length : older, 0, version);
  return others.length > listLength ? deepened(others, generation) : others;
}

function deepened(list: readonly ObjectVersion[], generation: object): DeepStack {
  const newestFirst = sortedMap<number, ObjectVersion>(descending);
  for (const version of list) newestFirst.set(version.sequence, version);
  const nullVersion = list.find(({ versionId }) => versionId === "null");
  return { generation, newestFirst, nullVersion };
}
