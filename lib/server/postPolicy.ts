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
  for (const condition of conditions) {
    const [operator, first, second] = condition;
    if (operator === "content-length-range") {
      checkLength(subject.fileBytes, Number(first), Number(second));
      continue;
    }
    const name = String(first).replace(/^\$/, "").toLowerCase();
    covered.add(name);
    if (!holds(operator, subjectOf(subject, name), String(second), name)) {
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
    if (condition.length === 3 && /^(?:eq|starts-with|content-length-range)$/.test(name)) {
      return [[name, first, second]];
    }
  } else if (typeof condition === "object" && condition !== null) {
    return Object.entries(condition).map(([name, value]) => ["eq", `$${name}`, value]);
  }
  return invalid(`Invalid Condition: ${JSON.stringify(condition)}`);
}

function subjectOf({ bucket, key, fields }: PolicySubject, name: string): string | undefined {
  if (name === "bucket") return bucket;
  return name === "key" ? key : fields.get(name);
}

function holds(operator: string, value: string | undefined, wanted: string, name: string): boolean {
  if (operator === "eq") return value === wanted;
  // A field that is left out begins with nothing, `assumed`.
  const values = name === "content-type" ? (value ?? "").split(",") : [value ?? ""];
  return values.every((each) => each.trim().startsWith(wanted));
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
