import type { Clock } from "../base/clock.js";
import { fail } from "../base/errors.js";

/** A form as its policy sees it. */
export interface PolicySubject {
  readonly bucket: string;
  /** With the name of the file in it. */
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly fileBytes: number;
}

/** Fields that need no condition. */
const unconditional = /^(?:x-amz-signature|file|policy|awsaccesskeyid|signature|x-ignore-.*)$/;

type Condition = readonly [operator: string, first: unknown, second: unknown];

/**
 * Checks a form against its policy: a JSON document in base64.
 *
 * @param clocks - one of them has to be before the policy's expiration
 * @throws S3Error InvalidPolicyDocument, AccessDenied, EntityTooLarge, EntityTooSmall
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function checkPolicy(
  encoded: string,
  subject: PolicySubject,
  clocks: readonly Clock[],
): void {
  const { expiration, conditions } = readPolicy(encoded);
  if (clocks.every((clock) => clock.now() > expiration)) refuse("Policy expired.");
  const covered = new Set<string>();
  // Where a form tells several types, a condition is on each of them.
  const typesPrefix = commonPrefix((subject.fields.get("content-type") ?? "").split(","));
  for (const condition of conditions) {
    const [operator, first, second] = condition;
    if (operator === "content-length-range") {
      checkLength(subject.fileBytes, Number(first), Number(second));
      continue;
    }
    const name = String(first).replace(/^\$/, "").toLowerCase();
    covered.add(name);
    const isList = operator === "starts-with" && name === "content-type";
    const value = isList ? typesPrefix : subjectOf(subject, name);
    if (!holds(operator, value, String(second))) {
      refuse(`Policy Condition failed: ${JSON.stringify(condition)}`);
    }
  }
  for (const name of subject.fields.keys()) {
    if (!covered.has(name) && !unconditional.test(name)) refuse(`Extra input fields: ${name}`);
  }
}

function refuse(reason: string): never {
  // The reasons are `assumed`, what stands before them is documented.
  return fail("AccessDenied", { message: `Invalid according to Policy: ${reason}` });
}

function invalid(reason: string): never {
  return fail("InvalidPolicyDocument", { message: `Invalid Policy: ${reason}` });
}

function readPolicy(encoded: string): { expiration: number; conditions: Condition[] } {
  const policy = parse(Buffer.from(encoded, "base64").toString());
  const { expiration, conditions } = policy;
  if (expiration === undefined) invalid("Policy missing expiration.");
  const until = typeof expiration === "string" ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(until)) invalid(`Invalid 'expiration' value: '${String(expiration)}'`);
  if (conditions === undefined) invalid("Policy missing conditions.");
  if (!Array.isArray(conditions)) invalid("Invalid 'conditions' value: must be a List.");
  return { expiration: until, conditions: conditions.flatMap(readCondition) };
}

function parse(text: string): { expiration?: unknown; conditions?: unknown } {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy === "object" && policy !== null) return policy;
  } catch {
    // Answered below.
  }
  return invalid("Invalid JSON.");
}

/** `{ "acl": "private" }` says the same as `["eq", "$acl", "private"]`. */
function readCondition(condition: unknown): Condition[] {
  if (Array.isArray(condition)) {
    const [operator, first, second] = condition;
    const name = String(operator).toLowerCase();
    const isRange = name === "content-length-range";
    if (isRange && !(isSize(first) && isSize(second)))
      return invalid(`Invalid Condition: ${JSON.stringify(condition)}`);
    if (condition.length === 3 && /^(?:eq|starts-with|content-length-range)$/.test(name)) {
      return [[name, first, second]];
    }
  } else if (typeof condition === "object" && condition !== null) {
    return Object.entries(condition).map(([name, value]) => ["eq", `$${name}`, value]);
  }
  return invalid(`Invalid Condition: ${JSON.stringify(condition)}`);
}

/** That a number may stand in quotes is `assumed`. */
function isSize(value: unknown): boolean {
  return (typeof value === "number" || typeof value === "string") && /^\d+$/.test(String(value));
}

function subjectOf({ bucket, key, fields }: PolicySubject, name: string): string | undefined {
  if (name === "bucket") return bucket;
  return name === "key" ? key : fields.get(name);
}

function holds(operator: string, value: string | undefined, wanted: string): boolean {
  if (operator === "eq") return value === wanted;
  // A field that is left out begins with nothing, `assumed`.
  return (value ?? "").startsWith(wanted);
}

/** What all of them begin with; blanks around them do not count. */
function commonPrefix(texts: readonly string[]): string {
  let prefix: string | undefined;
  for (const text of texts) {
    const trimmed = text.trim();
    prefix ??= trimmed;
    let length = 0;
    while (length < prefix.length && prefix[length] === trimmed[length]) length++;
    prefix = prefix.slice(0, length);
  }
  return prefix ?? "";
}

function checkLength(sizeBytes: number, leastBytes: number, mostBytes: number): void {
  const ProposedSize = String(sizeBytes);
  if (sizeBytes > mostBytes) {
    fail("EntityTooLarge", { MaxSizeAllowed: String(mostBytes), ProposedSize });
  }
  if (sizeBytes < leastBytes) {
    fail("EntityTooSmall", { MinSizeAllowed: String(leastBytes), ProposedSize });
  }
}
