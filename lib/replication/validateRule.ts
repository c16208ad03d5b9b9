import { fail } from "../base/errors.js";
import { limits } from "../base/limits.js";
import type { SchemaValidRule } from "./configurationSchema.js";
import { checkElementsOfSchemaVersion, schemaVersionOf } from "./schemaVersion.js";
import { checkDestination } from "./validateDestination.js";

/** What the rules before this one have taken, and what holds for all of them. */
export interface SeenRules {
  readonly schemaVersion: "V1" | "V2";
  /** The source bucket's name. */
  readonly bucket: string;
  readonly ids: Set<string>;
  readonly priorities: Set<number>;
  /** In the order of the document; only V1 looks at them. */
  readonly prefixes: string[];
  readonly destinationArns: Set<string>;
}

/** The state in which the first of `rules` is checked; `bucket` is the source's name. */
export function createSeenRules(rules: readonly SchemaValidRule[], bucket: string): SeenRules {
  return {
    schemaVersion: schemaVersionOf(rules),
    bucket,
    ids: new Set(),
    priorities: new Set(),
    prefixes: [],
    destinationArns: new Set(),
  };
}

/**
 * Checks one rule and enters it in `seen`. The order of the checks is `assumed`.
 *
 * @throws S3Error InvalidArgument, InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html
 */
export function checkRule(rule: SchemaValidRule, seen: SeenRules): void {
  checkElementsOfSchemaVersion(rule, seen.schemaVersion);
  checkId(rule.ID, seen.ids);
  checkPriority(rule.Priority, seen.priorities);
  checkFilter(rule);
  checkPrefix(rule, seen);
  if (isEmpty(rule.SourceSelectionCriteria)) {
    fail("InvalidRequest", { message: "SourceSelectionCriteria cannot be empty" });
  }
  checkDestination(rule, seen);
}

function checkId(id: string | undefined, ids: Set<string>): void {
  if (id === undefined || id === "") return;
  if (isLonger(id, limits.replicationRuleIdCharacters)) {
    failId(id, `Rule Id cannot be greater than ${limits.replicationRuleIdCharacters}`);
  }
  if (/\P{ASCII}/u.test(id)) failId(id, "Rule ID must not contain non-ASCII characters.");
  if (ids.has(id)) failId(id, "Rule Id must be unique");
  ids.add(id);
}

function failId(id: string, message: string): never {
  return fail("InvalidArgument", { message, ArgumentName: "ID", ArgumentValue: id });
}

/** Rules with different destinations must differ in priority as well: `assumed`. */
function checkPriority(priority: number | undefined, priorities: Set<number>): void {
  if (priority === undefined) return;
  if (priority < 0) {
    fail("InvalidRequest", { message: "Priority must be between 0 and 2147483647." });
  }
  if (priorities.has(priority)) {
    fail("InvalidRequest", { message: `Found duplicate priority ${priority}.` });
  }
  priorities.add(priority);
}

function checkFilter({ Filter, DeleteMarkerReplication }: SchemaValidRule): void {
  const keys = (Filter?.And?.Tags ?? []).map(({ Key }) => Key);
  const hasTags = Filter?.Tag !== undefined || keys.length > 0;
  if (hasTags && DeleteMarkerReplication?.Status === "Enabled") {
    fail("InvalidRequest", {
      message:
        "Delete marker replication is not supported if any Tag filter is specified. Please refer to S3 Developer Guide for more information.",
    });
  }
  if (new Set(keys).size < keys.length) {
    fail("InvalidRequest", { message: "Duplicate Tag Keys are not allowed." });
  }
}

function checkPrefix(rule: SchemaValidRule, { schemaVersion, prefixes }: SeenRules): void {
  const prefix = rule.Prefix ?? rule.Filter?.Prefix ?? rule.Filter?.And?.Prefix ?? "";
  if (isLonger(prefix, limits.replicationPrefixCharacters)) {
    fail("InvalidArgument", {
      message: `Rule prefix cannot be longer than maximum allowed key length of ${limits.replicationPrefixCharacters}`,
      ArgumentName: "Prefix",
      ArgumentValue: prefix,
    });
  }
  if (schemaVersion === "V2") return;
  const other = prefixes.find((seen) => prefix.startsWith(seen) || seen.startsWith(prefix));
  if (other !== undefined) {
    fail("InvalidRequest", { message: `Found overlapping prefixes '${other}' and '${prefix}'` });
  }
  prefixes.push(prefix);
}

function isEmpty(element: object | undefined): boolean {
  return element !== undefined && Object.values(element).every((child) => child === undefined);
}

/** Counts Unicode characters, of which JavaScript's `length` counts those above U+FFFF twice. */
function isLonger(text: string, characters: number): boolean {
  return text.length > characters && Array.from(text).length > characters;
}
