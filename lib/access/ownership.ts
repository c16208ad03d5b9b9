import type { Bucket } from "../state/bucket.js";

/** Who owns new objects, and whether ACLs count. */
export type ObjectOwnership = "BucketOwnerEnforced" | "BucketOwnerPreferred" | "ObjectWriter";

/** As much as is read here of what GetBucketOwnershipControls gives back. */
interface OwnershipControls {
  readonly OwnershipControls: { readonly Rules: readonly [{ ObjectOwnership: ObjectOwnership }] };
}

/**
 * The Object Ownership of a bucket. One whose ownership controls were deleted works as with
 * `ObjectWriter`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function objectOwnership({ documents }: Bucket): ObjectOwnership {
  // Only validated ownership controls are stored under this name.
  const document = documents.get("ownershipControls") as OwnershipControls | undefined;
  return document?.OwnershipControls.Rules[0].ObjectOwnership ?? "ObjectWriter";
}

/** Whether the ACLs of a bucket and of its objects count for nothing: all is the bucket owner's. */
export function ignoresAcls(bucket: Bucket): boolean {
  return objectOwnership(bucket) === "BucketOwnerEnforced";
}

/** The name of the document that marks a bucket whose ACL is that of its objects too. */
export const sharedAcl = "sharedAcl";

/**
 * Whether objects without an ACL of their own have their bucket's, and what nobody owns is the bucket
 * owner's: COS has it so.
 *
 * @see https://cloud.tencent.com/document/product/436/30583
 */
export function sharesAcl({ documents }: Bucket): boolean {
  return documents.has(sharedAcl);
}
