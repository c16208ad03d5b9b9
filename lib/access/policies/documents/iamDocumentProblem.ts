import { isRecord, listOf } from "../language/statementElements.js";
import { excerpt, type IamDocumentKind } from "./iamDocumentKind.js";
import { iamStatementProblem } from "./iamStatementProblem.js";
import { repeatedName } from "./repeatedName.js";

/**
 * The most characters without white space; 10,240 hold for all inline policies of a role together,
 * 4,096 for a trust policy whose quota was raised.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 */
const maximumCharacters: Readonly<Record<IamDocumentKind, number>> = {
  identity: 10_240,
  boundary: 6_144,
  session: 2_048,
  trust: 4_096,
  key: 32_768,
};

/**
 * What IAM or KMS would refuse in a document, and names they would store that nothing matches: unknown
 * actions and condition keys of S3, KMS and STS, and unknown global keys. Undefined where all is well.
 *
 * The sentence begins with IAM's own text where people have reported it, and ends with the place.
 *
 * @param document an object, or its JSON text
 */
export function iamDocumentProblem(kind: IamDocumentKind, document: unknown): string | undefined {
  const policy = typeof document === "string" ? parsed(document) : document;
  if (!isRecord(policy)) {
    return `Syntax errors in policy. The document is ${excerpt(document)}; allowed is an object or its JSON`;
  }
  const name = typeof document === "string" ? repeatedName(document) : undefined;
  if (name !== undefined) return `Syntax errors in policy. ${excerpt(name)} is there twice`;
  return (
    memberProblem(policy) ?? statementsProblem(kind, policy.Statement) ?? sizeProblem(kind, policy)
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberProblem(policy: Readonly<Record<string, unknown>>): string | undefined {
  const { Version: version, Id: id, Statement: statement } = policy;
  const unknown = Object.keys(policy).find(
    (name) => !["Version", "Id", "Statement"].includes(name),
  );
  if (unknown !== undefined) {
    return `Syntax errors in policy. The document has ${excerpt(unknown)}; allowed are Version, Id, Statement`;
  }
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    return `The policy must contain a valid version string. Version is ${excerpt(version)}; allowed are "2012-10-17" and "2008-10-17"`;
  }
  if (id !== undefined && typeof id !== "string") {
    return `Syntax errors in policy. Id is ${excerpt(id)}; allowed is text`;
  }
  if (listOf(statement).length > 0) return undefined;
  return "Syntax errors in policy. There is no Statement";
}

function statementsProblem(kind: IamDocumentKind, statements: unknown): string | undefined {
  const sids = new Set<unknown>();
  for (const [index, statement] of listOf(statements).entries()) {
    const place = `Statement[${index}]`;
    const problem = iamStatementProblem(kind, statement, place);
    if (problem !== undefined) return problem;
    const sid = isRecord(statement) ? statement.Sid : undefined;
    if (sid !== undefined && sids.has(sid)) {
      return `Statement IDs (SID) in a single policy must be unique. ${place}.Sid is ${excerpt(sid)} again`;
    }
    sids.add(sid);
  }
  return undefined;
}

function sizeProblem(kind: IamDocumentKind, policy: object): string | undefined {
  const characters = JSON.stringify(policy).replace(/\s/g, "").length;
  const maximum = maximumCharacters[kind];
  if (characters <= maximum) return undefined;
  return `The document has ${characters} characters without white space; allowed are ${maximum}`;
}
