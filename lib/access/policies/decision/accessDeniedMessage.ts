import { accountOf } from "../language/policyPrincipal.js";
import type { AccessQuestion } from "./accessQuestion.js";
import type { DeniedDecision } from "./decision.js";

/** What those read who are not told why. */
const plainMessage = "Access Denied";

/**
 * The message of S3's AccessDenied. Only callers of the resource's account are told why; others,
 * anonymous ones among them, read `Access Denied`. Organizations are not simulated.
 *
 * The text of an explicit Deny in a bucket policy is recorded 2026; the others are documented.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function accessDeniedMessage(question: AccessQuestion, decision: DeniedDecision): string {
  const { principal, resourceAccountId, objectOwnerId = resourceAccountId, action } = question;
  if (!("arn" in principal)) return plainMessage;
  const owners = [resourceAccountId, objectOwnerId];
  if (!owners.every((owner) => owner === accountOf(principal))) return plainMessage;
  if (decision.reason === "restrictPublicBuckets") return plainMessage;
  const begin = `User: ${principal.arn} is not authorized to perform: ${action}${onResource(question)}`;
  return decision.reason === "explicitDeny"
    ? `${begin} with an explicit deny in ${withArticle(decision.policyType)}`
    : `${begin} because no ${decision.policyType} allows the ${action} action`;
}

/** KMS does not quote the resource; what has none names none. */
function onResource({ resource, resourceKind }: AccessQuestion): string {
  if (resource === "*") return "";
  return resourceKind === "bucket" ? ` on resource: "${resource}"` : ` on resource: ${resource}`;
}

function withArticle(policyType: string): string {
  return `${policyType.startsWith("i") ? "an" : "a"} ${policyType}`;
}
