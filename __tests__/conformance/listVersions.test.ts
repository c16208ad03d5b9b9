import { errorOf } from "../support/client.js";
import { bare, objectStore } from "../support/objectStore.js";

const owner = { ID: expect.stringMatching(/^[0-9a-f]{64}$/) };

describe("ListObjectVersions", () => {
  test("of an empty bucket shows empty markers", async () => {
    const { s3 } = objectStore();
    expect(bare(await s3.listObjectVersions({ Bucket: "versioned" }))).toEqual({
      Name: "versioned",
      Prefix: "",
      KeyMarker: "",
      VersionIdMarker: "",
      MaxKeys: 1000,
      IsTruncated: false,
    });
  });

  test("lists every object of a bucket that never had versions as null and latest", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "plain", Key: "a", Body: "hello" });
    const { Versions } = await s3.listObjectVersions({ Bucket: "plain" });
    expect(Versions).toEqual([
      {
        Key: "a",
        VersionId: "null",
        IsLatest: true,
        LastModified: new Date("2026-01-01T12:00:00.000Z"),
        ETag: '"5d41402abc4b2a76b9719d911017c592"',
        ChecksumAlgorithm: ["CRC32"],
        ChecksumType: "FULL_OBJECT",
        Size: 5,
        StorageClass: "STANDARD",
        Owner: owner,
      },
    ]);
  });

  test("lists versions and markers of a key newest first", async () => {
    const { s3 } = objectStore();
    const first = await s3.putObject({ Bucket: "versioned", Key: "k", Body: "1" });
    const marker = await s3.deleteObject({ Bucket: "versioned", Key: "k" });
    const last = await s3.putObject({ Bucket: "versioned", Key: "k", Body: "2" });
    const { Versions, DeleteMarkers } = await s3.listObjectVersions({ Bucket: "versioned" });
    expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [last.VersionId, true],
      [first.VersionId, false],
    ]);
    expect(DeleteMarkers).toEqual([
      {
        Key: "k",
        VersionId: marker.VersionId,
        IsLatest: false,
        LastModified: new Date("2026-01-01T12:00:00.000Z"),
        Owner: owner,
      },
    ]);
  });

  test("goes on within a key after its last version", async () => {
    const { s3 } = objectStore();
    const ids = [];
    for (const Body of ["1", "2", "3"]) {
      ids.unshift((await s3.putObject({ Bucket: "versioned", Key: "k", Body })).VersionId);
    }
    const page = await s3.listObjectVersions({ Bucket: "versioned", MaxKeys: 2 });
    expect(page).toMatchObject({
      IsTruncated: true,
      NextKeyMarker: "k",
      NextVersionIdMarker: ids[1],
    });
    const rest = await s3.listObjectVersions({
      Bucket: "versioned",
      KeyMarker: page.NextKeyMarker,
      VersionIdMarker: page.NextVersionIdMarker,
    });
    expect(rest).toMatchObject({ IsTruncated: false, KeyMarker: "k", VersionIdMarker: ids[1] });
    expect(rest.Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [ids[2], false],
    ]);
  });

  test("goes on within a key that only begins with the prefix", async () => {
    const { s3 } = objectStore();
    const Bucket = "versioned";
    const ids = [];
    for (const Body of ["1", "2", "3"]) {
      ids.unshift((await s3.putObject({ Bucket, Key: "logs/k", Body })).VersionId);
    }
    const [KeyMarker, Prefix] = ["logs/k", "logs/"];
    const marked = { Bucket, KeyMarker, VersionIdMarker: ids[0] };
    const rest = await s3.listObjectVersions({ ...marked, Prefix });
    expect(rest.Versions?.map(({ VersionId }) => VersionId)).toEqual(ids.slice(1));
    const others = await s3.listObjectVersions({ ...marked, Prefix: "k" });
    expect(others.Versions).toBeUndefined();
  });

  test("goes on behind a version that has been deleted since", async () => {
    const { s3 } = objectStore();
    const ids = [];
    for (const Body of ["1", "2", "3"]) {
      ids.unshift((await s3.putObject({ Bucket: "versioned", Key: "k", Body })).VersionId);
    }
    await s3.deleteObject({ Bucket: "versioned", Key: "k", VersionId: ids[1] });
    const rest = await s3.listObjectVersions({
      Bucket: "versioned",
      KeyMarker: "k",
      VersionIdMarker: ids[1],
    });
    expect(rest.Versions?.map(({ VersionId }) => VersionId)).toEqual([ids[2]]);
  });

  test("of a page that ends with a common prefix gives a key marker alone", async () => {
    const { s3 } = objectStore();
    for (const Key of ["a/1", "a/2", "b"]) {
      await s3.putObject({ Bucket: "versioned", Key, Body: "x" });
    }
    const page = await s3.listObjectVersions({ Bucket: "versioned", Delimiter: "/", MaxKeys: 1 });
    expect(page).toMatchObject({ CommonPrefixes: [{ Prefix: "a/" }], NextKeyMarker: "a/" });
    expect(page.NextVersionIdMarker).toBeUndefined();
    const rest = await s3.listObjectVersions({
      Bucket: "versioned",
      Delimiter: "/",
      KeyMarker: page.NextKeyMarker,
    });
    expect(rest.Versions?.map(({ Key }) => Key)).toEqual(["b"]);
    expect(rest.CommonPrefixes).toBeUndefined();
  });

  test("refuses a version-id marker without a key marker", async () => {
    const { s3 } = objectStore();
    const send = s3.listObjectVersions({ Bucket: "versioned", VersionIdMarker: "null" });
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidArgument",
      message: "A version-id marker cannot be specified without a key marker.",
    });
  });
});
