import { fail } from "../base/errors.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { S3 } from "../state/s3.js";
import { type AccessRequest, actionsOf } from "./actions.js";
import { resourceArn } from "./bucketQuestion.js";
import { policiesOfPrincipal } from "./iam/describedPolicies.js";
import { accessDeniedMessage } from "./policies/decision/accessDeniedMessage.js";
import type { AccessQuestion } from "./policies/decision/accessQuestion.js";
import { evaluate } from "./policies/evaluate.js";
import { principalOf } from "./principals.js";
import { requestContext } from "./requestContext.js";
import { anonymousAccountId, type Requester } from "./requester.js";

/**
 * Checks what is asked of no bucket that is there: to list an account's buckets, or to make one. Only the
 * caller's own policies have a say, and anonymous callers have no buckets.
 *
 * @throws S3Error AccessDenied
 */
export function authorizeService(
  s3: S3,
  name: OperationName,
  request: AccessRequest,
  requester: Requester,
): void {
  if (requester.accountId === anonymousAccountId) fail("AccessDenied");
  const resource = request.bucket === undefined ? "*" : resourceArn(request.bucket);
  for (const action of actionsOf(name, request)) {
    authorizeOwn(s3, requester, { action, resource, request });
  }
}

/** What a caller's own policies alone decide. */
export interface OwnQuestion {
  /** Such as `s3:CreateJob`. */
  readonly action: string;
  /** The ARN of what it is done to; `*` for none. */
  readonly resource: string;
  readonly request?: AccessRequest | undefined;
}

const noRequest: AccessRequest = { bucket: undefined, key: undefined, query: {}, headers: {} };

/**
 * Checks what only the caller's own policies have a say in. The root user of an account has none.
 *
 * @throws S3Error AccessDenied
 */
export function authorizeOwn(s3: S3, requester: Requester, asked: OwnQuestion): void {
  const { action, resource, request = noRequest } = asked;
  const judged = { request, requester, action, bucket: undefined, version: undefined };
  const context = requestContext({ ...judged, versionId: undefined, now: s3.time.now() });
  const denial = ownDenial(s3, requester, { action, resource, context });
  if (denial !== undefined) fail("AccessDenied", { message: denial });
}

/**
 * Checks that a user or role may hand a role over to a service, as PutBucketReplication and CreateJob ask.
 *
 * @param service - such as `s3.amazonaws.com`
 * @throws S3Error AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export function authorizePassRole(
  s3: S3,
  requester: Requester,
  roleArn: string,
  service: string,
): void {
  const context = new Map([["iam:passedtoservice", service]]);
  const denial = ownDenial(s3, requester, { action: "iam:PassRole", resource: roleArn, context });
  // Unlike S3, IAM does not quote the resource.
  if (denial !== undefined) fail("AccessDenied", { message: denial.replaceAll('"', "") });
}

/** What the caller is told where its policies do not allow; undefined where they do. */
function ownDenial(
  s3: S3,
  requester: Requester,
  asked: Pick<AccessQuestion, "action" | "resource" | "context">,
): string | undefined {
  if (requester.principalArn === undefined) return undefined;
  const principal = principalOf(requester);
  const question: AccessQuestion = {
    ...asked,
    principal,
    resourceAccountId: requester.accountId,
    resourceKind: "bucket",
    ...policiesOfPrincipal(s3, principal),
  };
  const decision = evaluate(question);
  return decision.isAllowed ? undefined : accessDeniedMessage(question, decision);
}
