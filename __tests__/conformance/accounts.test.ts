import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketReplicationCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { writerAccount as account, twoAccounts } from "../support/accounts.js";
import { clientOf, errorOf } from "../support/client.js";
import { accessKey } from "../support/server.js";

const denied = {
  name: "AccessDenied",
  message: "Access Denied",
  $metadata: { httpStatusCode: 403 },
};
const forbidden = { $metadata: { httpStatusCode: 403 } };

const put = (client: S3Client, Bucket: string, Key = "key", input: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...input }));
const get = (client: S3Client, Bucket: string, Key = "key") =>
  client.send(new GetObjectCommand({ Bucket, Key }));

describe("An account", () => {
  test("owns the buckets that it makes, and lists no others", async () => {
    const { owner, writer, ownerId, writerId } = await twoAccounts();
    await writer.send(new CreateBucketCommand({ Bucket: "mine" }));
    await put(writer, "mine");
    const listed = await writer.send(new ListBucketsCommand({}));
    expect(listed.Buckets?.map(({ Name }) => Name)).toEqual(["mine"]);
    expect(listed.Owner?.ID).toBe(writerId);
    const others = await owner.send(new ListBucketsCommand({}));
    expect(others.Buckets?.map(({ Name }) => Name)).toEqual(["enforced", "preferred", "writers"]);
    expect(others.Owner?.ID).toBe(ownerId);
  });

  test("cannot make a bucket that another one has", async () => {
    const { writer } = await twoAccounts();
    const create = new CreateBucketCommand({ Bucket: "enforced" });
    expect(await errorOf(writer.send(create))).toMatchObject({
      name: "BucketAlreadyExists",
      $metadata: { httpStatusCode: 409 },
    });
  });

  test.each<[name: string, send: (client: S3Client) => Promise<unknown>]>([
    ["PutObject", (client) => put(client, "enforced")],
    ["GetObject", (client) => get(client, "enforced")],
    [
      "DeleteObject",
      (client) => client.send(new DeleteObjectCommand({ Bucket: "enforced", Key: "key" })),
    ],
    ["ListObjectsV2", (client) => client.send(new ListObjectsV2Command({ Bucket: "enforced" }))],
    [
      "ListObjectVersions",
      (client) => client.send(new ListObjectVersionsCommand({ Bucket: "enforced" })),
    ],
    [
      "GetObjectTagging",
      (client) => client.send(new GetObjectTaggingCommand({ Bucket: "enforced", Key: "key" })),
    ],
    [
      "GetBucketReplication",
      (client) => client.send(new GetBucketReplicationCommand({ Bucket: "enforced" })),
    ],
    [
      "PutBucketVersioning",
      (client) =>
        client.send(
          new PutBucketVersioningCommand({
            Bucket: "enforced",
            VersioningConfiguration: { Status: "Enabled" },
          }),
        ),
    ],
  ])("gets AccessDenied for %s in the bucket of another one", async (_name, send) => {
    const { owner, writer } = await twoAccounts();
    await put(owner, "enforced");
    expect(await errorOf(send(writer))).toMatchObject(denied);
  });

  test("is denied a foreign bucket before anything is said about a body", async () => {
    const { writer } = await twoAccounts();
    const put = new PutBucketVersioningCommand({
      Bucket: "enforced",
      // No status of the SDK's types.
      VersioningConfiguration: { Status: "Odd" as "Enabled" },
    });
    expect(await errorOf(writer.send(put))).toMatchObject(denied);
  });

  test("gets 403 without a body from HeadBucket and HeadObject", async () => {
    const { writer } = await twoAccounts();
    for (const command of [
      new HeadBucketCommand({ Bucket: "enforced" }),
      new HeadObjectCommand({ Bucket: "enforced", Key: "key" }),
    ] as HeadBucketCommand[]) {
      expect(await errorOf(writer.send(command))).toMatchObject(forbidden);
    }
  });

  test("gets NoSuchBucket for a bucket that nobody has", async () => {
    const { writer } = await twoAccounts();
    expect(await errorOf(get(writer, "nobodys"))).toMatchObject({ name: "NoSuchBucket" });
  });
});

describe("An ACL grants to other accounts", () => {
  test("the reading of an object", async () => {
    const { owner, writer, writerId } = await twoAccounts();
    await put(owner, "writers", "key", { GrantRead: `id=${writerId}` });
    await get(writer, "writers");
    const acl = new GetObjectAclCommand({ Bucket: "writers", Key: "key" });
    expect(await errorOf(writer.send(acl))).toMatchObject(denied);
  });

  test("that are named, and to no others", async () => {
    const { mock, owner, writer, writerId } = await twoAccounts();
    const third = clientOf(mock.as("333333333333"));
    await put(owner, "writers", "key", { GrantRead: `id=${writerId}` });
    await get(writer, "writers");
    expect(await errorOf(get(third, "writers"))).toMatchObject(denied);
    await put(owner, "writers", "key", { GrantWriteACP: `id=${writerId}` });
    expect(await errorOf(get(writer, "writers"))).toMatchObject(denied);
  });

  test("all of them, but nobody who is anonymous, where they are authenticated users", async () => {
    const { mock, owner } = await twoAccounts();
    await put(owner, "writers", "key", { ACL: "authenticated-read" });
    await put(owner, "writers", "public", { ACL: "public-read" });
    await get(clientOf(mock.as("333333333333")), "writers");
    const server = await mock.listen({ credentials: [accessKey] });
    const statusOf = async (key: string) => (await fetch(`${server.url}/writers/${key}`)).status;
    expect([await statusOf("key"), await statusOf("public")]).toEqual([403, 200]);
    await server.close();
  });

  test("what is public, unless the bucket ignores public ACLs", async () => {
    const { owner, writer } = await twoAccounts();
    await put(owner, "writers", "key", { ACL: "public-read" });
    await get(writer, "writers");
    const PublicAccessBlockConfiguration = { IgnorePublicAcls: true };
    await owner.send(
      new PutPublicAccessBlockCommand({ Bucket: "writers", PublicAccessBlockConfiguration }),
    );
    expect(await errorOf(get(writer, "writers"))).toMatchObject(denied);
  });

  test("its own object in a bucket of another one, which the bucket's owner cannot read", async () => {
    const { mock, owner, writer } = await twoAccounts();
    mock.allow({ account, bucket: "writers", actions: ["s3:PutObject"] });
    await put(writer, "writers");
    await get(writer, "writers");
    expect(await errorOf(get(owner, "writers"))).toMatchObject(denied);
    const ACL = "bucket-owner-read";
    await writer.send(new PutObjectAclCommand({ Bucket: "writers", Key: "key", ACL }));
    await get(owner, "writers");
  });

  test("but the bucket's owner may delete and replace any object", async () => {
    const { mock, owner, writer } = await twoAccounts();
    mock.allow({ account, bucket: "writers", actions: ["s3:PutObject"] });
    await put(writer, "writers");
    await owner.send(new DeleteObjectCommand({ Bucket: "writers", Key: "key" }));
    await put(writer, "writers");
    await put(owner, "writers", "key", { ACL: "private" });
    await get(owner, "writers");
  });
});
