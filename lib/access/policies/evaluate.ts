import { conditionOutcome } from "./conditions/compileCondition.js";
import { type AccessQuestion, type PreparedQuestion, prepare } from "./decision/accessQuestion.js";
import { judgeAllows } from "./decision/allowLogic.js";
import { type Applicable, findStatement, policiesOf } from "./decision/applicableStatement.js";
import type { Decision, ExplicitDenial } from "./decision/decision.js";
import { accountOf } from "./language/policyPrincipal.js";

/**
 * Decides whether a principal may do something, by all policies that have a say: an explicit Deny
 * anywhere, then RestrictPublicBuckets, then what has to allow.
 *
 * Pure, and cheap enough to be asked for each request: it looks only at the statements that name the
 * action. Why in full is what `explainAccess` tells.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(question: AccessQuestion): Decision {
  const prepared = prepare(question);
  for (const policy of policiesOf(question)) {
    if (policy.type === "resource-based policy" && isRepairByRoot(question)) continue;
    const found = findStatement(prepared, policy, "Deny");
    if (found !== undefined) return denialBy(found, prepared);
  }
  if (isKeptOut(question)) return { isAllowed: false, reason: "restrictPublicBuckets" };
  return judgeAllows(prepared);
}

function denialBy(
  { statement, reference }: Applicable,
  prepared: PreparedQuestion,
): ExplicitDenial {
  return {
    isAllowed: false,
    reason: "explicitDeny",
    policyType: reference.policyType,
    statement: reference,
    conditions: statement.conditions.map((each) => conditionOutcome(each, prepared.context)),
  };
}

const repairs = new Set(["s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy"]);

/**
 * The root user of the bucket's account may always see to its policy, whatever that denies.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
function isRepairByRoot({ principal, action, resourceAccountId }: AccessQuestion): boolean {
  return (
    principal.type === "Account" &&
    accountOf(principal) === resourceAccountId &&
    repairs.has(action.toLowerCase())
  );
}

/** RestrictPublicBuckets spares the bucket's own account and AWS services. */
function isKeptOut({
  restrictsPublicBuckets,
  principal,
  resourceAccountId,
}: AccessQuestion): boolean {
  if (restrictsPublicBuckets !== true || principal.type === "AWSService") return false;
  return accountOf(principal) !== resourceAccountId;
}
