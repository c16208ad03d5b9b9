import { fail } from "../base/errors.js";

/** A condition of a policy; the bounds of a range are its first and second. */
export interface PostCondition {
  readonly operator: string;
  readonly first: string;
  readonly second: string;
  /** As S3 prints it. */
  readonly printed: string;
}

/** The policy of a form, read. */
export interface PostPolicy {
  /** Milliseconds since the epoch. */
  readonly expiration: number;
  readonly conditions: readonly PostCondition[];
}

/**
 * Reads the policy of a form: a JSON document in base64. The texts of its refusals are from reports, and
 * which of several S3 names first is `assumed`.
 *
 * @throws S3Error InvalidPolicyDocument
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function readPostPolicy(encoded: string): PostPolicy {
  const text = decode(encoded);
  const policy = parse(text);
  const { expiration, conditions, ...others } = policy;
  const [other] = Object.keys(others);
  if (other !== undefined) invalid(`Unexpected: "${other}"`);
  if (expiration === undefined) invalid("Policy missing expiration.");
  const until = Date.parse(textOf(expiration));
  if (Number.isNaN(until)) invalid(`Invalid 'expiration' value: '${String(expiration)}'`);
  if (conditions === undefined) invalid("Policy missing conditions.");
  if (!Array.isArray(conditions)) invalid("Invalid 'conditions' value: must be a List.");
  // S3 prints a list as it stands in the document; documents with blanks in other places are `assumed` away.
  const print = JSON.stringify(policy) === text ? JSON.stringify : spaced;
  return { expiration: until, conditions: conditions.map((each) => readCondition(each, print)) };
}

function decode(encoded: string): string {
  const bytes = Buffer.from(encoded, "base64");
  const isBase64 = withoutPadding(bytes.toString("base64")) === withoutPadding(encoded.trim());
  if (!isBase64) invalid("invalid Base64 encoding.");
  if (bytes.length === 0) invalid("Expecting '{' but found End-of-Input");
  return bytes.toString();
}

/** By hand: a pattern would begin anew at each of many signs that do not end the text. */
function withoutPadding(base64: string): string {
  let end = base64.length;
  while (base64[end - 1] === "=") end--;
  return base64.slice(0, end);
}

function parse(text: string): { expiration?: unknown; conditions?: unknown } {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy === "object" && policy !== null && !Array.isArray(policy)) return policy;
  } catch {
    // Answered below.
  }
  return invalid("Invalid JSON.");
}

type Print = (test: readonly unknown[]) => string;

function readCondition(condition: unknown, print: Print): PostCondition {
  if (Array.isArray(condition)) return readTest(condition, print);
  if (typeof condition !== "object" || condition === null) {
    return invalid("Invalid condition test: must be a List or Object.");
  }
  // `{ "acl": "private" }` says the same as `["eq", "$acl", "private"]`.
  const [property, ...others] = Object.entries(condition);
  if (property === undefined || others.length > 0) {
    return invalid(
      "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
    );
  }
  const [name, second] = property;
  if (typeof second !== "string") {
    return invalid("Invalid Simple-Condition: value must be a string.");
  }
  const first = `$${name}`;
  return { operator: "eq", first, second, printed: spaced(["eq", first, second]) };
}

function readTest(test: readonly unknown[], print: Print): PostCondition {
  const [identifier, first, second] = test;
  if (identifier === undefined) invalid("Invalid Condition: missing operation identifier.");
  const operator = textOf(identifier).toLowerCase();
  if (!/^(?:eq|starts-with|content-length-range)$/.test(operator)) {
    invalid(`Invalid Condition: unknown operation '${operator}'.`);
  }
  if (test.length !== 3) invalid(`Invalid ${operator}: wrong number of arguments.`);
  const readArgument = operator === "content-length-range" ? sizeOf : textOf;
  return {
    operator,
    first: readArgument(first),
    second: readArgument(second),
    printed: print(test),
  };
}

function spaced(test: readonly unknown[]): string {
  return `[${test.map((each) => JSON.stringify(each)).join(", ")}]`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : invalid("Invalid JSON.");
}

/** That a number may stand in quotes is `assumed`. */
function sizeOf(value: unknown): string {
  const text = typeof value === "number" ? String(value) : textOf(value);
  return /^\d+$/.test(text) ? text : invalid("Invalid JSON.");
}

function invalid(reason: string): never {
  return fail("InvalidPolicyDocument", { message: `Invalid Policy: ${reason}` });
}
