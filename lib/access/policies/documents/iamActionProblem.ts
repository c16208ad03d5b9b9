import { listOf } from "../language/statementElements.js";
import { compileWildcards } from "../language/textPattern.js";
import { stsActions } from "../reference/globalReference.js";
import { kmsActions } from "../reference/kmsReference.js";
import { s3Actions } from "../reference/s3Actions.js";
import { excerpt, type IamDocumentKind } from "./iamDocumentKind.js";

/** The actions of the services that a simulated S3 has to do with, by prefix. */
const knownActions: ReadonlyMap<string, readonly string[]> = new Map([
  ["s3", [...s3Actions.keys()]],
  ["kms", kmsActions],
  ["sts", stsActions],
]);

/** The services whose actions a kind of document may name, where not all. */
const services: Partial<Record<IamDocumentKind, string>> = { trust: "sts", key: "kms" };

/**
 * What is wrong with the actions of a statement. IAM stores actions it does not know; a test is better
 * served by being told. Actions of other services are not looked up.
 */
export function iamActionProblem(
  kind: IamDocumentKind,
  { Action: action, NotAction: notAction }: Readonly<Record<string, unknown>>,
  place: string,
): string | undefined {
  for (const pattern of listOf(action ?? notAction).map(String)) {
    const problem = actionProblem(kind, pattern);
    if (problem !== undefined) return `${problem}. It is in ${place}`;
  }
  return undefined;
}

function actionProblem(kind: IamDocumentKind, pattern: string): string | undefined {
  if (pattern === "*") return undefined;
  const [, service] = /^([a-z0-9-]+):.+$/i.exec(pattern) ?? [];
  if (service === undefined) {
    return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. The action is ${excerpt(pattern)}`;
  }
  const prefix = service.toLowerCase();
  const only = services[kind];
  if (only !== undefined && prefix !== only) {
    return `The action is ${excerpt(pattern)}; allowed in a ${kind} policy are actions of ${only}`;
  }
  const known = knownActions.get(prefix);
  const matches = compileWildcards(pattern.toLowerCase());
  if (known === undefined || known.some((name) => matches(`${prefix}:${name.toLowerCase()}`))) {
    return undefined;
  }
  return `There is no action ${excerpt(pattern)} of ${prefix}`;
}
