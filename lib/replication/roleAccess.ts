import { keyValues } from "../access/authorizeKey.js";
import { bucketQuestion, resourceArn } from "../access/bucketQuestion.js";
import { assumeRoleQuestion, trustsAll } from "../access/iam/assumeRole.js";
import { judgedKey, policiesOfPrincipal } from "../access/iam/describedPolicies.js";
import type { AccessQuestion } from "../access/policies/decision/accessQuestion.js";
import type { Decision } from "../access/policies/decision/decision.js";
import { evaluate } from "../access/policies/evaluate.js";
import {
  type ConditionContext,
  type ContextValues,
  conditionContext,
} from "../access/policies/language/conditionContext.js";
import { accountOfArn, isRoleArn, principalNamed } from "../access/principals.js";
import type { Bucket } from "../state/bucket.js";
import { describedKey } from "../state/iam.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { Attempt } from "./attempt.js";
import type { PermissionStep } from "./permissionStep.js";
import { replicaEncryption } from "./replica.js";

/** What S3 calls its sessions of replication roles (recorded 2026). */
const sessionName = "s3-replication";

/**
 * Whether the documents of this moment let the role do something: its own, the bucket's, the key's.
 * Where nobody described the role or the key, and the bucket of its account has no policy, nothing has
 * to be asked.
 */
export function roleMay(attempt: Attempt<ObjectVersion>, step: PermissionStep): boolean {
  if (isUnjudged(attempt, step)) return true;
  return questionsOf(attempt, step).some((question) => passes(step, evaluate(question)));
}

/** Whether a decision lets a step happen. */
export function passes({ isImplied }: PermissionStep, decision: Decision): boolean {
  return decision.isAllowed || (isImplied === true && decision.reason === "implicitDeny");
}

/** Whether there is no document that has a say. */
export function isUnjudged(attempt: Attempt<ObjectVersion>, { on }: PermissionStep): boolean {
  const { s3, work } = attempt;
  const role = s3.iam.roles.get(work.role);
  // Other providers' roles have no documents of IAM's.
  if (role === undefined && !isRoleArn(work.role)) return true;
  if (on === "role") return trustsAll(s3, work.role);
  if (on === "source" || on === "destination") {
    const bucket = bucketOf(attempt, on);
    const isOwn = bucket.ownerId === accountOfArn(work.role);
    return role === undefined && isOwn && !bucket.documents.has("policy");
  }
  const key = keyOf(attempt, on);
  return key === undefined || (role === undefined && describedKey(s3.iam, key) === undefined);
}

/** What is asked of the documents; one yes is enough. */
export function questionsOf(
  attempt: Attempt<ObjectVersion>,
  step: PermissionStep,
): readonly AccessQuestion[] {
  const { action, alias } = step;
  const actions = alias?.isEnough(attempt) === true ? [action, alias.action] : [action];
  return actions.map((each) => questionOf(attempt, step, each));
}

function questionOf(
  attempt: Attempt<ObjectVersion>,
  { on }: PermissionStep,
  action: string,
): AccessQuestion {
  const { s3, work, source } = attempt;
  const accountId = accountOfArn(work.role);
  if (on === "role") return trustQuestion(attempt);
  const principal = principalNamed(work.role, sessionName);
  if (on === "source" || on === "destination") {
    const bucket = bucketOf(attempt, on);
    const context = objectContext(attempt, on, action);
    return bucketQuestion(s3, { principal, bucket, key: source.key, action, context });
  }
  const key = judgedKey(s3, keyOf(attempt, on) ?? "", accountId);
  return {
    principal,
    action,
    resource: key.arn,
    resourceAccountId: key.accountId,
    resourceKind: "key",
    context: keyContext(attempt, on),
    resourcePolicy: key.policy,
    ...policiesOfPrincipal(s3, principal),
  };
}

/** That S3 says for whom it acts is `assumed`: people report that such trust policies work. */
function trustQuestion(attempt: Attempt<ObjectVersion>): AccessQuestion {
  const { s3, work, bucket } = attempt;
  return assumeRoleQuestion(s3, work.role, "s3.amazonaws.com", {
    ...momentOf(attempt),
    "aws:SourceAccount": bucket.ownerId,
    "aws:SourceArn": resourceArn(bucket.name),
  });
}

function bucketOf(attempt: Attempt<ObjectVersion>, on: "source" | "destination"): Bucket {
  return on === "source" ? attempt.bucket : attempt.destination;
}

function keyOf(
  { source, work, destination }: Attempt<ObjectVersion>,
  on: "sourceKey" | "replicaKey",
): string | undefined {
  if (source.isDeleteMarker) return undefined;
  if (on === "sourceKey") return source.encryption.SSEKMSKeyId;
  return replicaEncryption(source.encryption, work.rule, destination).SSEKMSKeyId;
}

function momentOf({ endedAt }: Attempt<ObjectVersion>): ContextValues {
  return {
    "aws:CurrentTime": new Date(endedAt).toISOString(),
    "aws:EpochTime": String(Math.floor(endedAt / 1_000)),
    "aws:SecureTransport": "true",
  };
}

/**
 * What conditions see of a request of the role's. It comes from S3 itself, so that it has no address and
 * no VPC: `assumed`.
 */
function objectContext(
  attempt: Attempt<ObjectVersion>,
  on: "source" | "destination",
  action: string,
): ConditionContext {
  const bucket = bucketOf(attempt, on);
  const shared: ContextValues = {
    ...momentOf(attempt),
    "aws:RequestedRegion": bucket.region,
    "aws:ResourceAccount": bucket.ownerId,
    "s3:ResourceAccount": bucket.ownerId,
    "s3:authType": "REST-HEADER",
    "s3:signatureversion": "AWS4-HMAC-SHA256",
  };
  if (on === "source") return conditionContext({ ...shared, ...sourceValues(attempt) });
  return conditionContext(
    action === "s3:ReplicateObject" ? { ...shared, ...replicaValues(attempt) } : shared,
  );
}

function sourceValues({ source }: Attempt<ObjectVersion>): ContextValues {
  const tags = source.isDeleteMarker ? [] : source.tags;
  const existing = tags.map(({ Key, Value }) => [`s3:ExistingObjectTag/${Key}`, Value ?? ""]);
  return { "s3:VersionId": source.versionId, ...Object.fromEntries(existing) };
}

/** How the replica is encrypted: that the keys bear this, and not the source's, is `assumed`. */
function replicaValues({ source, work, destination }: Attempt<ObjectVersion>): ContextValues {
  if (source.isDeleteMarker) return {};
  const encryption = replicaEncryption(source.encryption, work.rule, destination);
  return {
    "s3:x-amz-server-side-encryption": encryption.ServerSideEncryption,
    "s3:x-amz-server-side-encryption-aws-kms-key-id": encryption.SSEKMSKeyId,
    "s3:x-amz-server-side-encryption-customer-algorithm": encryption.SSECustomerAlgorithm,
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html */
function keyContext(
  attempt: Attempt<ObjectVersion>,
  on: "sourceKey" | "replicaKey",
): ConditionContext {
  const { source, work } = attempt;
  const purpose = {
    bucket: bucketOf(attempt, on === "sourceKey" ? "source" : "destination"),
    key: source.key,
    isForBucket: !source.isDeleteMarker && source.encryption.BucketKeyEnabled === true,
    callerAccountId: accountOfArn(work.role),
  };
  return conditionContext({ ...momentOf(attempt), ...keyValues(purpose) });
}
