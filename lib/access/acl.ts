import { createHash } from "node:crypto";
import type { Acl, Grant } from "../state/objectVersion.js";

/** The canonical user of an account, which ACLs and `Owner` elements name: 64 hex digits. */
export function canonicalUserId(accountId: string): string {
  return createHash("sha256").update(`canonical user ${accountId}`).digest("hex");
}

/** The groups that ACLs know. */
export const groups = {
  allUsers: "http://acs.amazonaws.com/groups/global/AllUsers",
  authenticatedUsers: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
  logDelivery: "http://acs.amazonaws.com/groups/s3/LogDelivery",
} as const;

/** Something with an owner and an ACL: a bucket, or a version of an object. */
export interface Owned {
  readonly ownerId: string;
  readonly acl: Acl | undefined;
}

/** The grants of an ACL as S3 shows them: a private one is full control for the owner. */
export function grantsOf({ ownerId, acl }: Owned): readonly Grant[] {
  if (acl !== undefined) return acl.grants;
  const ID = canonicalUserId(ownerId);
  return [{ Grantee: { Type: "CanonicalUser", ID }, Permission: "FULL_CONTROL" }];
}

/** Whether an ACL opens something to everyone, or to every AWS account. */
export function isPublic(acl: Acl | undefined): boolean {
  return (
    acl?.grants.some(
      ({ Grantee: { URI } }) => URI === groups.allUsers || URI === groups.authenticatedUsers,
    ) ?? false
  );
}

/** Whether nobody but the owner has anything of it. */
export function isPrivate({ ownerId, acl }: Owned): boolean {
  if (acl === undefined) return true;
  const id = canonicalUserId(ownerId);
  return acl.grants.every(({ Grantee }) => Grantee.ID === id);
}
