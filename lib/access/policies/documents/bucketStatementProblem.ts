import { isRecord, isScalar, listOf } from "../language/statementElements.js";
import { s3ActionsOf } from "../reference/s3Lookup.js";
import { bucketConditionProblem } from "./bucketConditionProblem.js";
import { type BucketResourceType, bucketResourceTypes } from "./bucketResource.js";
import { invalidSyntax, malformed, type PolicyProblem } from "./policyProblem.js";
import { invalidPrincipal } from "./principalProblem.js";

/** What the statements of a bucket policy may speak of. */
export interface BucketStatementOptions {
  readonly bucketName: string;
  /** Default: `aws`. */
  readonly partition?: string | undefined;
  /** Whether an account, user or role exists; S3 refuses those that do not. Default: all do. */
  readonly principalExists?: ((entry: string) => boolean) | undefined;
}

type Statement = Readonly<Record<string, unknown>>;

/** What S3 refuses in a statement, its elements in turn. */
export function bucketStatementProblem(
  statement: unknown,
  options: BucketStatementOptions,
): PolicyProblem | undefined {
  if (!isRecord(statement)) return invalidSyntax;
  return (
    syntaxProblem(statement) ??
    effectProblem(statement) ??
    principalProblem(statement, options) ??
    listProblem(statement, "Action") ??
    actionProblem(statement) ??
    listProblem(statement, "Resource") ??
    resourceProblem(statement, options) ??
    pairingProblem(statement, options)
  );
}

const isWellFormed: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ["Sid", isText],
  ["Effect", isText],
  ["Principal", isTextOrRecord],
  ["NotPrincipal", isTextOrRecord],
  ["Action", isTextOrList],
  ["NotAction", isTextOrList],
  ["Resource", isTextOrList],
  ["NotResource", isTextOrList],
  ["Condition", isConditionBlock],
]);

function syntaxProblem(statement: Statement): PolicyProblem | undefined {
  for (const [name, value] of Object.entries(statement)) {
    const check = isWellFormed.get(name);
    if (check === undefined) return malformed(`Unknown field ${name}`);
    if (!check(value)) return invalidSyntax;
  }
  for (const name of ["Principal", "Action", "Resource"]) {
    if (statement[name] !== undefined && statement[`Not${name}`] !== undefined) {
      return malformed(`Statement/policy already has instance of ${name}`);
    }
  }
  return undefined;
}

function effectProblem({ Effect: effect }: Statement): PolicyProblem | undefined {
  if (effect === undefined) return malformed("Missing required field Effect");
  return effect === "Allow" || effect === "Deny"
    ? undefined
    : malformed(`Invalid effect: ${effect}`);
}

/** That NotPrincipal with Allow is refused is recorded 2026; its text is not. */
function principalProblem(
  { Effect: effect, Principal: principal, NotPrincipal: notPrincipal }: Statement,
  { principalExists }: BucketStatementOptions,
): PolicyProblem | undefined {
  const element = principal ?? notPrincipal;
  if (element === undefined) return malformed("Missing required field Principal");
  if (notPrincipal !== undefined && effect === "Allow") return invalidSyntax;
  if (isRecord(element) && Object.values(element).some((entries) => listOf(entries).length === 0)) {
    return malformed("Missing required field Principal cannot be empty!");
  }
  const invalid = invalidPrincipal(element, principalExists);
  return invalid && malformed("Invalid principal in policy", invalid.entry);
}

function listProblem(statement: Statement, name: "Action" | "Resource"): PolicyProblem | undefined {
  const value = statement[name] ?? statement[`Not${name}`];
  if (value === undefined) return malformed(`Missing required field ${name}`);
  if (listOf(value).length > 0) return undefined;
  return malformed(`Missing required field ${name} cannot be empty!`);
}

/** Also those that NotAction names have to exist, and no wildcard stands for the prefix; `assumed`. */
function actionProblem({ Action: action, NotAction: notAction }: Statement) {
  const isKnown = (pattern: unknown) =>
    /^(?:\*$|s3:)/i.test(String(pattern)) && s3ActionsOf(String(pattern)).length > 0;
  return listOf(action ?? notAction).every(isKnown)
    ? undefined
    : malformed("Policy has invalid action");
}

function resourceProblem(
  { Resource: resource, NotResource: notResource }: Statement,
  options: BucketStatementOptions,
): PolicyProblem | undefined {
  const isValid = (pattern: unknown) => bucketResourceTypes(String(pattern), options).length > 0;
  return listOf(resource ?? notResource).every(isValid)
    ? undefined
    : malformed("Policy has invalid resource");
}

/**
 * Each condition needs actions that have its key, and each action a resource that it fits; that conditions
 * come first is what others found.
 */
function pairingProblem(
  statement: Statement,
  options: BucketStatementOptions,
): PolicyProblem | undefined {
  const { Action: action, Resource: resource, Condition: condition } = statement;
  const types: ReadonlySet<BucketResourceType> = new Set(
    resource === undefined
      ? (["bucket", "object"] as const)
      : listOf(resource).flatMap((each) => bucketResourceTypes(String(each), options)),
  );
  // What NotAction and NotResource leave over fits one way or another.
  const patterns = action === undefined ? ["*"] : listOf(action).map(String);
  const known = patterns.map((pattern) => s3ActionsOf(pattern));
  const fitting = known.map((actions) =>
    actions.filter(([, type]) => type !== "other" && types.has(type)),
  );
  const names = fitting.map((actions, at) =>
    (actions.length > 0 ? actions : (known[at] ?? [])).map(([name]) => name),
  );
  const conditionProblem = bucketConditionProblem(condition, names);
  if (conditionProblem !== undefined) return conditionProblem;
  return fitting.some((actions) => actions.length === 0)
    ? malformed("Action does not apply to any resource(s) in statement")
    : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isTextOrRecord(value: unknown): boolean {
  return isText(value) || isRecord(value);
}

function isTextOrList(value: unknown): boolean {
  return listOf(value).every(isText);
}

function isConditionBlock(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (keys) =>
        isRecord(keys) && Object.values(keys).every((values) => listOf(values).every(isScalar)),
    )
  );
}
