import { fail } from "../../base/errors.js";

/** A statement of a bucket policy, each of its elements as it was written. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

/**
 * The statements of a bucket policy.
 *
 * The texts about the document as a whole are recorded 2026; those about a statement are `assumed`.
 *
 * @throws S3Error MalformedPolicy
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 */
export function parsePolicy(text: string, bucketName: string): readonly PolicyStatement[] {
  const { Statement: statement } = parseObject(text);
  if (statement === undefined) malformed("Missing required field Statement");
  const statements = asList(statement);
  for (const each of statements) {
    if (!isRecord(each)) malformed("Policies must be valid JSON and the first byte must be '{'");
    checkStatement(each, bucketName);
  }
  // Each of them was found to be a record.
  return statements as readonly PolicyStatement[];
}

/**
 * Whether a policy is public: it allows something to everyone, with no condition that fixes who.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublic(statements: readonly PolicyStatement[]): boolean {
  return statements.some(
    (statement) =>
      statement.Effect === "Allow" &&
      (statement.NotPrincipal !== undefined || isEveryone(statement.Principal)) &&
      !isLimited(statement.Condition),
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  const advice = "Policies must be valid JSON and the first byte must be '{'";
  if (!text.startsWith("{")) malformed(advice);
  try {
    return JSON.parse(text);
  } catch {
    return malformed(advice);
  }
}

/** Elements of which a statement has the one or the other. */
const requiredElements = [
  ["Effect"],
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
] as const;

function checkStatement(statement: PolicyStatement, bucketName: string): void {
  for (const names of requiredElements) {
    if (names.every((name) => statement[name] === undefined)) {
      malformed(`Missing required field ${names[0]}`);
    }
  }
  const { Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny") malformed(`Invalid effect: ${effect}`);
  const resources = asList(statement.Resource ?? statement.NotResource);
  if (!resources.every((resource) => isResourceOf(resource, bucketName))) {
    malformed("Policy has invalid resource");
  }
}

/** The bucket's own ARN or one below it; wildcards may stand for parts of the bucket's name. */
function isResourceOf(resource: unknown, bucketName: string): boolean {
  const [, pattern] = /^arn:aws[\w-]*:s3:::([^/]+)(?:\/.*)?$/s.exec(String(resource)) ?? [];
  if (pattern === undefined) return false;
  const escaped = pattern.replace(/[.+^$(){}|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(
    bucketName,
  );
}

function isEveryone(principal: unknown): boolean {
  if (!isRecord(principal)) return principal === "*";
  return asList(principal.AWS).includes("*");
}

/** Condition keys that name who may act. A wildcard in their value names nobody. */
const limitingKeys = new Set([
  "aws:principalorgid",
  "aws:principalarn",
  "aws:principalaccount",
  "aws:sourceip",
  "aws:sourcearn",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceowner",
  "aws:sourceaccount",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

/** An operator that excludes, or that holds where the key is absent, limits nothing. */
function isLimited(condition: unknown): boolean {
  if (!isRecord(condition)) return false;
  return Object.entries(condition).some(
    ([operator, keys]) =>
      !/Not|^Null$|IfExists$/.test(operator) &&
      isRecord(keys) &&
      Object.entries(keys).some(
        ([key, values]) => limitingKeys.has(key.toLowerCase()) && asList(values).every(isFixed),
      ),
  );
}

function isFixed(value: unknown): boolean {
  const text = String(value);
  return !/[*?]|\$\{/.test(text) && text !== "0.0.0.0/0" && text !== "::/0";
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(message: string): never {
  return fail("MalformedPolicy", { message });
}
