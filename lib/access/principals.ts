import { createHash } from "node:crypto";
import { canonicalUserId } from "./acl.js";
import { type PolicyPrincipal, rootArn } from "./policies/language/policyPrincipal.js";
import { anonymousAccountId, type Requester } from "./requester.js";

/** Who sends a request, as policies know it. */
export function principalOf({
  accountId,
  principalArn,
}: Pick<Requester, "accountId" | "principalArn">): PolicyPrincipal {
  if (principalArn !== undefined) return principalNamed(principalArn);
  if (accountId === anonymousAccountId) return { type: "Anonymous" };
  const canonical = canonicalUserId(accountId);
  return { type: "Account", arn: rootArn(accountId, "aws"), canonicalUserId: canonical };
}

/**
 * A user, or a session of a role.
 *
 * @param arn of the user or role
 * @param session what the session is called
 */
export function principalNamed(arn: string, session = "session"): PolicyPrincipal {
  const [, partition = "aws", , , accountId = "", resource = ""] = arn.split(":");
  const ofAccount = { canonicalUserId: canonicalUserId(accountId) };
  if (!resource.startsWith("role/")) {
    return { type: "User", arn, userId: uniqueId("AIDA", arn), ...ofAccount };
  }
  const name = resource.slice(resource.lastIndexOf("/") + 1);
  return {
    type: "AssumedRole",
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`,
    roleArn: arn,
    userId: `${uniqueId("AROA", arn)}:${session}`,
    ...ofAccount,
  };
}

/** The unique id of a user or role: the same for the same ARN, so that tests can name it. */
function uniqueId(prefix: string, arn: string): string {
  const digest = createHash("sha256").update(arn).digest("hex").toUpperCase();
  return prefix + digest.slice(0, 17);
}

/** The account of a user or role, by its ARN. */
export function accountOfArn(arn: string): string {
  return arn.split(":")[4] ?? "";
}

const principalArn = /^arn:aws[\w-]*:iam::\d{12}:(?:user|role)\/[\w+=,.@/-]+$/;

/** Whether a text is the ARN of an IAM user or role. */
export function isPrincipalArn(text: string): boolean {
  return principalArn.test(text);
}
