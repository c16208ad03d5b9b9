import { canonicalUserId } from "../access/acl.js";

/** The `Owner` element of an account. Display names are no longer returned (recorded 2026). */
export function ownerOf(accountId: string): { ID: string } {
  return { ID: canonicalUserId(accountId) };
}

/** The `Initiator` of an upload, the only element that still has a display name (recorded 2026). What it says is `assumed`. */
export function initiatorOf(accountId: string): { ID: string; DisplayName: string } {
  return { ...ownerOf(accountId), DisplayName: accountId };
}

/** `ownerOf` for a listing: its entries have few owners, and each is computed once. */
export function rememberedOwners(): typeof ownerOf {
  const owners = new Map<string, { ID: string }>();
  return (accountId) => {
    const known = owners.get(accountId);
    if (known !== undefined) return known;
    const owner = ownerOf(accountId);
    owners.set(accountId, owner);
    return owner;
  };
}
