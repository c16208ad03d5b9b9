import { didYouMean } from "../base/closestName.js";
import { MockError } from "../base/mockError.js";
import { type FailureReason, failureReasons } from "../state/failureReasons.js";
import {
  type Outage,
  type ReplicationAction,
  replicationActions,
  type WorkScope,
} from "../state/faults.js";

/** What `deny` takes: a permission, and the work that is to lack it. All work, unless it is narrowed. */
export interface DenyOptions extends WorkScope {
  readonly action: ReplicationAction;
}

/** What `fail` takes: a reason, and the work that is to end for it. All work, unless it is narrowed. */
export interface FailOptions extends WorkScope {
  readonly reason: FailureReason;
}

/** What `breakRole` takes: the work whose role cannot be assumed. All work, unless it is narrowed. */
export type RoleFaultOptions = WorkScope;

const scopeNames = ["bucket", "destination", "ruleId", "prefix", "role", "nth"];

/** @throws MockError that says what came and what is allowed */
export function checkedDenial(options: DenyOptions): DenyOptions {
  const { action, ...scope } = checkedScope("deny", options, ["action", ...scopeNames]);
  if (!replicationActions.includes(action)) {
    const meant = didYouMean(action, replicationActions);
    wrong(
      "deny",
      `action is ${describe(action)}${meant}`,
      `one of ${replicationActions.join(", ")}`,
    );
  }
  return { action, ...scope };
}

/** @throws MockError that says what came and what is allowed */
export function checkedFailure(options: FailOptions): FailOptions {
  const { reason, ...scope } = checkedScope("fail", options, ["reason", ...scopeNames]);
  if (!failureReasons.includes(reason)) {
    const meant = didYouMean(reason, failureReasons);
    wrong("fail", `reason is ${describe(reason)}${meant}`, `one of ${failureReasons.join(", ")}`);
  }
  return { reason, ...scope };
}

/**
 * @param given - the ARN of the role, or the work that is to be narrowed to
 * @throws MockError that says what came and what is allowed
 */
export function checkedRoleFault(given: RoleFaultOptions | string): RoleFaultOptions {
  const options = typeof given === "string" ? { role: given } : given;
  return checkedScope("breakRole", options, scopeNames);
}

/** @throws MockError that says what came and what is allowed */
export function checkedKmsKey(operation: string, key: string): string {
  if (typeof key === "string" && key !== "") return key;
  return wrong(
    operation,
    `the key is ${describe(key)}`,
    "the ARN, the id or the alias of a KMS key",
  );
}

/** @throws MockError that says what came and what is allowed */
export function checkedOutage(what: Outage): Outage {
  const entries = Object.entries(what ?? {});
  const [[name, value] = []] = entries;
  const isOne = entries.length === 1 && (name === "bucket" || name === "region");
  if (isOne && typeof value === "string" && value !== "") return { ...what };
  return wrong(
    "unavailable",
    `the argument is ${describe(what)}`,
    '{ bucket: "name" } or { region: "us-east-1" }',
  );
}

function checkedScope<Scope extends WorkScope>(
  operation: string,
  scope: Scope,
  names: readonly string[],
): Scope {
  if (typeof scope !== "object" || scope === null) {
    wrong(operation, `the argument is ${describe(scope)}`, `an object of ${names.join(", ")}`);
  }
  for (const [name, value] of Object.entries(scope)) {
    if (!names.includes(name)) {
      wrong(operation, `there is no ${name}${didYouMean(name, names)}`, names.join(", "));
    }
    if (value === undefined) continue;
    if (name === "nth") {
      if (Number.isInteger(value) && value >= 1) continue;
      wrong(operation, `nth is ${describe(value)}`, "a whole number of at least 1");
    }
    if (typeof value !== "string") {
      wrong(operation, `${name} is ${describe(value)}`, "a string");
    }
  }
  return { ...scope };
}

function wrong(operation: string, what: string, allowed: string): never {
  throw new MockError(
    `faults.${operation}: ${what}${what.endsWith("?") ? " Allowed" : "; allowed"} is ${allowed}`,
  );
}

function describe(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
