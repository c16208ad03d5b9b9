import type { S3 } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { bare, objectStore } from "../support/objectStore.js";

const ownerId = expect.stringMatching(/^[0-9a-f]{64}$/);

async function storeWith(...keys: string[]) {
  const store = objectStore();
  for (const Key of keys) await store.s3.putObject({ Bucket: "plain", Key, Body: "hello" });
  return store;
}

const entry = (Key: string) => ({
  Key,
  LastModified: new Date("2026-01-01T12:00:00.000Z"),
  ETag: '"5d41402abc4b2a76b9719d911017c592"',
  ChecksumAlgorithm: ["CRC32"],
  ChecksumType: "FULL_OBJECT",
  Size: 5,
  StorageClass: "STANDARD",
});

describe("ListObjectsV2", () => {
  test("of an empty bucket", async () => {
    const { s3 } = await storeWith();
    expect(bare(await s3.listObjectsV2({ Bucket: "plain" }))).toEqual({
      Name: "plain",
      Prefix: "",
      MaxKeys: 1000,
      KeyCount: 0,
      IsTruncated: false,
    });
  });

  test("lists keys in the order of their UTF-8 bytes", async () => {
    const { s3 } = await storeWith("b", "\u{1f600}", "a/b", "\uffee", "B", "a");
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: "plain" });
    expect(Contents.map(({ Key }) => Key)).toEqual(["B", "a", "a/b", "b", "\uffee", "\u{1f600}"]);
  });

  test("gives of each object what is recorded, the owner only when asked", async () => {
    const { s3 } = await storeWith("a");
    const plain = await s3.listObjectsV2({ Bucket: "plain" });
    expect(plain.Contents).toEqual([entry("a")]);
    const owned = await s3.listObjectsV2({ Bucket: "plain", FetchOwner: true });
    expect(owned.Contents).toEqual([{ ...entry("a"), Owner: { ID: ownerId } }]);
  });

  test("leaves out keys whose current version is a delete marker", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "versioned", Key: "a/1", Body: "x" });
    await s3.putObject({ Bucket: "versioned", Key: "b", Body: "x" });
    await s3.deleteObject({ Bucket: "versioned", Key: "a/1" });
    const output = await s3.listObjectsV2({ Bucket: "versioned", Delimiter: "/" });
    expect(output.Contents?.map(({ Key }) => Key)).toEqual(["b"]);
    expect(output.CommonPrefixes).toBeUndefined();
  });

  test("rolls keys up to common prefixes, which count as keys", async () => {
    const { s3 } = await storeWith("a", "dir/1", "dir/2", "dir/sub/3", "z");
    const output = await s3.listObjectsV2({ Bucket: "plain", Delimiter: "/" });
    expect(output).toMatchObject({ Delimiter: "/", KeyCount: 3 });
    expect(output.Contents?.map(({ Key }) => Key)).toEqual(["a", "z"]);
    expect(output.CommonPrefixes).toEqual([{ Prefix: "dir/" }]);
    const below = await s3.listObjectsV2({ Bucket: "plain", Delimiter: "/", Prefix: "dir/" });
    expect(below).toMatchObject({ Prefix: "dir/", CommonPrefixes: [{ Prefix: "dir/sub/" }] });
    expect(below.Contents?.map(({ Key }) => Key)).toEqual(["dir/1", "dir/2"]);
  });

  test("goes on with a continuation token, which it echoes", async () => {
    const { s3 } = await storeWith("a", "b", "c");
    const first = await s3.listObjectsV2({ Bucket: "plain", MaxKeys: 2 });
    expect(first).toMatchObject({ MaxKeys: 2, KeyCount: 2, IsTruncated: true });
    const ContinuationToken = first.NextContinuationToken;
    const second = await s3.listObjectsV2({ Bucket: "plain", ContinuationToken });
    expect(second).toMatchObject({ ContinuationToken, IsTruncated: false });
    expect(second.NextContinuationToken).toBeUndefined();
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(["c"]);
  });

  test("begins after start-after, which it echoes", async () => {
    const { s3 } = await storeWith("a", "b", "c");
    const output = await s3.listObjectsV2({ Bucket: "plain", StartAfter: "a" });
    expect(output.StartAfter).toBe("a");
    expect(output.Contents?.map(({ Key }) => Key)).toEqual(["b", "c"]);
  });

  test("refuses a continuation token that no listing gave", async () => {
    const { s3 } = await storeWith();
    const send = s3.listObjectsV2({ Bucket: "plain", ContinuationToken: "nonsense" });
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidArgument",
      message: "The continuation token provided is incorrect",
      ArgumentName: "continuation-token",
    });
  });

  test("tells of restored copies to a request that asks for it", async () => {
    const { s3, mock } = objectStore();
    const key = { Bucket: "plain", Key: "k" };
    await s3.putObject({ ...key, Body: "x", StorageClass: "GLACIER" });
    await s3.restoreObject({ ...key, RestoreRequest: { Days: 1 } });
    const list = () =>
      s3.listObjectsV2({ Bucket: "plain", OptionalObjectAttributes: ["RestoreStatus"] });
    expect((await list()).Contents?.[0]?.RestoreStatus).toEqual({ IsRestoreInProgress: true });
    mock.advance(5 * 3_600_000);
    expect((await list()).Contents?.[0]?.RestoreStatus).toEqual({
      IsRestoreInProgress: false,
      RestoreExpiryDate: new Date("2026-01-03T00:00:00Z"),
    });
  });
});

