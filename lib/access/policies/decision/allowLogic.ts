import type { PrincipalMatch } from "../language/principalEntries.js";
import type { PreparedQuestion } from "./accessQuestion.js";
import { findStatement, hasOwnPolicies, strongestAllow } from "./applicableStatement.js";
import type { Decision, Grounds, PolicyType, StatementReference } from "./decision.js";

/**
 * Decides where nothing denies: in one account the caller's side or the resource's is enough, across
 * accounts both are needed, and a key or role has to allow or delegate itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function judgeAllows(prepared: PreparedQuestion): Decision {
  const { question, accountId } = prepared;
  const resource = resourceSide(prepared);
  if (accountId === undefined) {
    return resource?.match === "direct"
      ? allowed(resource.grounds)
      : lacks("resource-based policy");
  }
  const owner = question.objectOwnerId ?? question.resourceAccountId;
  if (accountId !== owner) return judgeAcrossAccounts(prepared, resource);
  return question.resourceKind === "bucket"
    ? judgeBucket(prepared, resource)
    : judgeRootOfTrust(prepared, resource);
}

/** The side of the resource: how it names the caller, and by what. */
interface ResourceSide {
  readonly match: PrincipalMatch;
  readonly grounds: Grounds;
}

function resourceSide(prepared: PreparedQuestion): ResourceSide | undefined {
  const { resourcePolicy, aclGrant, objectOwnerId, resourceAccountId } = prepared.question;
  const isForeign = objectOwnerId !== undefined && objectOwnerId !== resourceAccountId;
  const allow =
    resourcePolicy === undefined || isForeign
      ? undefined
      : strongestAllow(prepared, resourcePolicy);
  if (allow?.match === "direct" || (allow !== undefined && aclGrant !== "group")) {
    return { match: allow.match, grounds: { type: "statement", statement: allow.reference } };
  }
  if (aclGrant === undefined) return undefined;
  const type = aclGrant === "allowance" ? "allowance" : "acl";
  return { match: aclGrant === "group" ? "direct" : "account", grounds: { type } };
}

/** In the bucket's own account an account entry only delegates: it adds nothing. */
function judgeBucket(prepared: PreparedQuestion, resource: ResourceSide | undefined): Decision {
  if (resource?.match === "direct") return allowed(resource.grounds);
  if (!hasOwnPolicies(prepared.question)) return allowed({ type: "root" });
  const identity = ownSide(prepared);
  if (identity.base !== undefined || resource?.match === "role") {
    const grounds = identity.base ?? resource?.grounds;
    const lacking = identity.lackingLimits;
    return lacking.length > 0 || grounds === undefined ? lacks(...lacking) : allowed(grounds);
  }
  return lacks("identity-based policy", ...identity.lackingLimits);
}

/** The policy of a key or role is asked first, in its own account too. */
function judgeRootOfTrust(
  prepared: PreparedQuestion,
  resource: ResourceSide | undefined,
): Decision {
  if (resource === undefined) return lacks("resource-based policy");
  if (resource.match === "direct") return allowed(resource.grounds);
  if (!hasOwnPolicies(prepared.question)) return allowed(resource.grounds);
  const { base, lackingLimits } = ownSide(prepared);
  if (resource.match === "role") {
    return lackingLimits.length > 0 ? lacks(...lackingLimits) : allowed(resource.grounds);
  }
  if (base === undefined) return lacks("identity-based policy", ...lackingLimits);
  return lackingLimits.length > 0 ? lacks(...lackingLimits) : allowed(resource.grounds, base);
}

/** The root user of another account needs no policy of its own, only the resource's. */
function judgeAcrossAccounts(
  prepared: PreparedQuestion,
  resource: ResourceSide | undefined,
): Decision {
  const ofResource: readonly PolicyType[] = resource === undefined ? ["resource-based policy"] : [];
  if (!hasOwnPolicies(prepared.question)) {
    return resource === undefined ? lacks(...ofResource) : allowed(resource.grounds);
  }
  const { base, lackingLimits } = ownSide(prepared);
  const ofIdentity: readonly PolicyType[] = base === undefined ? ["identity-based policy"] : [];
  const lacking = [...ofIdentity, ...lackingLimits, ...ofResource];
  if (lacking.length > 0 || base === undefined || resource === undefined) return lacks(...lacking);
  return allowed(base, resource.grounds);
}

/** The caller's side: what allows, and which limits do not. */
function ownSide(prepared: PreparedQuestion) {
  const { identityPolicies, permissionsBoundary, sessionPolicies = [] } = prepared.question;
  const allowing = (type: PolicyType, policies: typeof sessionPolicies) => {
    for (const policy of policies) {
      const found = findStatement(prepared, { type, policy }, "Allow");
      if (found !== undefined) return found.reference;
    }
    return undefined;
  };
  const identity = allowing("identity-based policy", identityPolicies);
  const boundaries = permissionsBoundary === undefined ? [] : [permissionsBoundary];
  const lackingLimits: PolicyType[] = [];
  if (boundaries.length > 0 && allowing("permissions boundary", boundaries) === undefined) {
    lackingLimits.push("permissions boundary");
  }
  if (sessionPolicies.length > 0 && allowing("session policy", sessionPolicies) === undefined) {
    lackingLimits.push("session policy");
  }
  return { base: identity && byStatement(identity), lackingLimits };
}

function byStatement(statement: StatementReference): Grounds {
  return { type: "statement", statement };
}

function allowed(...grounds: readonly Grounds[]): Decision {
  return { isAllowed: true, grounds };
}

/** The first one is what S3's message names: identity, boundary, session, resource; `assumed`. */
function lacks(...lacking: readonly PolicyType[]): Decision {
  const [policyType = "identity-based policy"] = lacking;
  return { isAllowed: false, reason: "implicitDeny", policyType, lacking };
}
