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
  if (requester.principalArn === undefined) return;
  const resource = request.bucket === undefined ? "*" : resourceArn(request.bucket);
  for (const action of actionsOf(name, request)) {
    askOwnPolicies(s3, { request, requester, action, resource });
  }
}

/** What a caller's own policies alone decide. */
export interface OwnQuestion {
  readonly request: AccessRequest;
  readonly requester: Requester;
  readonly action: string;
  readonly resource: string;
}

function askOwnPolicies(s3: S3, { request, requester, action, resource }: OwnQuestion): void {
  const principal = principalOf(requester);
  const judged = { request, requester, action, bucket: undefined, version: undefined };
  const question: AccessQuestion = {
    principal,
    action,
    resource,
    resourceAccountId: requester.accountId,
    resourceKind: "bucket",
    context: requestContext({ ...judged, versionId: undefined, now: s3.time.now() }),
    ...policiesOfPrincipal(s3, principal),
  };
  const decision = evaluate(question);
  if (decision.isAllowed) return;
  fail("AccessDenied", { message: accessDeniedMessage(question, decision) });
}

/**
 * Checks that a user or role may hand a role over to S3, as PutBucketReplication asks.
 *
 * @throws S3Error AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export function authorizePassRole(s3: S3, requester: Requester, roleArn: string): void {
  if (requester.principalArn === undefined) return;
  const principal = principalOf(requester);
  const question: AccessQuestion = {
    principal,
    action: "iam:PassRole",
    resource: roleArn,
    resourceAccountId: requester.accountId,
    resourceKind: "bucket",
    context: new Map([["iam:passedtoservice", "s3.amazonaws.com"]]),
    ...policiesOfPrincipal(s3, principal),
  };
  const decision = evaluate(question);
  if (decision.isAllowed) return;
  // Unlike S3, IAM does not quote the resource.
  const message = accessDeniedMessage(question, decision).replaceAll('"', "");
  fail("AccessDenied", { message });
}
