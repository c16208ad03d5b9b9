import {
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  type Tag,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "versioned";
const Key = "key";

function setUp(): S3Client {
  return clientOf(
    replicationMock({
      clock: manualClock(),
      buckets: { versioned: { versioning: "Enabled" }, plain: {} },
    }),
  );
}

const put = (client: S3Client, Tagging?: string) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging }));
const tag = (client: S3Client, TagSet: Tag[], bucket = Bucket) =>
  client.send(new PutObjectTaggingCommand({ Bucket: bucket, Key, Tagging: { TagSet } }));
const tagsOf = async (client: S3Client, VersionId?: string) =>
  (await client.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId }))).TagSet;

describe("PutObjectTagging", () => {
  test("answers 200 with the version it changed", async () => {
    const client = setUp();
    const { VersionId } = await put(client);
    const output = await tag(client, [{ Key: "a", Value: "1" }]);
    expect(output).toMatchObject({ VersionId, $metadata: { httpStatusCode: 200 } });
  });

  test("names no version in a bucket that never had versions", async () => {
    const client = setUp();
    await client.send(new PutObjectCommand({ Bucket: "plain", Key, Body: "x" }));
    const output = await tag(client, [{ Key: "a", Value: "1" }], "plain");
    expect(output).not.toHaveProperty("VersionId");
  });

  test("replaces all tags, and changes neither version nor date", async () => {
    const client = setUp();
    await put(client, "a=1&b=2");
    const before = await client.send(new HeadObjectCommand({ Bucket, Key }));
    await tag(client, [{ Key: "c", Value: "" }]);
    expect(await tagsOf(client)).toEqual([{ Key: "c", Value: "" }]);
    const after = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(after).toMatchObject({
      VersionId: before.VersionId,
      LastModified: before.LastModified,
      TagCount: 1,
    });
  });

  test("with an empty TagSet takes all tags away", async () => {
    const client = setUp();
    await put(client, "a=1");
    await tag(client, []);
    expect(await tagsOf(client)).toEqual([]);
  });

  test("changes the version that it names and no other", async () => {
    const client = setUp();
    const first = await put(client);
    const second = await put(client);
    const Tagging = { TagSet: [{ Key: "a", Value: "1" }] };
    const { VersionId } = first;
    await client.send(new PutObjectTaggingCommand({ Bucket, Key, VersionId, Tagging }));
    expect(await tagsOf(client, VersionId)).toEqual(Tagging.TagSet);
    expect(await tagsOf(client, second.VersionId)).toEqual([]);
  });

  const many = (count: number): Tag[] =>
    Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: "v" }));

  test.each<[name: string, TagSet: Tag[], error: object]>([
    [
      "a key twice",
      [
        { Key: "a", Value: "1" },
        { Key: "a", Value: "2" },
      ],
      {
        name: "InvalidTag",
        message: "Cannot provide multiple Tags with the same key",
        TagKey: "a",
      },
    ],
    [
      "a key that begins with aws:",
      [{ Key: "aws:a", Value: "1" }],
      { name: "InvalidTag", message: "Your TagKey cannot be prefixed with aws:", TagKey: "aws:a" },
    ],
    [
      "a key with a comma",
      [{ Key: "a,b", Value: "1" }],
      { name: "InvalidTag", message: "The TagKey you have provided is invalid", TagKey: "a,b" },
    ],
    [
      "an empty key",
      [{ Key: "", Value: "1" }],
      { name: "InvalidTag", message: "The TagKey you have provided is invalid" },
    ],
    [
      "a key of 129 characters",
      [{ Key: "a".repeat(129), Value: "1" }],
      { name: "InvalidTag", message: "The TagKey you have provided is invalid" },
    ],
    [
      "a value with a comma",
      [{ Key: "a", Value: "1,2" }],
      {
        name: "InvalidTag",
        message: "The TagValue you have provided is invalid",
        TagKey: "a",
        TagValue: "1,2",
      },
    ],
    [
      "a value of 257 characters",
      [{ Key: "a", Value: "1".repeat(257) }],
      { name: "InvalidTag", message: "The TagValue you have provided is invalid", TagKey: "a" },
    ],
    [
      "eleven tags",
      many(11),
      { name: "BadRequest", message: "Object tags cannot be greater than 10" },
    ],
  ])("refuses %s, and the tags stay", async (_name, TagSet, error) => {
    const client = setUp();
    await put(client, "kept=1");
    const refused = await errorOf(tag(client, TagSet));
    expect(refused).toMatchObject({ ...error, $metadata: { httpStatusCode: 400 } });
    expect(await tagsOf(client)).toEqual([{ Key: "kept", Value: "1" }]);
  });

  test.each<[name: string, TagSet: Tag[]]>([
    ["ten tags", many(10)],
    [
      "a key of 128 and a value of 256 characters",
      [{ Key: "é".repeat(128), Value: "1".repeat(256) }],
    ],
    ["every sign that is allowed", [{ Key: "+ - = . _ : / @", Value: "+ - = . _ : / @" }]],
    ["letters of any script", [{ Key: "ключ", Value: "値" }]],
  ])("takes %s", async (_name, TagSet) => {
    const client = setUp();
    await put(client);
    await tag(client, TagSet);
    expect(await tagsOf(client)).toEqual(TagSet);
  });
});

