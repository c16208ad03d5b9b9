import type { Bucket } from "../state/bucket.js";
import type { DataVersion, Grant } from "../state/objectVersion.js";
import { canonicalUserId, groups, type Owned } from "./acl.js";
import { ignoresAcls, sharesAcl } from "./ownership.js";
import { publicAccessSettings } from "./publicAccessBlock.js";
import { anonymousAccountId } from "./requester.js";

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

/** What ACLs have to do with an action. */
export interface AclSide {
  readonly aclGrant: "group" | "account" | undefined;
  /** The owner of the object, where ACLs have a say in the action on it. */
  readonly objectOwnerId: string | undefined;
}

const noSide: AclSide = { aclGrant: undefined, objectOwnerId: undefined };

/**
 * What ACLs grant an account for an action on a bucket or on a version in it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export function aclSide(
  bucket: Bucket,
  version: DataVersion | undefined,
  action: string,
  accountId: string,
): AclSide {
  if (ignoresAcls(bucket)) return noSide;
  const permission = objectPermissions.get(action);
  if (permission !== undefined) {
    if (version === undefined) return noSide;
    const acl = version.acl ?? (sharesAcl(bucket) ? bucket.acl : undefined);
    const owned = { ownerId: version.ownerId, acl };
    const aclGrant = grantTo(bucket, owned, accountId, permission);
    return { aclGrant, objectOwnerId: version.ownerId };
  }
  const isSharedDelete = action === "s3:DeleteObject" && sharesAcl(bucket);
  const ofBucket = isSharedDelete ? "WRITE" : bucketPermissions.get(action);
  if (ofBucket === undefined) return noSide;
  return { aclGrant: grantTo(bucket, bucket, accountId, ofBucket), objectOwnerId: undefined };
}

/** Every account is an authenticated user, but for none at all. IgnorePublicAcls leaves groups out. */
function grantTo(
  bucket: Bucket,
  { ownerId, acl }: Owned,
  accountId: string,
  permission: Permission,
): "group" | "account" | undefined {
  if (acl === undefined) return ownerId === accountId ? "account" : undefined;
  const id = canonicalUserId(accountId);
  const ignoresGroups = publicAccessSettings(bucket).IgnorePublicAcls === true;
  let byAccount: "account" | undefined;
  for (const { Grantee, Permission } of acl.grants) {
    if (Permission !== permission && Permission !== "FULL_CONTROL") continue;
    const isGroup =
      Grantee.URI === groups.allUsers ||
      (Grantee.URI === groups.authenticatedUsers && accountId !== anonymousAccountId);
    if (isGroup && !ignoresGroups) return "group";
    if (Grantee.ID === id) byAccount = "account";
  }
  return byAccount;
}
