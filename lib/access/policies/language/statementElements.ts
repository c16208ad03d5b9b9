import { MockError } from "../../../base/mockError.js";

/** A Principal or NotPrincipal element, each kind of entry as a list. */
export type PrincipalElement = "*" | PrincipalMap;

/** The entries of a Principal element by kind. `Federated` entries name nobody who calls S3. */
export interface PrincipalMap {
  readonly AWS?: readonly string[];
  readonly Service?: readonly string[];
  readonly CanonicalUser?: readonly string[];
  readonly Federated?: readonly string[];
}

/** A list of patterns, or the complement of one (`NotAction`, `NotResource`). */
export interface PatternElement {
  readonly isNegated: boolean;
  readonly patterns: readonly string[];
}

/** One key of a Condition block under its operator. */
export interface ConditionElement {
  /** As written, such as `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement with single values made lists. */
export interface StatementElements {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly principal:
    | { readonly isNegated: boolean; readonly element: PrincipalElement }
    | undefined;
  readonly action: PatternElement;
  /** Absent in trust policies. */
  readonly resource: PatternElement | undefined;
  readonly conditions: readonly ConditionElement[];
  /** As it was written. */
  readonly source: Readonly<Record<string, unknown>>;
}

/** A document with single values made lists. */
export interface PolicyElements {
  /** Whether `${…}` stands for values of the request: Version 2012-10-17. */
  readonly hasVariables: boolean;
  readonly statements: readonly StatementElements[];
}

/** A document as an object, or its JSON text. */
export type PolicyDocument = string | object;

/**
 * Reads a document that was found well-formed.
 *
 * @throws MockError that says which element is not as the policy language has it
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicyElements(document: PolicyDocument): PolicyElements {
  const policy: unknown = typeof document === "string" ? JSON.parse(document) : document;
  if (!isRecord(policy)) throw unreadable("the policy", policy, "an object");
  const hasVariables = policy.Version === "2012-10-17";
  return { hasVariables, statements: listOf(policy.Statement).map(readStatement) };
}

function readStatement(statement: unknown, index: number): StatementElements {
  const place = `Statement[${index}]`;
  if (!isRecord(statement)) throw unreadable(place, statement, "an object");
  const { Sid: sid, Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny") {
    throw unreadable(`${place}.Effect`, effect, `"Allow" or "Deny"`);
  }
  const action = readPatterns(statement, "Action", place);
  if (action === undefined) throw unreadable(`${place}.Action`, undefined, "an action or a list");
  return {
    sid: typeof sid === "string" ? sid : undefined,
    effect,
    principal: readPrincipal(statement, place),
    action,
    resource: readPatterns(statement, "Resource", place),
    conditions: readConditions(statement.Condition, place),
    source: statement,
  };
}

function readPatterns(
  statement: Readonly<Record<string, unknown>>,
  name: "Action" | "Resource",
  place: string,
): PatternElement | undefined {
  const isNegated = statement[name] === undefined;
  const written = isNegated ? statement[`Not${name}`] : statement[name];
  if (written === undefined) return undefined;
  return { isNegated, patterns: readTexts(written, `${place}.${isNegated ? "Not" : ""}${name}`) };
}

function readPrincipal(
  statement: Readonly<Record<string, unknown>>,
  place: string,
): StatementElements["principal"] {
  const isNegated = statement.Principal === undefined;
  const written = isNegated ? statement.NotPrincipal : statement.Principal;
  if (written === undefined) return undefined;
  return { isNegated, element: readPrincipalElement(written, `${place}.Principal`) };
}

/**
 * Reads the value of a Principal element.
 *
 * @throws MockError where it is neither `"*"` nor a map of texts
 */
export function readPrincipalElement(written: unknown, place: string): PrincipalElement {
  if (written === "*") return "*";
  if (!isRecord(written)) throw unreadable(place, written, `"*" or an object`);
  return Object.fromEntries(
    Object.entries(written).map(([kind, entries]) => [kind, readTexts(entries, place)]),
  );
}

function readConditions(condition: unknown, place: string): ConditionElement[] {
  if (condition === undefined) return [];
  if (!isRecord(condition)) throw unreadable(`${place}.Condition`, condition, "an object");
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isRecord(keys)) throw unreadable(`${place}.Condition.${operator}`, keys, "an object");
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      key,
      values: readTexts(values, `${place}.Condition.${operator}`),
    }));
  });
}

function readTexts(written: unknown, place: string): string[] {
  return listOf(written).map((text) => {
    if (isScalar(text)) return String(text);
    throw unreadable(place, text, "text or a list of texts");
  });
}

/** Whether a value may stand where the language takes text: booleans and numbers are taken as such. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** A single value as a list of one; nothing as an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Whether this is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unreadable(place: string, came: unknown, allowed: string): Error {
  return new MockError(
    `${place} is ${JSON.stringify(came) ?? "absent"}; allowed is ${allowed}`,
    "ERR_MOCK_INTERNAL",
  );
}
