import { type PolicyPrincipal, rootArn } from "./policyPrincipal.js";

/** How callers are made of texts. */
export interface PrincipalReading {
  /** The name of a role's session. */
  readonly sessionName: string;
  /** The partition of an account that is given by its number. Default: `aws`. */
  readonly partition?: string | undefined;
}

const iamArn = /^arn:[a-z-]+:iam::(\d{12}):(root|user\/.+|role\/.+)$/;
const sessionArn = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/;

/**
 * The principal that a text names: an account (its root user), the ARN of a root user, user, role
 * (a session of it) or role session, or the name of a service. Undefined where it names none.
 *
 * The role of a session ARN is taken to have no path, which the ARN does not tell.
 */
export function readPrincipal(
  text: string,
  { sessionName, partition = "aws" }: PrincipalReading,
): PolicyPrincipal | undefined {
  if (/^\d{12}$/.test(text)) return { type: "Account", arn: rootArn(text, partition) };
  if (/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(text))
    return { type: "AWSService", name: text };
  const [, ofPartition, accountId, roleName] = sessionArn.exec(text) ?? [];
  if (roleName !== undefined) {
    const roleArn = `arn:${ofPartition}:iam::${accountId}:role/${roleName}`;
    return { type: "AssumedRole", arn: text, roleArn };
  }
  const [, account, path = ""] = iamArn.exec(text) ?? [];
  if (account === undefined) return undefined;
  if (path === "root") return { type: "Account", arn: text };
  if (path.startsWith("user/")) return { type: "User", arn: text };
  return { type: "AssumedRole", arn: sessionArnOf(text, sessionName), roleArn: text };
}

/** The ARN of a role's session, which has the role's name without its path. */
export function sessionArnOf(roleArn: string, sessionName: string): string {
  const [, partition = "aws", , , accountId = "", path = ""] = roleArn.split(":");
  const roleName = path.slice(path.lastIndexOf("/") + 1);
  return `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
}