describe("ListObjects", () => {
  test("echoes its marker and lists owners", async () => {
    const { s3 } = await storeWith("a", "b");
    expect(bare(await s3.listObjects({ Bucket: "plain", Marker: "a" }))).toEqual({
      Name: "plain",
      Prefix: "",
      Marker: "a",
      MaxKeys: 1000,
      IsTruncated: false,
      Contents: [{ ...entry("b"), Owner: { ID: ownerId } }],
    });
  });

  test("gives a next marker only with a delimiter", async () => {
    const { s3 } = await storeWith("a", "dir/1", "dir/2", "z");
    const plain = await s3.listObjects({ Bucket: "plain", MaxKeys: 2 });
    expect(plain).toMatchObject({ IsTruncated: true });
    expect(plain.NextMarker).toBeUndefined();
    const rolled = await s3.listObjects({ Bucket: "plain", MaxKeys: 2, Delimiter: "/" });
    expect(rolled).toMatchObject({ IsTruncated: true, NextMarker: "dir/" });
    const rest = await s3.listObjects({ Bucket: "plain", Delimiter: "/", Marker: "dir/" });
    expect(rest.CommonPrefixes).toBeUndefined();
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(["z"]);
  });
});

type Page = { MaxKeys?: number | undefined; IsTruncated?: boolean | undefined };

describe.each([
  {
    name: "ListObjects",
    list: (s3: S3, input: object) => s3.listObjects({ Bucket: "plain", ...input }),
  },
  {
    name: "ListObjectsV2",
    list: (s3: S3, input: object) => s3.listObjectsV2({ Bucket: "plain", ...input }),
  },
  {
    name: "ListObjectVersions",
    list: (s3: S3, input: object) => s3.listObjectVersions({ Bucket: "plain", ...input }),
  },
] satisfies { name: string; list: (s3: S3, input: object) => Promise<Page> }[])(
  "$name",
  ({ list }) => {
    test("caps max-keys at 1,000", async () => {
      const { s3 } = await storeWith("a");
      expect(await list(s3, { MaxKeys: 5000 })).toMatchObject({
        MaxKeys: 1000,
        IsTruncated: false,
      });
    });

    test("with max-keys 0 is empty and not truncated", async () => {
      const { s3 } = await storeWith("a");
      expect(await list(s3, { MaxKeys: 0 })).toMatchObject({ MaxKeys: 0, IsTruncated: false });
    });

    test("refuses a negative max-keys", async () => {
      const { s3 } = await storeWith("a");
      expect(await errorOf(list(s3, { MaxKeys: -1 }))).toMatchObject({ name: "InvalidArgument" });
    });

    test("encodes names when asked, and says so", async () => {
      const { s3 } = await storeWith("a b/ü+");
      const output = await list(s3, { EncodingType: "url", Prefix: "a " });
      expect(output).toMatchObject({ EncodingType: "url", Prefix: "a+" });
      expect(JSON.stringify(output)).toContain('"a+b/%C3%BC%2B"');
    });

    test("refuses another encoding", async () => {
      const { s3 } = await storeWith();
      expect(await errorOf(list(s3, { EncodingType: "base64" }))).toMatchObject({
        name: "InvalidArgument",
        message: "Invalid Encoding Method specified in Request",
        ArgumentName: "encoding-type",
      });
    });
  },
);
