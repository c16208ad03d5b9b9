import { aclSide } from "../../access/aclPermission.js";
import { bucketQuestion } from "../../access/bucketQuestion.js";
import { checkedCaller } from "../../access/caller.js";
import {
  judgedKey,
  policiesOfPrincipal,
  trustPolicyOf,
} from "../../access/iam/describedPolicies.js";
import type { AccessQuestion } from "../../access/policies/decision/accessQuestion.js";
import {
  type ConditionContext,
  conditionContext,
} from "../../access/policies/language/conditionContext.js";
import { accountOf, type PolicyPrincipal } from "../../access/policies/language/policyPrincipal.js";
import { accountOfArn, isRoleArn, principalOf } from "../../access/principals.js";
import { requestContext } from "../../access/requestContext.js";
import { anonymousAccountId, type Requester } from "../../access/requester.js";
import { checkOptions, type OptionRule, textOption } from "../../base/checkOptions.js";
import { MockError } from "../../base/mockError.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion } from "../../state/versions.js";
import { type AccessAnswer, accessAnswer } from "./accessAnswer.js";

/** May somebody do something? */
export interface AccessInput {
  /** An account's 12 digits, the ARN of a user or role, `"*"` for everyone, or `"s3.amazonaws.com"`. */
  readonly principal: string;
  /** Such as `"s3:GetObject"`. */
  readonly action: string;
  /** The ARN of a bucket, object, KMS key or role; or `"s3://bucket/key"`. */
  readonly resource: string;
  /** Values of condition keys beside those that every request has. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

const fields: { [Name in keyof Required<AccessInput>]: OptionRule } = {
  principal: textOption('an account, the ARN of a user or role, "*", or the name of a service'),
  action: textOption('an action such as "s3:GetObject"'),
  resource: textOption('an ARN, or "s3://bucket/key"'),
  context: {
    allowed: "an object of condition keys and their values",
    accepts: (value) => typeof value === "object" && value !== null,
  },
};

/**
 * Answers whether a principal may do something by the documents of now, and does nothing.
 *
 * @throws MockError when the question names what is not there
 */
export function askAccess(s3: S3, input: AccessInput): AccessAnswer {
  checkOptions(input, fields, { field: "mock.access: ", whole: "mock.access: the argument" });
  const { principal, resource } = input;
  const requester = requesterOf(principal);
  const who: PolicyPrincipal = principal.endsWith(".amazonaws.com")
    ? { type: "AWSService", name: principal }
    : principalOf(requester);
  const asked = { ...input, who, requester };
  const arn = resource.replace(/^s3:\/\//, "arn:aws:s3:::");
  if (/^arn:aws[\w-]*:s3:::./.test(arn)) return accessAnswer(ofBucket(s3, asked, arn));
  if (/^arn:aws[\w-]*:kms:/.test(arn)) return accessAnswer(ofKey(s3, asked, arn));
  if (isRoleArn(arn)) return accessAnswer(ofRole(s3, asked, arn));
  throw new MockError(
    `mock.access: resource is ${JSON.stringify(resource)}; allowed is the ARN of a bucket, object, KMS key or role, or "s3://bucket/key"`,
  );
}

interface Asked extends AccessInput {
  readonly who: PolicyPrincipal;
  readonly requester: Requester;
}

function requesterOf(principal: string): Requester {
  const isAccountless = principal === "*" || principal.endsWith(".amazonaws.com");
  const caller = isAccountless ? { accountId: anonymousAccountId } : checkedCaller(principal);
  return { ...caller, region: undefined };
}

function ofBucket(s3: S3, asked: Asked, arn: string): AccessQuestion {
  const { who, requester, action } = asked;
  const [, name = "", key] = /:::([^/]+)(?:\/(.*))?$/s.exec(arn) ?? [];
  const bucket: Bucket | undefined = s3.buckets.get(name);
  if (bucket === undefined) {
    throw new MockError(`mock.access: there is no bucket ${JSON.stringify(name)}; make it first`);
  }
  const found = key === undefined ? undefined : currentVersion(bucket, key);
  const version = found?.isDeleteMarker ? undefined : found;
  const request = { bucket: name, key, query: {}, headers: {} };
  const judged = { request, requester, bucket, version, versionId: undefined, action };
  return bucketQuestion(s3, {
    principal: who,
    action,
    bucket,
    key,
    context: withGiven(asked, requestContext({ ...judged, now: s3.time.now() })),
    ...aclSide(bucket, version, action, requester.accountId),
  });
}

function ofKey(s3: S3, asked: Asked, arn: string): AccessQuestion {
  const { who, action } = asked;
  const key = judgedKey(s3, arn, accountOf(who) ?? accountOfArn(arn));
  return {
    principal: who,
    action,
    resource: key.arn,
    resourceAccountId: key.accountId,
    resourceKind: "key",
    context: withGiven(asked, conditionContext({ "kms:CallerAccount": accountOf(who) })),
    resourcePolicy: key.policy,
    ...policiesOfPrincipal(s3, who),
  };
}

function ofRole(s3: S3, asked: Asked, arn: string): AccessQuestion {
  const { who, action } = asked;
  const policy = trustPolicyOf(s3, arn);
  return {
    principal: who,
    action,
    resource: arn,
    resourceAccountId: accountOfArn(arn),
    // Handing a role over is for the caller's own policies to allow, assuming it for its trust policy.
    resourceKind: action.toLowerCase() === "iam:passrole" ? "bucket" : "role",
    context: withGiven(asked, conditionContext({})),
    ...(policy !== undefined && { resourcePolicy: policy }),
    ...policiesOfPrincipal(s3, who),
  };
}

function withGiven({ context = {} }: AccessInput, beneath: ConditionContext): ConditionContext {
  return conditionContext(context, beneath);
}
