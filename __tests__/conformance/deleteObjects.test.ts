import { errorOf } from "../support/client.js";
import { bare, objectStore } from "../support/objectStore.js";

const versionId = expect.stringMatching(/^[A-Za-z0-9._]{32}$/);

describe("DeleteObjects", () => {
  test.each([
    { bucket: "plain", entry: {} },
    { bucket: "versioned", entry: { DeleteMarker: true, DeleteMarkerVersionId: versionId } },
    { bucket: "suspended", entry: { DeleteMarker: true, DeleteMarkerVersionId: "null" } },
  ])(
    "in the bucket $bucket deletes keys, also those that never were",
    async ({ bucket, entry }) => {
      const { s3 } = objectStore();
      await s3.putObject({ Bucket: bucket, Key: "a", Body: "x" });
      const Objects = [{ Key: "a" }, { Key: "never" }];
      const output = await s3.deleteObjects({ Bucket: bucket, Delete: { Objects } });
      expect(bare(output)).toEqual({
        Deleted: [
          { Key: "a", ...entry },
          { Key: "never", ...entry },
        ],
      });
      expect((await s3.listObjectsV2({ Bucket: bucket })).KeyCount).toBe(0);
    },
  );

  test("deletes versions and delete markers by their ids", async () => {
    const { s3 } = objectStore();
    const { VersionId: data } = await s3.putObject({ Bucket: "versioned", Key: "k", Body: "x" });
    const { VersionId: marker } = await s3.deleteObject({ Bucket: "versioned", Key: "k" });
    const output = await s3.deleteObjects({
      Bucket: "versioned",
      Delete: {
        Objects: [
          { Key: "k", VersionId: data },
          { Key: "k", VersionId: marker },
        ],
      },
    });
    expect(bare(output)).toEqual({
      Deleted: [
        { Key: "k", VersionId: data },
        { Key: "k", VersionId: marker, DeleteMarker: true, DeleteMarkerVersionId: marker },
      ],
    });
    expect((await s3.listObjectVersions({ Bucket: "versioned" })).Versions).toBeUndefined();
  });

  // field-reports A11 (A)
  test("lists versions that are gone as Deleted, and null where there is none", async () => {
    const { s3 } = objectStore();
    const { VersionId } = await s3.putObject({ Bucket: "versioned", Key: "k", Body: "x" });
    await s3.deleteObject({ Bucket: "versioned", Key: "k", VersionId });
    const Objects = [
      { Key: "k", VersionId },
      { Key: "k", VersionId: "null" },
    ];
    const output = await s3.deleteObjects({ Bucket: "versioned", Delete: { Objects } });
    expect(bare(output)).toEqual({ Deleted: Objects });
  });

  test("lists an unknown version id as NoSuchVersion and deletes the rest", async () => {
    const { s3 } = objectStore();
    const output = await s3.deleteObjects({
      Bucket: "versioned",
      Delete: {
        Objects: [{ Key: "a", VersionId: "nope" }, { Key: "b" }],
      },
    });
    const error = { Code: "NoSuchVersion", Message: "The specified version does not exist." };
    expect(output.$metadata.httpStatusCode).toBe(200);
    expect(output.Errors).toEqual([{ Key: "a", VersionId: "nope", ...error }]);
    expect(output.Deleted).toMatchObject([{ Key: "b", DeleteMarker: true }]);
  });

  test("with Quiet lists errors only", async () => {
    const { s3 } = objectStore();
    const output = await s3.deleteObjects({
      Bucket: "versioned",
      Delete: { Quiet: true, Objects: [{ Key: "a" }, { Key: "b", VersionId: "nope" }] },
    });
    expect(output.Deleted).toBeUndefined();
    expect(output.Errors).toHaveLength(1);
  });

  test("lists what Object Lock protects as AccessDenied", async () => {
    const { s3 } = objectStore();
    const hold = { ObjectLockLegalHoldStatus: "ON" } as const;
    const { VersionId } = await s3.putObject({ Bucket: "locked", Key: "k", Body: "x", ...hold });
    const Objects = [{ Key: "k", VersionId }];
    const output = await s3.deleteObjects({ Bucket: "locked", Delete: { Objects } });
    expect(output.Errors).toEqual([
      {
        Key: "k",
        VersionId,
        Code: "AccessDenied",
        Message: "Access Denied because object protected by object lock.",
      },
    ]);
  });

  test("lists an object with another ETag than expected as PreconditionFailed", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "plain", Key: "k", Body: "x" });
    const Objects = [{ Key: "k", ETag: '"a"' }];
    const output = await s3.deleteObjects({ Bucket: "plain", Delete: { Objects } });
    expect(output.Errors).toMatchObject([{ Key: "k", Code: "PreconditionFailed" }]);
    expect((await s3.headObject({ Bucket: "plain", Key: "k" })).ContentLength).toBe(1);
  });

  test.each([
    { name: "no key", count: 0 },
    { name: "1,001 keys", count: 1001 },
  ])("refuses $name as MalformedXML", async ({ count }) => {
    const { s3 } = objectStore();
    const Objects = Array.from({ length: count }, (_, i) => ({ Key: `k${i}` }));
    const send = s3.deleteObjects({ Bucket: "plain", Delete: { Objects } });
    expect(await errorOf(send)).toMatchObject({ name: "MalformedXML" });
  });

  test("keeps characters of keys that XML cannot show plainly", async () => {
    const { s3 } = objectStore();
    const Key = " <a>&\"'\r\n\t ünï/ ";
    await s3.putObject({ Bucket: "plain", Key, Body: "x" });
    const output = await s3.deleteObjects({ Bucket: "plain", Delete: { Objects: [{ Key }] } });
    expect(output.Deleted).toEqual([{ Key }]);
    expect((await s3.listObjectsV2({ Bucket: "plain" })).KeyCount).toBe(0);
  });
});