describe("The header x-amz-tagging of PutObject", () => {
  test("is a URL query", async () => {
    const client = setUp();
    await put(client, "a%20b=c%2Fd&e=&f+g=h");
    expect(await tagsOf(client)).toEqual([
      { Key: "a b", Value: "c/d" },
      { Key: "e", Value: "" },
      { Key: "f g", Value: "h" },
    ]);
  });

  test.each([
    ["a key twice", "key1=val1&key1=val2"],
    ["commas between tags", "key1=val1,key2=val2"],
    ["a broken escape", "key=%E0%A4%A"],
    ["no key", "=value"],
  ])("is refused with %s", async (_name, header) => {
    const refused = await errorOf(put(setUp(), header));
    expect(refused).toMatchObject({
      name: "InvalidArgument",
      message:
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      ArgumentName: "x-amz-tagging",
      ArgumentValue: header,
    });
  });

  test("is held to the rules of tags too", async () => {
    expect(await errorOf(put(setUp(), "aws:a=1"))).toMatchObject({ name: "InvalidTag" });
  });
});

describe("GetObjectTagging and DeleteObjectTagging", () => {
  test("GetObjectTagging answers an empty TagSet where there are no tags", async () => {
    const client = setUp();
    const { VersionId } = await put(client);
    const output = await client.send(new GetObjectTaggingCommand({ Bucket, Key }));
    expect(output).toMatchObject({ TagSet: [], VersionId });
  });

  test("DeleteObjectTagging answers 204 with the version, whose tags are gone", async () => {
    const client = setUp();
    const { VersionId } = await put(client, "a=1");
    const output = await client.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
    expect(output).toMatchObject({ VersionId, $metadata: { httpStatusCode: 204 } });
    expect(await tagsOf(client)).toEqual([]);
  });
});

describe("Tagging what cannot be tagged", () => {
  const sends = {
    PUT: (client: S3Client, VersionId?: string) =>
      client.send(new PutObjectTaggingCommand({ Bucket, Key, VersionId, Tagging: { TagSet: [] } })),
    GET: (client: S3Client, VersionId?: string) =>
      client.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId })),
    DELETE: (client: S3Client, VersionId?: string) =>
      client.send(new DeleteObjectTaggingCommand({ Bucket, Key, VersionId })),
  };
  const methods = ["PUT", "GET", "DELETE"] as const;

  test.each(methods)("%s is not allowed on a delete marker, named or current", async (Method) => {
    const client = setUp();
    await put(client);
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key }));
    for (const versionId of [undefined, marker.VersionId]) {
      expect(await errorOf(sends[Method](client, versionId))).toMatchObject({
        name: "MethodNotAllowed",
        Method,
        ResourceType: "DeleteMarker",
        $metadata: { httpStatusCode: 405 },
      });
    }
  });

  test.each([
    ["PUT", Key],
    ["GET", `${Bucket}/${Key}`],
    ["DELETE", Key],
  ] as const)("%s names a missing key %s", async (method, shown) => {
    expect(await errorOf(sends[method](setUp()))).toMatchObject({ name: "NoSuchKey", Key: shown });
  });
});
