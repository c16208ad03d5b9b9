/**
 * The policy language a second time, as plainly as possible: nothing is compiled, nothing kept, and a
 * document is read again for each question. It knows what the properties generate and no more.
 */

import { conditionsFit, fits, list, slowlyMatches } from "./slowConditions.js";
import type { SlowPolicy, SlowQuestion, SlowStatement } from "./slowQuestion.js";

/** The ARNs of the callers that the properties know. */
export const userArn = (account: string) => `arn:aws:iam::${account}:user/u`;
export const slowRoleArn = (account: string) => `arn:aws:iam::${account}:role/r`;
export const sessionArn = (account: string) => `arn:aws:sts::${account}:assumed-role/r/s`;
const rootArn = (account: string) => `arn:aws:iam::${account}:root`;

/** Whether a question is answered with yes. */
export function slowlyAllows(asked: SlowQuestion): boolean {
  const hasOwn = asked.caller === "user" || asked.caller === "session";
  const ownDocuments = hasOwn ? [asked.identity, asked.boundary, asked.session] : [];
  for (const document of ownDocuments) {
    if (document && anyStatement(asked, document, "Deny", () => true)) return false;
  }
  const isOwners = asked.callerAccount === asked.owner && hasAccount(asked);
  const isRepair = /^s3:(get|put|delete)bucketpolicy$/i.test(asked.action);
  const rootRepairs = asked.caller === "root" && isOwners && isRepair;
  const denies = (statement: SlowStatement) => levelOf(asked, statement) > 0;
  if (asked.resourcePolicy && !rootRepairs) {
    if (anyStatement(asked, asked.resourcePolicy, "Deny", denies)) return false;
  }
  if (asked.isRestricted && !isOwners && asked.caller !== "service") return false;
  const level = highestLevel(asked);
  if (!hasAccount(asked)) return level === 3;
  const identity = anyStatement(asked, asked.identity, "Allow", () => true);
  const limits = [asked.boundary, asked.session].every(
    (document) => !document || anyStatement(asked, document, "Allow", () => true),
  );
  if (!isOwners) return level > 0 && (asked.caller === "root" || (identity && limits));
  if (level === 3) return true;
  if (asked.caller === "root") return asked.kind === "bucket" || level > 0;
  if (level === 2) return limits;
  if (asked.kind === "bucket" || level === 1) return identity && limits;
  return false;
}

function hasAccount({ caller }: SlowQuestion): boolean {
  return caller === "user" || caller === "session" || caller === "root";
}

function highestLevel(asked: SlowQuestion): number {
  let highest = 0;
  for (const statement of asked.resourcePolicy?.Statement ?? []) {
    const one = { Version: asked.resourcePolicy?.Version ?? "", Statement: [statement] };
    if (!anyStatement(asked, one, "Allow", () => true)) continue;
    highest = Math.max(highest, levelOf(asked, statement));
  }
  return highest;
}

/** How a statement names the caller: 3 directly, 2 by the role, 1 by the account, 0 not at all. */
function levelOf(asked: SlowQuestion, { Principal, NotPrincipal }: SlowStatement): number {
  const account = asked.callerAccount;
  const names = {
    user: [userArn(account)],
    session: [sessionArn(account), slowRoleArn(account)],
    root: [],
    anonymous: [],
    service: [],
  }[asked.caller];
  if (NotPrincipal !== undefined) {
    const listed = entries(NotPrincipal, "AWS");
    if (NotPrincipal === "*" || listed.includes("*")) return 0;
    if (asked.caller === "anonymous") return 3;
    if (asked.caller === "service") {
      return entries(NotPrincipal, "Service").includes("s3.amazonaws.com") ? 0 : 3;
    }
    const accountIsListed = listed.includes(account) || listed.includes(rootArn(account));
    return accountIsListed && names.every((name) => listed.includes(name)) ? 0 : 3;
  }
  const listed = entries(Principal, "AWS");
  if (Principal === "*" || listed.includes("*")) return 3;
  if (asked.caller === "service") {
    return entries(Principal, "Service").includes("s3.amazonaws.com") ? 3 : 0;
  }
  if (asked.caller === "anonymous") return 0;
  const [own, role] = names;
  if (own !== undefined && listed.includes(own)) return 3;
  if (role !== undefined && listed.includes(role)) return 2;
  return listed.includes(account) || listed.includes(rootArn(account)) ? 1 : 0;
}

function entries(element: unknown, kind: string): string[] {
  if (typeof element !== "object" || element === null) return [];
  return list((element as Record<string, string | string[]>)[kind] ?? []);
}

function anyStatement(
  asked: SlowQuestion,
  document: SlowPolicy,
  effect: string,
  judge: (statement: SlowStatement) => boolean,
): boolean {
  for (const statement of document.Statement) {
    if (statement.Effect !== effect || !judge(statement)) continue;
    if (!actionFits(asked.action, statement)) continue;
    const isNew = document.Version === "2012-10-17";
    if (!resourceFits(asked, statement, isNew)) continue;
    if (conditionsFit(asked, statement, isNew)) return true;
  }
  return false;
}

function actionFits(action: string, { Action, NotAction }: SlowStatement): boolean {
  const matches = (pattern: string) => slowlyMatches(pattern.toLowerCase(), action.toLowerCase());
  return Action === undefined ? !list(NotAction ?? []).some(matches) : list(Action).some(matches);
}

function resourceFits(asked: SlowQuestion, statement: SlowStatement, isNew: boolean): boolean {
  const { Resource, NotResource } = statement;
  if (Resource === undefined && NotResource === undefined) return true;
  const matches = (pattern: string) => fits(asked, pattern, asked.resource, isNew, true);
  return Resource === undefined
    ? !list(NotResource ?? []).some(matches)
    : list(Resource).some(matches);
}
