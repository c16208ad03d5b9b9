import { rootArn } from "../language/policyPrincipal.js";
import { isRecord, listOf } from "../language/statementElements.js";

const order = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/**
 * What GetBucketPolicy gives back for a document: without white space, members in order, statements
 * as a list, lists of one as their value, and accounts as the ARN of their root user.
 *
 * That is what another emulator checked against S3. That Condition comes last and its values stay as
 * they are, and that no Version is added, is `assumed`.
 *
 * @param text a document that PutBucketPolicy accepts
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
 */
export function normalizedBucketPolicy(text: string, partition = "aws"): string {
  const policy: unknown = JSON.parse(text);
  if (!isRecord(policy)) return text;
  const { Version, Id, Statement } = policy;
  const statements = listOf(Statement).map((each) =>
    isRecord(each) ? normalizedStatement(each, partition) : each,
  );
  return JSON.stringify({ Version, Id, Statement: statements });
}

function normalizedStatement(
  statement: Readonly<Record<string, unknown>>,
  partition: string,
): Record<string, unknown> {
  const members = order
    .filter((name) => statement[name] !== undefined)
    .map((name) => [name, normalizedMember(name, statement[name], partition)] as const);
  return Object.fromEntries(members);
}

function normalizedMember(name: string, value: unknown, partition: string): unknown {
  if (/Action$|Resource$/.test(name)) return collapsed(value);
  if (!/Principal$/.test(name) || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([kind, entries]) => {
      const named = listOf(entries).map((entry) =>
        kind === "AWS" && /^\d{12}$/.test(String(entry))
          ? rootArn(String(entry), partition)
          : entry,
      );
      return [kind, collapsed(named)];
    }),
  );
}

function collapsed(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}
