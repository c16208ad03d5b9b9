import { fail } from "../base/errors.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { Bucket } from "../state/bucket.js";
import type { DataVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { currentVersion, findVersion } from "../state/versions.js";
import { aclSide } from "./aclPermission.js";
import {
  type AccessRequest,
  actionsOf,
  describingWrites,
  readAction,
  versionIdOf,
} from "./actions.js";
import { authorizeService } from "./authorizeService.js";
import { bucketQuestion } from "./bucketQuestion.js";
import { ignoresAcls } from "./ownership.js";
import { accessDeniedMessage } from "./policies/decision/accessDeniedMessage.js";
import type { AccessQuestion } from "./policies/decision/accessQuestion.js";
import { evaluate } from "./policies/evaluate.js";
import { principalOf } from "./principals.js";
import { requestContext } from "./requestContext.js";
import { anonymousAccountId, type Requester } from "./requester.js";

/**
 * Checks that whoever asks may do it: by policies, boundaries, ACLs, ownership and the Public Access
 * Block together, and by what a test allowed.
 *
 * @throws S3Error AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
 */
export function authorize(
  s3: S3,
  name: OperationName,
  request: AccessRequest,
  requester: Requester,
): void {
  const { bucket } = requester;
  if (bucket === undefined) authorizeService(s3, name, request, requester);
  else if (!ownsAll(bucket, requester)) authorizeBucket(s3, name, request, { requester, bucket });
  authorizeSource(s3, name, request, requester);
}

/** One thing that a request does in a bucket. */
export interface RequestedAction {
  readonly bucket: Bucket;
  /** Undefined for what is done to the bucket itself. */
  readonly key: string | undefined;
  readonly versionId: string | undefined;
  readonly action: string;
  readonly request: AccessRequest;
  readonly requester: Requester;
  /** The version that is read or changed, where there is one. */
  readonly version?: DataVersion | undefined;
  /** Whether it describes an object that is only to be made. */
  readonly isNew?: boolean | undefined;
  /** What keys begin with that would be listed. */
  readonly prefix?: string | undefined;
  /** What an AccessDenied carries. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Checks one action.
 *
 * @throws S3Error AccessDenied
 */
export function authorizeAction(s3: S3, asked: RequestedAction): void {
  const { bucket, requester, headers = {} } = asked;
  if (ownsAll(bucket, requester)) return;
  const question = requestedQuestion(s3, asked);
  const decision = evaluate(question);
  if (decision.isAllowed) return;
  fail("AccessDenied", { message: accessDeniedMessage(question, decision), headers });
}

/** Whether a requester may do something that a request does not depend on. */
export function isAuthorized(s3: S3, asked: RequestedAction): boolean {
  return ownsAll(asked.bucket, asked.requester) || evaluate(requestedQuestion(s3, asked)).isAllowed;
}

/** What the documents are asked for one action. */
export function requestedQuestion(s3: S3, asked: RequestedAction): AccessQuestion {
  const { bucket, key, action, requester, version, isNew } = asked;
  return bucketQuestion(s3, {
    principal: principalOf(requester),
    bucket,
    key,
    action,
    context: requestContext({ ...asked, version, now: s3.time.now() }),
    ...(isNew === true && action === "s3:PutObjectAcl"
      ? newAclSide(requester)
      : aclSide(bucket, version, action, requester.accountId)),
  });
}

/**
 * The ACL of a new object is its writer's to give: S3's own example of a bucket policy for uploads with
 * ACLs allows `s3:PutObject` alone. That this holds without ACLs too is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-condition-keys.html
 */
function newAclSide({ accountId }: Requester): Pick<AccessQuestion, "objectOwnerId"> {
  return { objectOwnerId: accountId === anonymousAccountId ? undefined : accountId };
}

/** Whether nothing can keep a requester from anything in a bucket: neither ACLs nor policies count. */
function ownsAll(bucket: Bucket, { accountId, principalArn, service }: Requester): boolean {
  return (
    bucket.ownerId === accountId &&
    principalArn === undefined &&
    service === undefined &&
    !bucket.documents.has("policy") &&
    ignoresAcls(bucket)
  );
}

function authorizeBucket(
  s3: S3,
  name: OperationName,
  request: AccessRequest,
  { requester, bucket }: { readonly requester: Requester; readonly bucket: Bucket },
): void {
  const { key } = request;
  const versionId = versionIdOf(request);
  const found = key === undefined ? undefined : foundVersion(bucket, key, versionId);
  const version = found?.isDeleteMarker ? undefined : found;
  const headers = name === "HeadBucket" ? { "x-amz-bucket-region": bucket.region } : undefined;
  const asked = { bucket, key, versionId, request, requester, headers };
  const isReading = name === "GetObject" || name === "HeadObject";
  // A delete marker that is named answers 405 to everybody (recorded 2026).
  if (isReading && found?.isDeleteMarker && versionId !== undefined) return;
  if (!(isReading && found?.isDeleteMarker)) {
    const isNew = describingWrites.has(name);
    for (const action of actionsOf(name, request)) {
      // What is to be written has nothing of its own yet that an ACL could be about.
      const target = isNew && action !== "s3:GetObject" ? undefined : version;
      authorizeAction(s3, { ...asked, action, version: target, isNew });
    }
  }
  if (version !== undefined) return;
  if (isReading || name === "GetObjectAttributes") authorizeMissing(s3, asked);
}

/** A key that is not there is no news for whoever may not list the bucket. */
function authorizeMissing(s3: S3, asked: Omit<RequestedAction, "action">): void {
  const { key, versionId } = asked;
  const action = versionId === undefined ? "s3:ListBucket" : "s3:ListBucketVersions";
  authorizeAction(s3, { ...asked, key: undefined, action, prefix: key });
}

function authorizeSource(
  s3: S3,
  name: OperationName,
  request: AccessRequest,
  requester: Requester,
): void {
  if (requester.copySource === undefined) return;
  const { bucket: bucketName, key, versionId } = requester.copySource;
  const bucket = s3.buckets.get(bucketName);
  if (bucket === undefined || ownsAll(bucket, requester)) return;
  const found = foundVersion(bucket, key, versionId);
  const version = found?.isDeleteMarker ? undefined : found;
  const asked = { bucket, key, versionId, request, requester, version };
  authorizeAction(s3, { ...asked, action: readAction(versionId) });
  // As of a reading: `assumed`.
  if (version === undefined) authorizeMissing(s3, asked);
  if (name !== "CopyObject" || version === undefined || version.tags.length === 0) return;
  // Tags that are copied are read: `assumed`.
  if (request.headers["x-amz-tagging-directive"] === "REPLACE") return;
  const action = versionId === undefined ? "s3:GetObjectTagging" : "s3:GetObjectVersionTagging";
  authorizeAction(s3, { ...asked, action });
}

function foundVersion(bucket: Bucket, key: string, versionId: string | undefined) {
  return versionId === undefined
    ? currentVersion(bucket, key)
    : findVersion(bucket, key, versionId);
}
