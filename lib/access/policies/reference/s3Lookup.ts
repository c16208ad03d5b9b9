import { compileWildcards } from "../language/textPattern.js";
import { globalKeys } from "./globalReference.js";
import { type S3ResourceType, s3Actions } from "./s3Actions.js";
import { generalS3Keys, s3KeysOfActions } from "./s3ConditionKeys.js";

/** An action of S3, without its prefix, and what it is done to. */
export type S3Action = readonly [name: string, resourceType: S3ResourceType];

/** The actions of S3 that a pattern such as `s3:Get*` reaches; case does not count. */
export function s3ActionsOf(pattern: string): readonly S3Action[] {
  const matches = compileWildcards(pattern.toLowerCase());
  return [...s3Actions].filter(([name]) => matches(`s3:${name.toLowerCase()}`));
}

const generalKeys = generalS3Keys.map((key) => key.toLowerCase());
const keysOfActions = Object.entries(s3KeysOfActions).map(
  ([key, actions]) => [key.toLowerCase(), new Set(actions.split(" "))] as const,
);

/**
 * The actions a condition key of S3 goes with, given with its prefix in any case.
 *
 * @returns `any`, the actions, or undefined where S3 has no such key
 */
export function s3ActionsWithKey(key: string): ReadonlySet<string> | "any" | undefined {
  const [prefix, ...rest] = key.toLowerCase().split(":");
  if (prefix !== "s3") return undefined;
  const name = rest.join(":");
  if (generalKeys.some((known) => isKey(known, name))) return "any";
  return keysOfActions.find(([known]) => isKey(known, name))?.[1];
}

const lowerGlobalKeys = globalKeys.map((key) => key.toLowerCase());

/** Whether a condition key, given with its prefix in any case, is one that all services have. */
export function isGlobalKey(key: string): boolean {
  return lowerGlobalKeys.some((known) => isKey(known, key.toLowerCase()));
}

/** Whether a name is that of a known key, completed where the known one is left open. */
export function isKey(known: string, name: string): boolean {
  const isOpen = known.endsWith("/") || known.endsWith(":");
  return isOpen ? name.length > known.length && name.startsWith(known) : name === known;
}
