import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  type Grant,
  type ObjectCannedACL,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  type PutObjectAclCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type Accounts, toGroup, toUser, twoAccounts, writerAccount } from "../support/accounts.js";
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

/** Two accounts, of which the second may do all in the first one's buckets. */
async function openAccounts(): Promise<Accounts> {
  const accounts = await twoAccounts();
  for (const bucket of ["enforced", "preferred", "writers"]) {
    accounts.mock.allow({ account: writerAccount, bucket, actions: ["s3:*"] });
  }
  return accounts;
}

const privateTo = (ID: string) => ({ Owner: { ID }, Grants: [toUser(ID, "FULL_CONTROL")] });

describe("An object that another account writes", () => {
  test.each<[bucket: string, acl: ObjectCannedACL | undefined, owner: "ownerId" | "writerId"]>([
    ["enforced", undefined, "ownerId"],
    ["enforced", "bucket-owner-full-control", "ownerId"],
    ["preferred", "bucket-owner-full-control", "ownerId"],
    ["preferred", undefined, "writerId"],
    ["writers", undefined, "writerId"],
  ])("in the bucket %s with the ACL %s belongs to its %s", async (bucket, ACL, owner) => {
    const accounts = await openAccounts();
    await put(accounts.writer, bucket, { ACL });
    expect(await aclOf(accounts.writer, bucket)).toEqual(privateTo(accounts[owner]));
  });
});

describe("Where ACLs are off,", () => {
  const refused = {
    name: "AccessControlListNotSupported",
    message: "The bucket does not allow ACLs",
    $metadata: { httpStatusCode: 400 },
  };

  test.each<[string, Partial<PutObjectCommandInput>]>([
    ["public-read", { ACL: "public-read" }],
    ["bucket-owner-read", { ACL: "bucket-owner-read" }],
    ["a grant", { GrantRead: 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' }],
  ])("PutObject refuses %s", async (_name, input) => {
    const { owner } = await twoAccounts();
    expect(await errorOf(put(owner, "enforced", input))).toMatchObject(refused);
  });

  test("PutObject takes private from the bucket's owner alone", async () => {
    const { owner, ownerId, writer } = await openAccounts();
    await put(owner, "enforced", { ACL: "private" });
    expect(await aclOf(owner, "enforced")).toEqual(privateTo(ownerId));
    expect(await errorOf(put(writer, "enforced", { ACL: "private" }))).toMatchObject(refused);
  });

  test("PutObjectAcl is refused, and GetObjectAcl shows the owner", async () => {
    const { owner, ownerId } = await twoAccounts();
    await put(owner, "enforced");
    expect(await errorOf(putAcl(owner, { Bucket: "enforced", ACL: "public-read" }))).toMatchObject(
      refused,
    );
    expect(await aclOf(owner, "enforced")).toEqual(privateTo(ownerId));
  });
});

describe("A canned ACL of PutObject and PutObjectAcl", () => {
  test.each<[acl: ObjectCannedACL, grants: (accounts: Accounts) => Grant[] | object[]]>([
    ["private", () => []],
    ["public-read", () => [toGroup("global/AllUsers", "READ")]],
    [
      "public-read-write",
      () => [toGroup("global/AllUsers", "READ"), toGroup("global/AllUsers", "WRITE")],
    ],
    ["authenticated-read", () => [toGroup("global/AuthenticatedUsers", "READ")]],
    ["bucket-owner-read", ({ ownerId }) => [toUser(ownerId, "READ")]],
    ["bucket-owner-full-control", ({ ownerId }) => [toUser(ownerId, "FULL_CONTROL")]],
  ])("%s grants more than full control to the object's owner", async (ACL, grants) => {
    const accounts = await openAccounts();
    const { writer, writerId } = accounts;
    const expected = {
      Owner: { ID: writerId },
      Grants: [toUser(writerId, "FULL_CONTROL"), ...grants(accounts)],
    };
    await put(writer, "writers", { ACL });
    expect(await aclOf(writer, "writers")).toEqual(expected);
    await put(writer, "writers");
    await putAcl(writer, { ACL });
    expect(await aclOf(writer, "writers")).toEqual(expected);
  });

  test("comes with CopyObject and CreateMultipartUpload too, and is not copied", async () => {
    const { owner } = await twoAccounts();
    const Bucket = "writers";
    const ACL = "authenticated-read";
    await put(owner, Bucket, { ACL });
    const CopySource = `${Bucket}/${Key}`;
    const count = async () => (await aclOf(owner, Bucket)).Grants?.length;
    const StorageClass = "STANDARD_IA";
    await owner.send(new CopyObjectCommand({ Bucket, Key, CopySource, StorageClass }));
    expect(await count()).toBe(1);
    await owner.send(new CopyObjectCommand({ Bucket, Key, CopySource, ACL, StorageClass }));
    expect(await count()).toBe(2);
    const create = new CreateMultipartUploadCommand({ Bucket: "enforced", Key, ACL });
    expect(await errorOf(owner.send(create))).toMatchObject({
      name: "AccessControlListNotSupported",
    });
  });

  test("for the bucket's owner grants its own object to nobody else", async () => {
    const { owner, ownerId } = await twoAccounts();
    await put(owner, "writers", { ACL: "bucket-owner-full-control" });
    expect(await aclOf(owner, "writers")).toEqual(privateTo(ownerId));
  });

  test("that is public is refused where public ACLs are blocked", async () => {
    const { owner } = await twoAccounts();
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    await owner.send(
      new PutPublicAccessBlockCommand({ Bucket: "writers", PublicAccessBlockConfiguration }),
    );
    await put(owner, "writers");
    for (const send of [
      put(owner, "writers", { ACL: "public-read" }),
      putAcl(owner, { ACL: "authenticated-read" }),
    ]) {
      expect(await errorOf(send)).toMatchObject({
        name: "AccessDenied",
        $metadata: { httpStatusCode: 403 },
      });
    }
    await putAcl(owner, { ACL: "bucket-owner-read" });
  });
});

test("GetObjectAcl of a delete marker is NoSuchKey when it is current, and not allowed by its id", async () => {
  const { owner } = await twoAccounts();
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await owner.send(new PutBucketVersioningCommand({ Bucket: "writers", VersioningConfiguration }));
  await put(owner, "writers");
  const { VersionId } = await owner.send(new DeleteObjectCommand({ Bucket: "writers", Key }));
  const get = (versionId?: string) =>
    owner.send(new GetObjectAclCommand({ Bucket: "writers", Key, VersionId: versionId }));
  expect(await errorOf(get())).toMatchObject({ name: "NoSuchKey", Key });
  expect(await errorOf(get(VersionId))).toMatchObject({
    name: "MethodNotAllowed",
    Method: "GET",
    ResourceType: "DeleteMarker",
  });
});
