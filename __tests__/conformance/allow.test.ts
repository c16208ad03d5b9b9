import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type ObjectIdentifier,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { writerAccount as account, twoAccounts } from "../support/accounts.js";
import { clientOf, errorOf, textOf } from "../support/client.js";

const denied = {
  name: "AccessDenied",
  message: "Access Denied",
  $metadata: { httpStatusCode: 403 },
};

const put = (client: S3Client, Bucket: string, Key = "key", input: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...input }));
const get = (client: S3Client, Bucket: string, Key = "key") =>
  client.send(new GetObjectCommand({ Bucket, Key }));

describe("mock.allow", () => {
  test("lets an account do what it names, until it is ended", async () => {
    const { mock, owner, writer } = await twoAccounts();
    await put(owner, "enforced");
    const access = mock.allow({ account, bucket: "enforced", actions: ["s3:GetObject"] });
    expect(await textOf(await get(writer, "enforced"))).toBe("x");
    expect(await errorOf(put(writer, "enforced"))).toMatchObject(denied);
    access.end();
    access.end();
    expect(await errorOf(get(writer, "enforced"))).toMatchObject(denied);
  });

  test.each([
    ["s3:*", true],
    ["*", true],
    ["s3:Get*", true],
    ["S3:getobject", true],
    ["s3:GetObjec?", true],
    ["s3:GetObjectVersion", false],
    ["s3:Put*", false],
  ])("with %s covers GetObject: %s", async (pattern, isCovered) => {
    const { mock, owner, writer } = await twoAccounts();
    await put(owner, "enforced");
    mock.allow({ account, bucket: "enforced", actions: [pattern] });
    if (isCovered) await get(writer, "enforced");
    else expect(await errorOf(get(writer, "enforced"))).toMatchObject(denied);
  });

  test("is for one account and one bucket", async () => {
    const { mock, owner, writer } = await twoAccounts();
    const third = clientOf(mock.as("333333333333"));
    await put(owner, "enforced");
    await put(owner, "writers");
    mock.allow({ account, bucket: "enforced", actions: ["s3:*"] });
    expect(await errorOf(get(third, "enforced"))).toMatchObject(denied);
    expect(await errorOf(get(writer, "writers"))).toMatchObject(denied);
  });

  test("of reading alone hides which keys there are", async () => {
    const { mock, writer } = await twoAccounts();
    mock.allow({ account, bucket: "enforced", actions: ["s3:GetObject"] });
    expect(await errorOf(get(writer, "enforced"))).toMatchObject(denied);
    mock.allow({ account, bucket: "enforced", actions: ["s3:ListBucket"] });
    expect(await errorOf(get(writer, "enforced"))).toMatchObject({ name: "NoSuchKey" });
  });

  test("of writing alone leaves tags out; an ACL is the writer's own to give", async () => {
    const { mock, writer } = await twoAccounts();
    mock.allow({ account, bucket: "writers", actions: ["s3:PutObject"] });
    await put(writer, "writers");
    const tagged = put(writer, "writers", "key", { Tagging: "a=1" });
    expect(await errorOf(tagged)).toMatchObject(denied);
    await put(writer, "writers", "key", { ACL: "bucket-owner-read" });
  });

  test("must cover a copy's source and its destination", async () => {
    const { mock, owner, writer } = await twoAccounts();
    await put(owner, "enforced");
    const copy = (Bucket: string, from: string) =>
      writer.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${from}/key` }));
    await writer.send(new CreateBucketCommand({ Bucket: "mine" }));
    expect(await errorOf(copy("mine", "enforced"))).toMatchObject(denied);
    const read = mock.allow({ account, bucket: "enforced", actions: ["s3:GetObject"] });
    await copy("mine", "enforced");
    expect(await errorOf(copy("writers", "enforced"))).toMatchObject(denied);
    mock.allow({ account, bucket: "writers", actions: ["s3:PutObject"] });
    await copy("writers", "enforced");
    read.end();
    expect(await errorOf(copy("writers", "enforced"))).toMatchObject(denied);
  });

  test("is over after reset", async () => {
    const mock = replicationMock({ buckets: { bucket: {} } });
    mock.allow({ account, bucket: "bucket", actions: ["s3:*"] });
    mock.reset();
    expect(await errorOf(put(clientOf(mock.as(account)), "bucket"))).toMatchObject(denied);
  });

  test.each<[what: string, allowance: object, message: RegExp]>([
    ["an account that is none", { account: "me" }, /the account is "me".*12 digits/],
    ["a bucket that is not there", { bucket: "nobodys" }, /no bucket "nobodys"/],
    ["no actions", { actions: [] }, /actions is \[\].*s3:GetObject/],
    [
      "an action that no operation needs",
      { actions: ["s3:ReadObject"] },
      /s3:ReadObject.*s3:GetObject/,
    ],
  ])("throws at once for %s", (_what, part, message) => {
    const mock = replicationMock({ buckets: { bucket: {} } });
    const allowance = { account, bucket: "bucket", actions: ["s3:*"], ...part };
    expect(() => mock.allow(allowance)).toThrow(message);
  });

  test("mock.as throws at once for what is no account", () => {
    expect(() => replicationMock().as("1234")).toThrow(/the caller is "1234".*12 digits/);
  });
});

describe("DeleteObjects by another account answers each key for itself", () => {
  const remove = (client: S3Client, Objects: ObjectIdentifier[]) =>
    client.send(new DeleteObjectsCommand({ Bucket: "enforced", Delete: { Objects } }));
  const refused = { Code: "AccessDenied", Message: "Access Denied" };

  test("with AccessDenied in an answer of 200, and nothing is deleted", async () => {
    const { owner, writer } = await twoAccounts();
    await put(owner, "enforced");
    const { $metadata, Deleted, Errors } = await remove(writer, [{ Key: "key" }, { Key: "none" }]);
    expect($metadata.httpStatusCode).toBe(200);
    expect(Deleted).toBeUndefined();
    expect(Errors).toEqual([
      { Key: "key", ...refused },
      { Key: "none", ...refused },
    ]);
    expect(await textOf(await get(owner, "enforced"))).toBe("x");
  });

  test("by s3:DeleteObject for keys and s3:DeleteObjectVersion for versions", async () => {
    const { mock, owner, writer } = await twoAccounts();
    const both = [{ Key: "key" }, { Key: "version", VersionId: "null" }];
    for (const { Key } of both) await put(owner, "enforced", Key);
    mock.allow({ account, bucket: "enforced", actions: ["s3:DeleteObject"] });
    const { Deleted, Errors } = await remove(writer, both);
    expect(Deleted).toEqual([{ Key: "key" }]);
    expect(Errors).toEqual([{ Key: "version", VersionId: "null", ...refused }]);
    mock.allow({ account, bucket: "enforced", actions: ["s3:DeleteObjectVersion"] });
    expect((await remove(writer, both)).Errors).toBeUndefined();
    expect((await errorOf(get(owner, "enforced", "version"))).name).toBe("NoSuchKey");
  });
});
