import { canonicalUserId, groups } from "../access/acl.js";
import { fail } from "../base/errors.js";
import type { Acl, Grant } from "../state/objectVersion.js";

/** Whose ACL it will be: the account that owns the bucket or the object, and the bucket's owner. */
export interface AclOwners {
  readonly ownerId: string;
  readonly bucketOwnerId: string;
}

type Grants = (owners: AclOwners) => readonly Grant[];

/** The canonical user of Amazon EC2, which fetches images. `assumed` */
const ec2 = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

/** What each canned ACL grants beside full control for the owner. */
const cannedGrants: ReadonlyMap<string, Grants> = new Map<string, Grants>([
  ["private", () => []],
  ["public-read", () => [toGroup(groups.allUsers, "READ")]],
  [
    "public-read-write",
    () => [toGroup(groups.allUsers, "READ"), toGroup(groups.allUsers, "WRITE")],
  ],
  ["authenticated-read", () => [toGroup(groups.authenticatedUsers, "READ")]],
  ["aws-exec-read", () => [toUser(ec2, "READ")]],
  ["bucket-owner-read", (owners) => toBucketOwner(owners, "READ")],
  ["bucket-owner-full-control", (owners) => toBucketOwner(owners, "FULL_CONTROL")],
  [
    "log-delivery-write",
    () => [toGroup(groups.logDelivery, "WRITE"), toGroup(groups.logDelivery, "READ_ACP")],
  ],
]);

/**
 * The ACL behind a name; undefined for one that is private.
 *
 * @throws S3Error InvalidArgument for a name that S3 does not know
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
export function cannedAcl(name: string, owners: AclOwners): Acl | undefined {
  const grants = cannedGrants.get(name)?.(owners);
  if (grants === undefined) {
    // That S3 gives no message here is `assumed`.
    fail("InvalidArgument", { message: "", ArgumentName: "x-amz-acl", ArgumentValue: name });
  }
  if (grants.length === 0) return undefined;
  return { grants: [toUser(canonicalUserId(owners.ownerId), "FULL_CONTROL"), ...grants] };
}

function toBucketOwner(
  { ownerId, bucketOwnerId }: AclOwners,
  permission: Grant["Permission"],
): readonly Grant[] {
  return ownerId === bucketOwnerId ? [] : [toUser(canonicalUserId(bucketOwnerId), permission)];
}

function toUser(id: string, permission: Grant["Permission"]): Grant {
  return { Grantee: { Type: "CanonicalUser", ID: id }, Permission: permission };
}

function toGroup(uri: string, permission: Grant["Permission"]): Grant {
  return { Grantee: { Type: "Group", URI: uri }, Permission: permission };
}
