import {
  type AccessControlPolicy,
  GetObjectAclCommand,
  type Grant,
  PutObjectAclCommand,
  type PutObjectAclCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { toGroup, toUser, twoAccounts } from "../support/accounts.js";
import { errorOf } from "../support/client.js";

const Key = "key";

const put = (client: S3Client, Bucket: string, input: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...input }));
const putAcl = (client: S3Client, input: Partial<PutObjectAclCommandInput>) =>
  client.send(new PutObjectAclCommand({ Bucket: "writers", Key, ...input }));
const aclOf = async (client: S3Client, Bucket: string) => {
  const { Owner, Grants } = await client.send(new GetObjectAclCommand({ Bucket, Key }));
  return { Owner, Grants };
};

const privateTo = (ID: string) => ({ Owner: { ID }, Grants: [toUser(ID, "FULL_CONTROL")] });

describe("The grants of an object", () => {
  test("come from x-amz-grant headers, and from them alone", async () => {
    const { owner, ownerId, writerId } = await twoAccounts();
    await put(owner, "writers", {
      GrantFullControl: `id=${writerId}`,
      GrantRead: `id="${ownerId}", uri="http://acs.amazonaws.com/groups/global/AllUsers"`,
      GrantWriteACP: `id="${ownerId}"`,
      GrantReadACP: `id="${ownerId}"`,
    });
    expect((await aclOf(owner, "writers")).Grants).toEqual([
      toUser(writerId, "FULL_CONTROL"),
      toUser(ownerId, "READ"),
      toGroup("global/AllUsers", "READ"),
      toUser(ownerId, "READ_ACP"),
      toUser(ownerId, "WRITE_ACP"),
    ]);
  });

  test("come from the document of PutObjectAcl", async () => {
    const { owner, ownerId, writerId } = await twoAccounts();
    await put(owner, "writers");
    // The grants are the SDK's but for their strings.
    const Grants = [toUser(ownerId, "FULL_CONTROL"), toUser(writerId, "READ_ACP")] as Grant[];
    const Owner = { ID: ownerId };
    await putAcl(owner, { AccessControlPolicy: { Owner, Grants } });
    expect(await aclOf(owner, "writers")).toEqual({ Owner, Grants });
  });

  /** What is refused, of the canonical user that it would be right for. */
  const wrong: [name: string, input: (ownerId: string) => object, error: object][] = [
    [
      "an unknown canned ACL",
      () => ({ ACL: "open" }),
      { name: "InvalidArgument", ArgumentName: "x-amz-acl", ArgumentValue: "open" },
    ],
    [
      "a canned ACL with grants",
      (ownerId) => ({ ACL: "private", GrantRead: `id=${ownerId}` }),
      {
        name: "InvalidRequest",
        message: "Specifying both Canned ACLs and Header Grants is not allowed",
      },
    ],
    [
      "a grant to an unknown kind",
      () => ({ GrantRead: 'name="me"' }),
      {
        name: "InvalidArgument",
        message: "Argument format not recognized",
        ArgumentName: "x-amz-grant-read",
        ArgumentValue: 'name="me"',
      },
    ],
    [
      "a grant to no canonical user",
      () => ({ GrantRead: 'id="me"' }),
      { name: "InvalidArgument", message: "Invalid id", ArgumentName: "id", ArgumentValue: "me" },
    ],
    [
      "a grant to an unknown group",
      () => ({ GrantRead: 'uri="http://all"' }),
      {
        name: "InvalidArgument",
        message: "Invalid group uri",
        ArgumentName: "uri",
        ArgumentValue: "http://all",
      },
    ],
    [
      "a grant to an e-mail address",
      () => ({ GrantRead: 'emailAddress="me@example.com"' }),
      { name: "MethodNotAllowed" },
    ],
  ];

  test.each(wrong)(
    "are refused by PutObject and PutObjectAcl with %s",
    async (_name, input, error) => {
      const { owner, ownerId } = await twoAccounts();
      await put(owner, "writers");
      expect(await errorOf(put(owner, "writers", input(ownerId)))).toMatchObject(error);
      expect(await errorOf(putAcl(owner, input(ownerId)))).toMatchObject(error);
      expect(await aclOf(owner, "writers")).toEqual(privateTo(ownerId));
    },
  );

  const policies: [name: string, policy: (ownerId: string) => object, error: object][] = [
    ["no owner", () => ({ Grants: [] }), { name: "MalformedACLError" }],
    [
      "a grant without a grantee",
      (ID) => ({ Owner: { ID }, Grants: [{ Permission: "READ" }] }),
      { name: "MalformedACLError" },
    ],
    [
      "an unknown permission",
      (ID) => ({ Owner: { ID }, Grants: [toUser(ID, "ALL")] }),
      { name: "MalformedACLError" },
    ],
    [
      "an owner that is no canonical user",
      () => ({ Owner: { ID: "me" }, Grants: [] }),
      { name: "InvalidArgument", message: "Invalid id", ArgumentName: "CanonicalUser/ID" },
    ],
    [
      "a grant to an unknown group",
      (ID) => ({ Owner: { ID }, Grants: [toGroup("all", "READ")] }),
      { name: "InvalidArgument", message: "Invalid group uri", ArgumentName: "Group/URI" },
    ],
    [
      "another owner",
      (ID) => ({ Owner: { ID: "0".repeat(64) }, Grants: [toUser(ID, "READ")] }),
      { name: "AccessDenied" },
    ],
  ];

  test.each(policies)("are refused in a document with %s", async (_name, policy, error) => {
    const { owner, ownerId } = await twoAccounts();
    await put(owner, "writers");
    // Some of the documents are none that the SDK's types allow.
    const AccessControlPolicy = policy(ownerId) as AccessControlPolicy;
    expect(await errorOf(putAcl(owner, { AccessControlPolicy }))).toMatchObject(error);
    expect(await aclOf(owner, "writers")).toEqual(privateTo(ownerId));
  });

  test("are demanded by PutObjectAcl", async () => {
    const { owner } = await twoAccounts();
    await put(owner, "writers");
    expect(await errorOf(putAcl(owner, {}))).toMatchObject({
      name: "MissingSecurityHeader",
      message: "Your request was missing a required header",
      MissingHeaderName: "x-amz-acl",
    });
  });

  test("cannot come as headers and as a document", async () => {
    const { owner, ownerId } = await twoAccounts();
    await put(owner, "writers");
    const AccessControlPolicy = { Owner: { ID: ownerId }, Grants: [] };
    expect(await errorOf(putAcl(owner, { ACL: "private", AccessControlPolicy }))).toMatchObject({
      name: "UnexpectedContent",
      message: "This request does not support content",
    });
  });
});
