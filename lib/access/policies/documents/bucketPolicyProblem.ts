import { isRecord, listOf } from "../language/statementElements.js";
import { type BucketStatementOptions, bucketStatementProblem } from "./bucketStatementProblem.js";
import { normalizedBucketPolicy } from "./normalizedBucketPolicy.js";
import { invalidSyntax, malformed, type PolicyProblem } from "./policyProblem.js";
import { repeatedName } from "./repeatedName.js";

/** What a bucket policy may speak of. */
export type BucketPolicyOptions = BucketStatementOptions;

/** The most bytes that a bucket policy has once it is normalized. */
const maximumBytes = 20_480;

/**
 * What PutBucketPolicy refuses in a document, in S3's order and words; undefined where it is accepted.
 *
 * The texts about form, `Statement` and first byte are recorded 2026; so is that the others are
 * refused. Their texts are those people and other servers report, and the order between them is
 * `assumed`: form, top-level members, each statement in turn, size.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export function bucketPolicyProblem(
  text: string,
  options: BucketPolicyOptions,
): PolicyProblem | undefined {
  if (!text.startsWith("{")) {
    return malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  const policy = parsed(text);
  if (!isRecord(policy)) return malformed("This policy contains invalid Json");
  return (
    repetitionProblem(text) ??
    memberProblem(policy) ??
    firstStatementProblem(policy.Statement, options) ??
    sizeProblem(text, options)
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function repetitionProblem(text: string): PolicyProblem | undefined {
  const name = repeatedName(text);
  if (name === undefined) return undefined;
  return malformed(`Statement/policy already has instance of ${name}`);
}

function memberProblem(policy: Readonly<Record<string, unknown>>): PolicyProblem | undefined {
  const { Version: version, Id: id, Statement: statement } = policy;
  const unknown = Object.keys(policy).find(
    (name) => !["Version", "Id", "Statement"].includes(name),
  );
  if (unknown !== undefined) return malformed(`Unknown field ${unknown}`);
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    return malformed("The policy must contain a valid version string");
  }
  if (id !== undefined && typeof id !== "string") return invalidSyntax;
  if (statement === undefined) return malformed("Missing required field Statement");
  if (Array.isArray(statement) && statement.length === 0) {
    return malformed("Could not parse the policy: Statement is empty!");
  }
  return undefined;
}

function firstStatementProblem(
  statements: unknown,
  options: BucketPolicyOptions,
): PolicyProblem | undefined {
  for (const statement of listOf(statements)) {
    const problem = bucketStatementProblem(statement, options);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function sizeProblem(text: string, options: BucketPolicyOptions): PolicyProblem | undefined {
  const sizeBytes = Buffer.byteLength(normalizedBucketPolicy(text, options.partition));
  if (sizeBytes <= maximumBytes) return undefined;
  return malformed(
    `Normalized policy document exceeds the maximum allowed size of ${maximumBytes} bytes`,
  );
}
