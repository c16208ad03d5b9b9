import { accountOf, type PolicyPrincipal, partitionOf, rootArn } from "./policyPrincipal.js";
import type { PrincipalElement } from "./statementElements.js";

/**
 * How an entry names the caller, which decides what else it takes: `direct` (everyone, the user, the
 * session, the service) is enough alone; `role` is limited by boundary and session policy; `account`
 * only delegates to the account's own policies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type PrincipalMatch = "direct" | "role" | "account";

/** The names under which entries know a caller, made once for a question. */
export interface PrincipalNames {
  readonly service: string | undefined;
  readonly direct: string | undefined;
  readonly role: string | undefined;
  readonly account: readonly string[];
  readonly canonicalUser: string | undefined;
}

/** The names of a principal. */
export function namesOf(principal: PolicyPrincipal): PrincipalNames {
  const nobody = { service: undefined, direct: undefined, role: undefined, account: [] };
  if (principal.type === "Anonymous") return { ...nobody, canonicalUser: undefined };
  if (principal.type === "AWSService") {
    return { ...nobody, service: principal.name, canonicalUser: undefined };
  }
  const accountId = accountOf(principal) ?? "";
  const { arn, canonicalUserId } = principal;
  return {
    service: undefined,
    direct: principal.type === "Account" ? undefined : arn,
    role: principal.type === "AssumedRole" ? principal.roleArn : undefined,
    account: [rootArn(accountId, partitionOf(arn)), accountId],
    canonicalUser: canonicalUserId,
  };
}

/** Tells how a Principal or NotPrincipal element names a caller; undefined where it does not. */
export type PrincipalMatcher = (names: PrincipalNames) => PrincipalMatch | undefined;

/** Compiles a Principal element. */
export function compilePrincipal(element: PrincipalElement): PrincipalMatcher {
  const entries = entriesOf(element);
  if (entries.isEveryone) return () => "direct";
  const { aws, services, canonicalUsers } = entries;
  return ({ service, direct, role, account, canonicalUser }) => {
    if (service !== undefined) return services.has(service) ? "direct" : undefined;
    if (direct !== undefined && aws.has(direct)) return "direct";
    if (role !== undefined && aws.has(role)) return "role";
    if (account.some((name) => aws.has(name))) return "account";
    return canonicalUser !== undefined && canonicalUsers.has(canonicalUser) ? "account" : undefined;
  };
}

/**
 * Compiles a NotPrincipal element. To be spared a caller needs each of its names in the list: a
 * session its own ARN, its role's and its account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function compileNotPrincipal(element: PrincipalElement): PrincipalMatcher {
  const { isEveryone, aws, services } = entriesOf(element);
  if (isEveryone) return () => undefined;
  return ({ service, direct, role, account }) => {
    if (service !== undefined) return services.has(service) ? undefined : "direct";
    const isSpared =
      account.some((name) => aws.has(name)) &&
      (direct === undefined || aws.has(direct)) &&
      (role === undefined || aws.has(role));
    return isSpared ? undefined : "direct";
  };
}

function entriesOf(element: PrincipalElement) {
  const map = element === "*" ? { AWS: ["*"] } : element;
  return {
    isEveryone: map.AWS?.includes("*") === true,
    aws: new Set(map.AWS),
    services: new Set(map.Service),
    canonicalUsers: new Set(map.CanonicalUser),
  };
}
