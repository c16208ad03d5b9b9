import { MockError } from "../../base/mockError.js";
import type { NamedPolicy } from "../../state/iam.js";
import type { IamDocumentKind } from "../policies/documents/iamDocumentKind.js";
import { iamDocumentProblem } from "../policies/documents/iamDocumentProblem.js";
import { isRecord } from "../policies/language/statementElements.js";

/** The most characters, without white space, of all inline policies of a role together. */
const maximumCharacters = 10_240;

/**
 * A document as its JSON; undefined where there is none.
 *
 * @param place - where it stands, for the message
 * @throws MockError with what IAM or KMS would refuse in it
 */
export function readDocument(
  kind: IamDocumentKind,
  document: unknown,
  place: string,
): string | undefined {
  if (document === undefined) return undefined;
  const problem = iamDocumentProblem(kind, document);
  if (problem !== undefined) throw new MockError(`${place}: ${problem}`);
  return typeof document === "string" ? document : JSON.stringify(document);
}

/**
 * The policies of a user or role, each a document or `{ PolicyName, PolicyDocument }`.
 *
 * @throws MockError with what IAM would refuse in one of them
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function readPolicies(policies: readonly unknown[], place: string): readonly NamedPolicy[] {
  const read = policies.map((policy, index) => readPolicy(policy, index, `${place}.Policies`));
  const names = read.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new MockError(`${place}.Policies has two of the name ${JSON.stringify(twice)}`);
  }
  return read;
}

/**
 * Checks that a role may have all of these policies.
 *
 * @throws MockError where IAM would refuse the last of them
 */
export function checkRoleSize(policies: readonly NamedPolicy[], place: string): void {
  const characters = policies.reduce((sum, { document }) => sum + sizeOf(document), 0);
  if (characters <= maximumCharacters) return;
  throw new MockError(
    `${place}.Policies: Maximum policy size of ${maximumCharacters} bytes exceeded. Without white space they have ${characters}`,
  );
}

function readPolicy(policy: unknown, index: number, place: string): NamedPolicy {
  const isNamed = isRecord(policy) && "PolicyDocument" in policy;
  const document = isNamed ? policy.PolicyDocument : policy;
  const name = isNamed ? policy.PolicyName : `Policies[${index}]`;
  if (typeof name !== "string" || !/^[\w+=,.@[\]-]{1,128}$/.test(name)) {
    throw new MockError(
      `${place}[${index}].PolicyName is ${JSON.stringify(name)}; allowed is a name`,
    );
  }
  const text = readDocument("identity", document, `${place}[${index}]`);
  if (text === undefined)
    throw new MockError(`${place}[${index}] is undefined; allowed is a document`);
  return { name, document: text };
}

function sizeOf(document: string): number {
  return JSON.stringify(JSON.parse(document)).replace(/\s/g, "").length;
}
