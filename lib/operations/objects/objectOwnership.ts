import { isPublic } from "../../access/acl.js";
import { resourceArn } from "../../access/bucketQuestion.js";
import { ignoresAcls, objectOwnership, sharesAcl } from "../../access/ownership.js";
import { preventedMessage } from "../../access/policies/publicAccess/publicAccessSettings.js";
import { principalOf } from "../../access/principals.js";
import { publicAccessSettings } from "../../access/publicAccessBlock.js";
import { anonymousAccountId, type Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Bucket } from "../../state/bucket.js";
import type { Acl, DataVersion } from "../../state/objectVersion.js";
import { type AclInput, aclOfHeaders, hasGrants } from "../aclGrants.js";

/**
 * Owner and ACL of a new object: the account that writes it owns it, unless the bucket's Object
 * Ownership gives it to the bucket's owner.
 *
 * @throws S3Error AccessControlListNotSupported where ACLs are off; InvalidArgument, InvalidRequest,
 *   AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function ownershipFor(
  bucket: Bucket,
  input: AclInput & { readonly Key?: string | undefined },
  requester: Requester,
): Pick<DataVersion, "ownerId" | "acl"> {
  const givesToBucketOwner = input.ACL === "bucket-owner-full-control";
  if (ignoresAcls(bucket)) {
    // What is wrong with the ACL itself comes first (recorded).
    aclOfHeaders(input, { ownerId: bucket.ownerId, bucketOwnerId: bucket.ownerId });
    // S3 takes what amounts to full control for the bucket's owner, which its own `private` does; that
    // another account's `private` does not, people have reported; that its owner's does is `assumed`.
    const isOwnersPrivate = input.ACL === "private" && requester.accountId === bucket.ownerId;
    const isPlain = input.ACL === undefined || givesToBucketOwner || isOwnersPrivate;
    if (!isPlain || hasGrants(input)) fail("AccessControlListNotSupported");
    return { ownerId: bucket.ownerId, acl: undefined };
  }
  const isPreferred = objectOwnership(bucket) === "BucketOwnerPreferred";
  const isNobodys = requester.accountId === anonymousAccountId && sharesAcl(bucket);
  const isOwners = isNobodys || (isPreferred && givesToBucketOwner);
  const ownerId = isOwners ? bucket.ownerId : requester.accountId;
  const acl = aclOfHeaders(input, { ownerId, bucketOwnerId: bucket.ownerId });
  checkPublicAcl(bucket, acl, { requester, key: input.Key });
  return { ownerId, acl };
}

/**
 * Checks that an ACL opens nothing to the public in a bucket that blocks this.
 *
 * @throws S3Error AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function checkPublicAcl(
  bucket: Bucket,
  acl: Acl | undefined,
  { requester, key }: AclTarget,
): void {
  if (!isPublic(acl) || !publicAccessSettings(bucket).BlockPublicAcls) return;
  const action = key === undefined ? "s3:PutBucketAcl" : "s3:PutObjectAcl";
  const resource = resourceArn(bucket.name, key);
  fail("AccessDenied", {
    message: preventedMessage(principalOf(requester), action, resource, bucket.ownerId),
  });
}

/** Who puts an ACL, and onto which object; onto the bucket where there is no key. */
export interface AclTarget {
  readonly requester: Requester;
  readonly key: string | undefined;
}
