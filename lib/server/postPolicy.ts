import type { Clock } from "../base/clock.js";
import { fail } from "../base/errors.js";
import { readPostPolicy } from "./postPolicyDocument.js";

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
  const { expiration, conditions } = readPostPolicy(encoded);
  if (clocks.every((clock) => clock.now() > expiration)) refuse("Policy expired.");
  const covered = new Set<string>();
  // Where a form tells several types, a condition is on each of them.
  const typesPrefix = commonPrefix((subject.fields.get("content-type") ?? "").split(","));
  for (const { operator, first, second, printed } of conditions) {
    if (operator === "content-length-range") {
      checkLength(subject.fileBytes, Number(first), Number(second));
      continue;
    }
    // That what does not begin so names no field is `assumed`: all documented conditions do.
    const name = first.startsWith("$") ? first.slice(1).toLowerCase() : "";
    covered.add(name);
    const isList = operator === "starts-with" && name === "content-type";
    const value = isList ? typesPrefix : subjectOf(subject, name);
    if (!holds(operator, value, second)) refuse(`Policy Condition failed: ${printed}`);
  }
  for (const name of subject.fields.keys()) {
    if (!covered.has(name) && !unconditional.test(name)) refuse(`Extra input fields: ${name}`);
  }
}

function refuse(reason: string): never {
  // The reasons are `assumed`, what stands before them is documented.
  return fail("AccessDenied", { message: `Invalid according to Policy: ${reason}` });
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
