import { createHash } from "node:crypto";
import { canonicalUserId } from "./acl.js";
import { type PolicyPrincipal, rootArn } from "./policies/language/policyPrincipal.js";
import { anonymousAccountId, type Requester } from "./requester.js";

/** Who sends a request, as policies know it. */
export function principalOf({
  accountId,
  principalArn,
  service,
}: Pick<Requester, "accountId" | "principalArn" | "service">): PolicyPrincipal {
  if (service?.principal !== undefined) return { type: "AWSService", name: service.principal };
  if (principalArn !== undefined) return principalNamed(principalArn);
  if (accountId === anonymousAccountId) return { type: "Anonymous" };
  return {
    type: "Account",
    arn: rootArn(accountId, "aws"),
    get canonicalUserId() {
      return canonicalUserId(accountId);
    },
  };
}

/**
 * A user, or a session of a role. Its ids are made when somebody asks for them.
 *
 * @param arn of the user or role
 * @param session what the session is called
 */
export function principalNamed(arn: string, session = "session"): PolicyPrincipal {
  const [, partition = "aws", , , accountId = "", resource = ""] = arn.split(":");
  if (!resource.startsWith("role/")) {
    return {
      type: "User",
      arn,
      get userId() {
        return uniqueId("AIDA", arn);
      },
      get canonicalUserId() {
        return canonicalUserId(accountId);
      },
    };
  }
  const name = resource.slice(resource.lastIndexOf("/") + 1);
  return {
    type: "AssumedRole",
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`,
    roleArn: arn,
    get userId() {
      return `${uniqueId("AROA", arn)}:${session}`;
    },
    get canonicalUserId() {
      return canonicalUserId(accountId);
    },
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

/** Whether a text is the ARN of a role. */
export function isRoleArn(text: string): boolean {
  return /^arn:aws[\w-]*:iam::\d{12}:role\/./.test(text);
}

const principalArn = /^arn:aws[\w-]*:iam::\d{12}:(?:user|role)\/[\w+=,.@/-]+$/;

/** Whether a text is the ARN of an IAM user or role. */
export function isPrincipalArn(text: string): boolean {
  return principalArn.test(text);
}
