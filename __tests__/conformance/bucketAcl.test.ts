import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  GetBucketAclCommand,
  type Grant,
  HeadBucketCommand,
  PutBucketAclCommand,
  type PutBucketAclCommandInput,
  PutBucketOwnershipControlsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { toGroup, toUser, twoAccounts } from "../support/accounts.js";
import { errorOf } from "../support/client.js";

const putAcl = (client: S3Client, input: Partial<PutBucketAclCommandInput>) =>
  client.send(new PutBucketAclCommand({ Bucket: "writers", ...input }));
const aclOf = async (client: S3Client, Bucket = "writers") => {
  const { Owner, Grants } = await client.send(new GetBucketAclCommand({ Bucket }));
  return { Owner, Grants };
};
const privateTo = (ID: string) => ({ Owner: { ID }, Grants: [toUser(ID, "FULL_CONTROL")] });

describe("GetBucketAcl", () => {
  test.each(["enforced", "preferred", "writers"])(
    "of a new bucket that is %s shows full control for its owner",
    async (Bucket) => {
      const { owner, ownerId } = await twoAccounts();
      expect(await aclOf(owner, Bucket)).toEqual(privateTo(ownerId));
    },
  );
});

describe("PutBucketAcl", () => {
  test.each<
    [acl: NonNullable<PutBucketAclCommandInput["ACL"]> | "log-delivery-write", grants: object[]]
  >([
    ["private", []],
    ["public-read", [toGroup("global/AllUsers", "READ")]],
    [
      "public-read-write",
      [toGroup("global/AllUsers", "READ"), toGroup("global/AllUsers", "WRITE")],
    ],
    ["authenticated-read", [toGroup("global/AuthenticatedUsers", "READ")]],
    [
      "log-delivery-write",
      [toGroup("s3/LogDelivery", "WRITE"), toGroup("s3/LogDelivery", "READ_ACP")],
    ],
  ])("takes the canned ACL %s", async (acl, grants) => {
    const { owner, ownerId } = await twoAccounts();
    // The SDK's types leave out log-delivery-write.
    await putAcl(owner, { ACL: acl as "private" });
    expect(await aclOf(owner)).toEqual({
      Owner: { ID: ownerId },
      Grants: [toUser(ownerId, "FULL_CONTROL"), ...grants],
    });
  });

  test("takes grants in headers and in a document", async () => {
    const { owner, ownerId, writerId } = await twoAccounts();
    await putAcl(owner, { GrantWrite: `id="${writerId}"` });
    expect((await aclOf(owner)).Grants).toEqual([toUser(writerId, "WRITE")]);
    // The grants are the SDK's but for their strings.
    const Grants = [toUser(writerId, "READ")] as Grant[];
    await putAcl(owner, { AccessControlPolicy: { Owner: { ID: ownerId }, Grants } });
    expect((await aclOf(owner)).Grants).toEqual(Grants);
  });

  test("is refused where ACLs are off", async () => {
    const { owner } = await twoAccounts();
    expect(await errorOf(putAcl(owner, { Bucket: "enforced", ACL: "private" }))).toMatchObject({
      name: "AccessControlListNotSupported",
      message: "The bucket does not allow ACLs",
    });
  });

  test("is refused without any ACL", async () => {
    const { owner } = await twoAccounts();
    expect(await errorOf(putAcl(owner, {}))).toMatchObject({
      name: "MissingSecurityHeader",
      MissingHeaderName: "x-amz-acl",
    });
  });

  test("keeps PutBucketOwnershipControls from turning ACLs off while it grants anybody anything", async () => {
    const { owner } = await twoAccounts();
    const enforce = () =>
      owner.send(
        new PutBucketOwnershipControlsCommand({
          Bucket: "writers",
          OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        }),
      );
    await putAcl(owner, { ACL: "public-read" });
    expect(await errorOf(enforce())).toMatchObject({
      name: "InvalidBucketAclWithObjectOwnership",
      message: "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
      $metadata: { httpStatusCode: 400 },
    });
    await putAcl(owner, { ACL: "private" });
    await enforce();
  });
});

describe("CreateBucket", () => {
  const create = (client: S3Client, input: Partial<CreateBucketCommandInput>) =>
    client.send(new CreateBucketCommand({ Bucket: "made", ...input }));

  test("gives the bucket the ACL that it comes with", async () => {
    const { owner, ownerId, writerId } = await twoAccounts();
    await create(owner, { ObjectOwnership: "ObjectWriter", GrantRead: `id=${writerId}` });
    expect(await aclOf(owner, "made")).toEqual({
      Owner: { ID: ownerId },
      Grants: [toUser(writerId, "READ")],
    });
  });

  test("takes a private ACL whatever the ownership", async () => {
    const { owner } = await twoAccounts();
    await create(owner, { ACL: "private" });
  });

  test.each<[input: Partial<CreateBucketCommandInput>, name: string, message: string]>([
    [
      { ACL: "public-read" },
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    ],
    [
      { ACL: "public-read", ObjectOwnership: "ObjectWriter" },
      "InvalidBucketAclWithBlockPublicAccessError",
      "Bucket cannot have public ACLs set with BlockPublicAccess enabled",
    ],
  ])("with %j is %s, and makes no bucket", async (input, name, message) => {
    const { owner } = await twoAccounts();
    expect(await errorOf(create(owner, input))).toMatchObject({ name, message });
    expect(await errorOf(owner.send(new HeadBucketCommand({ Bucket: "made" })))).toMatchObject({
      name: "NotFound",
    });
  });
});
