import { fail } from "../base/errors.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { Bucket } from "../state/bucket.js";
import type { DataVersion, Grant } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { currentVersion, findVersion } from "../state/versions.js";
import { grants, isPublic, type Owned } from "./acl.js";
import {
  type AccessRequest,
  actionsOf,
  describingWrites,
  readAction,
  versionIdOf,
} from "./actions.js";
import { matches } from "./allow.js";
import { ignoresAcls } from "./ownership.js";
import { publicAccessSettings } from "./publicAccessBlock.js";
import { anonymousAccountId, type Requester } from "./requester.js";

/**
 * Checks that an account may do what it asks for: what it owns, what it was allowed, and what an
 * ACL grants it.
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
  const { accountId, bucket } = requester;
  // Buckets are listed for accounts, and belong to some.
  if (bucket === undefined && accountId === anonymousAccountId) fail("AccessDenied");
  if (bucket !== undefined && !ownsAll(bucket, requester)) {
    const key = describingWrites.has(name) ? undefined : request.key;
    const target = { bucket, version: versionOf(bucket, key, versionIdOf(request)) };
    const actions = actionsOf(name, request);
    if (!actions.every((action) => isAllowed(s3, target, action, requester))) deny(name, bucket);
    const isHidden = target.version === undefined && isReading(name);
    if (isHidden && !isAllowed(s3, target, "s3:ListBucket", requester)) deny(name, bucket);
  }
  authorizeSource(s3, name, requester);
}

/** Whether an account may do this in a bucket, for operations whose targets answer each for itself. */
export function mayDo(s3: S3, bucket: Bucket, action: string, requester: Requester): boolean {
  return (
    ownsAll(bucket, requester) || isAllowed(s3, { bucket, version: undefined }, action, requester)
  );
}

/** What a request is for. */
interface Target {
  readonly bucket: Bucket;
  /** The object version that is read or changed, where there is one. */
  readonly version: DataVersion | undefined;
}

function authorizeSource(s3: S3, name: OperationName, requester: Requester): void {
  if (requester.copySource === undefined) return;
  const { bucket: bucketName, key, versionId } = requester.copySource;
  const bucket = s3.buckets.get(bucketName);
  if (bucket === undefined || ownsAll(bucket, requester)) return;
  const target = { bucket, version: versionOf(bucket, key, versionId) };
  const action = readAction(versionId);
  if (!isAllowed(s3, target, action, requester)) deny(name, bucket);
}

/** Whether a bucket and all that is in it belongs to this account, whatever ACLs say. */
function ownsAll(bucket: Bucket, { accountId }: Requester): boolean {
  return bucket.ownerId === accountId && ignoresAcls(bucket);
}

function versionOf(
  bucket: Bucket,
  key: string | undefined,
  versionId: string | undefined,
): DataVersion | undefined {
  if (key === undefined) return undefined;
  const version =
    versionId === undefined ? currentVersion(bucket, key) : findVersion(bucket, key, versionId);
  return version?.isDeleteMarker ? undefined : version;
}

/** A key that is not there is no news for whoever may not list the bucket. */
function isReading(name: OperationName): boolean {
  return name === "GetObject" || name === "HeadObject";
}

function isAllowed(s3: S3, target: Target, action: string, { accountId }: Requester): boolean {
  const { bucket, version } = target;
  const permission = objectPermissions.get(action);
  const isForeign = version !== undefined && version.ownerId !== bucket.ownerId;
  if (bucket.ownerId === accountId && !(isForeign && permission !== undefined)) return true;
  for (const allowance of s3.allowances.values()) {
    if (
      allowance.account === accountId &&
      allowance.bucket === bucket.name &&
      allowance.actions.some((pattern) => matches(pattern, action))
    ) {
      return true;
    }
  }
  if (ignoresAcls(bucket)) return false;
  if (permission !== undefined) {
    return version !== undefined && grantedBy(bucket, version, accountId, permission);
  }
  const ofBucket = bucketPermissions.get(action);
  return ofBucket !== undefined && grantedBy(bucket, bucket, accountId, ofBucket);
}

type Permission = Exclude<Grant["Permission"], "FULL_CONTROL">;

/** What an object's ACL can grant. Only these are out of the bucket owner's reach. */
const objectPermissions: ReadonlyMap<string, Permission> = new Map<string, Permission>([
  ["s3:GetObject", "READ"],
  ["s3:GetObjectVersion", "READ"],
  ["s3:GetObjectAcl", "READ_ACP"],
  ["s3:GetObjectVersionAcl", "READ_ACP"],
  ["s3:PutObjectAcl", "WRITE_ACP"],
  ["s3:PutObjectVersionAcl", "WRITE_ACP"],
]);

/** What a bucket's ACL can grant. */
const bucketPermissions: ReadonlyMap<string, Permission> = new Map<string, Permission>([
  ["s3:ListBucket", "READ"],
  ["s3:ListBucketVersions", "READ"],
  ["s3:ListBucketMultipartUploads", "READ"],
  ["s3:PutObject", "WRITE"],
  ["s3:GetBucketAcl", "READ_ACP"],
  ["s3:PutBucketAcl", "WRITE_ACP"],
]);

/** A public ACL is as good as none where the bucket ignores such. */
function grantedBy(
  bucket: Bucket,
  owned: Owned,
  accountId: string,
  permission: Permission,
): boolean {
  const { IgnorePublicAcls } = publicAccessSettings(bucket);
  const acl = IgnorePublicAcls && isPublic(owned.acl) ? undefined : owned.acl;
  return grants({ ownerId: owned.ownerId, acl }, accountId, permission);
}

function deny(name: OperationName, { region }: Bucket): never {
  return fail("AccessDenied", {
    ...(name === "HeadBucket" && { headers: { "x-amz-bucket-region": region } }),
  });
}
