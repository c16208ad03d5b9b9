import type { AccessControlPolicy } from "@aws-sdk/client-s3";
import { canonicalUserId, groups } from "../access/acl.js";
import { fail } from "../base/errors.js";
import type { Acl, Grant } from "../state/objectVersion.js";
import { type AclOwners, cannedAcl } from "./cannedAcl.js";

/** The ACL headers of a request. */
export interface AclInput {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

const grantHeaders = [
  ["GrantFullControl", "x-amz-grant-full-control", "FULL_CONTROL"],
  ["GrantRead", "x-amz-grant-read", "READ"],
  ["GrantReadACP", "x-amz-grant-read-acp", "READ_ACP"],
  ["GrantWrite", "x-amz-grant-write", "WRITE"],
  ["GrantWriteACP", "x-amz-grant-write-acp", "WRITE_ACP"],
] as const;

/** Whether a request grants anything by `x-amz-grant-*` headers. */
export function hasGrants(input: AclInput): boolean {
  return grantHeaders.some(([member]) => input[member] !== undefined);
}

/**
 * The ACL that the headers of a request ask for; undefined for a private one, as for none. The texts
 * of what is wrong with grants, here and in a document, are `assumed`.
 *
 * @throws S3Error InvalidRequest, InvalidArgument, MethodNotAllowed
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export function aclOfHeaders(input: AclInput, owners: AclOwners): Acl | undefined {
  const { ACL: canned } = input;
  if (!hasGrants(input)) return canned === undefined ? undefined : cannedAcl(canned, owners);
  if (canned !== undefined) {
    fail("InvalidRequest", {
      message: "Specifying both Canned ACLs and Header Grants is not allowed",
    });
  }
  const grants = grantHeaders.flatMap(([member, header, permission]) =>
    (input[member]?.split(",") ?? []).map((text) => ({
      Grantee: granteeOf(text.trim(), header),
      Permission: permission,
    })),
  );
  return { grants };
}

/** `id="…"` or `uri="…"`, as a grant header lists them. */
function granteeOf(text: string, header: string): Grant["Grantee"] {
  const [, type = "", value = ""] = /^(\w+)\s*=\s*"?([^"]*)"?$/.exec(text) ?? [];
  switch (type) {
    case "id":
      return checkedUser(value, "id");
    case "uri":
      return checkedGroup(value, "uri");
    case "emailAddress":
      return emailNotAllowed();
    default:
      return fail("InvalidArgument", {
        message: "Argument format not recognized",
        ArgumentName: header,
        ArgumentValue: text,
      });
  }
}

const permissions: ReadonlySet<unknown> = new Set([
  "FULL_CONTROL",
  "READ",
  "READ_ACP",
  "WRITE",
  "WRITE_ACP",
] satisfies Grant["Permission"][]);

/**
 * The ACL in the body of a request.
 *
 * @throws S3Error MalformedACLError, InvalidArgument, AccessDenied, MethodNotAllowed
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AccessControlPolicy.html
 */
export function aclOfPolicy({ Owner, Grants }: AccessControlPolicy, ownerId: string): Acl {
  if (Owner?.ID === undefined || !Grants?.every(isGrant)) fail("MalformedACLError");
  const { ID } = checkedUser(Owner.ID, "CanonicalUser/ID");
  const grants = Grants.map(({ Grantee, Permission }): Grant => {
    // One of the set, as the schema has it.
    const permission = Permission as Grant["Permission"];
    switch (Grantee?.Type) {
      case "CanonicalUser":
        return { Grantee: checkedUser(Grantee.ID, "CanonicalUser/ID"), Permission: permission };
      case "Group":
        return { Grantee: checkedGroup(Grantee.URI, "Group/URI"), Permission: permission };
      default:
        return emailNotAllowed();
    }
  });
  // That an ACL cannot give its object away is documented, the answer is `assumed`.
  if (ID !== canonicalUserId(ownerId)) fail("AccessDenied");
  return { grants };
}

/** Whether a grant is as the schema has it, which is judged before its values; `assumed`. */
function isGrant({ Grantee, Permission }: NonNullable<AccessControlPolicy["Grants"]>[number]) {
  if (!permissions.has(Permission)) return false;
  switch (Grantee?.Type) {
    case "CanonicalUser":
      return Grantee.ID !== undefined;
    case "Group":
      return Grantee.URI !== undefined;
    default:
      return Grantee?.Type === "AmazonCustomerByEmail";
  }
}

function checkedUser(id = "", argument: string): Grant["Grantee"] {
  if (/^[0-9a-f]{64}$/.test(id)) return { Type: "CanonicalUser", ID: id };
  return fail("InvalidArgument", {
    message: "Invalid id",
    ArgumentName: argument,
    ArgumentValue: id,
  });
}

const knownGroups: ReadonlySet<string> = new Set(Object.values(groups));

function checkedGroup(uri = "", argument: string): Grant["Grantee"] {
  if (knownGroups.has(uri)) return { Type: "Group", URI: uri };
  return fail("InvalidArgument", {
    message: "Invalid group uri",
    ArgumentName: argument,
    ArgumentValue: uri,
  });
}

/** Since October 2025 nobody can be named by an e-mail address; the elements are `assumed`. */
function emailNotAllowed(): never {
  return fail("MethodNotAllowed", { Method: "PUT", ResourceType: "ACL" });
}
