import type {
  AccessControlPolicy,
  CreateBucketCommandInput,
  GetBucketAclCommandInput,
  GetBucketAclOutput,
  PutBucketAclCommandInput,
} from "@aws-sdk/client-s3";
import { grantsOf, isPublic } from "../../access/acl.js";
import { openBucket } from "../../access/openBucket.js";
import { ignoresAcls, type ObjectOwnership } from "../../access/ownership.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Bucket } from "../../state/bucket.js";
import type { Acl } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { type AclInput, aclOfHeaders, aclOfPolicy, hasGrants } from "../aclGrants.js";
import { type AclTarget, checkPublicAcl } from "../objects/objectOwnership.js";
import { ownerOf } from "../owner.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
export function putBucketAcl(
  s3: S3,
  input: PutBucketAclCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  bucket.acl = requestedAcl(bucket, input, {
    ownerId: bucket.ownerId,
    requester,
    key: undefined,
  });
  return {};
}

/**
 * Grants from before ACLs were turned off are kept and not shown (documented).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html
 */
export function getBucketAcl(
  s3: S3,
  input: GetBucketAclCommandInput,
  requester: Requester,
): GetBucketAclOutput {
  const bucket = openBucket(s3, input, requester);
  const { ownerId } = bucket;
  const Grants = [...grantsOf(ignoresAcls(bucket) ? { ownerId, acl: undefined } : bucket)];
  return { Owner: ownerOf(ownerId), Grants };
}

/** What PutBucketAcl and PutObjectAcl take: an ACL as one header, as several, or as a body. */
export interface PutAclInput extends AclInput {
  readonly AccessControlPolicy?: AccessControlPolicy | undefined;
}

/**
 * The ACL that a request puts.
 *
 * @throws S3Error AccessControlListNotSupported where ACLs are off; MissingSecurityHeader,
 *   UnexpectedContent, InvalidRequest, InvalidArgument, MalformedACLError, AccessDenied
 */
export function requestedAcl(
  bucket: Bucket,
  input: PutAclInput,
  { ownerId, ...target }: AclTarget & { readonly ownerId: string },
): Acl | undefined {
  const { AccessControlPolicy: policy } = input;
  const hasHeaders = input.ACL !== undefined || hasGrants(input);
  if (policy === undefined && !hasHeaders) {
    fail("MissingSecurityHeader", { MissingHeaderName: "x-amz-acl" });
  }
  const owners = { ownerId, bucketOwnerId: bucket.ownerId };
  const fromHeaders = aclOfHeaders(input, owners);
  if (policy !== undefined && hasHeaders) fail("UnexpectedContent");
  const acl = policy === undefined ? fromHeaders : aclOfPolicy(policy, ownerId);
  // What is wrong with the ACL itself comes first (recorded).
  if (ignoresAcls(bucket)) fail("AccessControlListNotSupported");
  checkPublicAcl(bucket, acl, target);
  return acl;
}

/**
 * The ACL that CreateBucket is sent with. A new bucket blocks public ones, whatever its ownership;
 * the text of that error is `assumed`.
 *
 * @throws S3Error InvalidBucketAclWithObjectOwnership, InvalidBucketAclWithBlockPublicAccessError,
 *   InvalidRequest, InvalidArgument
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export function initialBucketAcl(
  input: CreateBucketCommandInput,
  { accountId }: Requester,
): Acl | undefined {
  const acl = aclOfHeaders(input, { ownerId: accountId, bucketOwnerId: accountId });
  if (acl === undefined) return undefined;
  const ownership: ObjectOwnership = input.ObjectOwnership ?? "BucketOwnerEnforced";
  if (ownership === "BucketOwnerEnforced") fail("InvalidBucketAclWithObjectOwnership");
  if (isPublic(acl)) fail("InvalidBucketAclWithBlockPublicAccessError");
  return acl;
}
