import { errorOf, textOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";

const versionId = expect.stringMatching(/^[A-Za-z0-9._]{32}$/);

describe("DeleteObject", () => {
  const marks = [
    { bucket: "plain", marker: {} },
    {
      bucket: "versioned",
      marker: { "x-amz-delete-marker": "true", "x-amz-version-id": versionId },
    },
    { bucket: "suspended", marker: { "x-amz-delete-marker": "true", "x-amz-version-id": "null" } },
  ];

  test.each(marks)(
    "in the bucket $bucket answers the same for a key that is there, deleted or never was",
    async ({ bucket, marker }) => {
      const { s3, headers } = objectStore();
      await s3.putObject({ Bucket: bucket, Key: "k", Body: "hello" });
      for (const Key of ["k", "k", "never"]) {
        const output = await s3.deleteObject({ Bucket: bucket, Key });
        expect(output.$metadata.httpStatusCode).toBe(204);
        const told = Object.entries(headers()).filter(([name]) =>
          ["x-amz-delete-marker", "x-amz-version-id", "content-length", "content-type"].includes(
            name,
          ),
        );
        expect(Object.fromEntries(told)).toEqual(marker);
      }
    },
  );

  test("makes another marker with every call where versioning is enabled", async () => {
    const { s3 } = objectStore();
    await s3.deleteObject({ Bucket: "versioned", Key: "k" });
    await s3.deleteObject({ Bucket: "versioned", Key: "k" });
    const { DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket: "versioned" });
    expect(DeleteMarkers.map(({ IsLatest }) => IsLatest)).toEqual([true, false]);
  });

  test("replaces the null version or null marker where versioning is suspended", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "suspended", Key: "k", Body: "hello" });
    await s3.deleteObject({ Bucket: "suspended", Key: "k" });
    await s3.deleteObject({ Bucket: "suspended", Key: "k" });
    const { DeleteMarkers, Versions } = await s3.listObjectVersions({ Bucket: "suspended" });
    expect(DeleteMarkers).toMatchObject([{ Key: "k", VersionId: "null", IsLatest: true }]);
    expect(Versions).toBeUndefined();
  });

  test("of a version deletes it for good and tells its id alone", async () => {
    const { s3, headers } = objectStore();
    const { VersionId } = await s3.putObject({ Bucket: "versioned", Key: "k", Body: "one" });
    await s3.putObject({ Bucket: "versioned", Key: "k", Body: "two" });
    for (const _ of ["first", "again"]) {
      await s3.deleteObject({ Bucket: "versioned", Key: "k", VersionId });
      expect(headers()["x-amz-version-id"]).toBe(VersionId);
      expect(headers()).not.toHaveProperty("x-amz-delete-marker");
    }
    const gone = await errorOf(s3.getObject({ Bucket: "versioned", Key: "k", VersionId }));
    expect(gone).toMatchObject({ name: "NoSuchVersion", Key: "k", VersionId });
    expect(await textOf(await s3.getObject({ Bucket: "versioned", Key: "k" }))).toBe("two");
  });

  test("of the current version makes the one below current", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "versioned", Key: "k", Body: "one" });
    const { VersionId } = await s3.putObject({ Bucket: "versioned", Key: "k", Body: "two" });
    await s3.deleteObject({ Bucket: "versioned", Key: "k", VersionId });
    expect(await textOf(await s3.getObject({ Bucket: "versioned", Key: "k" }))).toBe("one");
  });

  test("of a delete marker brings the object back and tells that it was a marker", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "versioned", Key: "k", Body: "one" });
    const { VersionId } = await s3.deleteObject({ Bucket: "versioned", Key: "k" });
    const output = await s3.deleteObject({ Bucket: "versioned", Key: "k", VersionId });
    expect(output).toMatchObject({ VersionId, DeleteMarker: true });
    expect(await textOf(await s3.getObject({ Bucket: "versioned", Key: "k" }))).toBe("one");
  });

  test.each([
    { name: "an id that S3 never issued", bucket: "versioned", id: "not-a-version" },
    { name: "32 letters that are no id", bucket: "versioned", id: "A".repeat(32) },
    { name: "any id but null in a bucket without versions", bucket: "plain", id: "0".repeat(32) },
  ])("refuses $name", async ({ bucket, id }) => {
    const { s3 } = objectStore();
    const send = s3.deleteObject({ Bucket: bucket, Key: "k", VersionId: id });
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidArgument",
      message: "Invalid version id specified",
      ArgumentName: "versionId",
      ArgumentValue: id,
    });
  });

  test("refuses a bypass of governance where there is no Object Lock", async () => {
    const { s3 } = objectStore();
    const input = { Bucket: "versioned", Key: "k", BypassGovernanceRetention: true };
    expect(await errorOf(s3.deleteObject(input))).toMatchObject({
      name: "InvalidArgument",
      message:
        "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
      ArgumentName: "x-amz-bypass-governance-retention",
    });
  });

  test("of a version under legal hold is AccessDenied, and a marker may still cover it", async () => {
    const { s3 } = objectStore();
    const key = { Bucket: "locked", Key: "k" };
    const hold = { ObjectLockLegalHoldStatus: "ON" } as const;
    const { VersionId } = await s3.putObject({ ...key, Body: "x", ...hold });
    expect(await errorOf(s3.deleteObject({ ...key, VersionId }))).toMatchObject({
      name: "AccessDenied",
      message: "Access Denied because object protected by object lock.",
    });
    expect((await s3.deleteObject(key)).DeleteMarker).toBe(true);
  });
});

describe("DeleteObject on the condition of", () => {
  async function store() {
    const made = objectStore();
    const { ETag } = await made.s3.putObject({ Bucket: "plain", Key: "k", Body: "hello" });
    return { ...made, ETag };
  }

  test("the ETag deletes the object", async () => {
    const { s3, ETag } = await store();
    await s3.deleteObject({ Bucket: "plain", Key: "k", IfMatch: ETag });
    expect(await errorOf(s3.headObject({ Bucket: "plain", Key: "k" }))).toMatchObject({
      name: "NotFound",
    });
  });

  test("another ETag fails with 412", async () => {
    const { s3 } = await store();
    const send = s3.deleteObject({ Bucket: "plain", Key: "k", IfMatch: '"a"' });
    expect(await errorOf(send)).toMatchObject({
      name: "PreconditionFailed",
      Condition: "If-Match",
      $metadata: expect.objectContaining({ httpStatusCode: 412 }),
    });
  });

  test("any ETag asks whether there is an object", async () => {
    const { s3 } = await store();
    const missing = s3.deleteObject({ Bucket: "plain", Key: "missing", IfMatch: "*" });
    expect(await errorOf(missing)).toMatchObject({ name: "NoSuchKey", Key: "missing" });
    await s3.deleteObject({ Bucket: "plain", Key: "k", IfMatch: "*" });
  });

  // field-reports R1 (A)
  test.each(["right", "*", '"wrong"'])(
    "an ETag (%s) is not implemented for a version that is named, which stays",
    async (etag) => {
      const { s3 } = objectStore();
      const key = { Bucket: "versioned", Key: "k" };
      const { VersionId, ETag } = await s3.putObject({ ...key, Body: "x" });
      const IfMatch = etag === "right" ? ETag : etag;
      expect(await errorOf(s3.deleteObject({ ...key, VersionId, IfMatch }))).toMatchObject({
        name: "NotImplemented",
        Header: "If-Match",
        $metadata: expect.objectContaining({ httpStatusCode: 501 }),
      });
      // That DeleteObjects does the same for each of its objects is `assumed`.
      const Objects = [{ Key: "k", VersionId, ETag: IfMatch }];
      const { Errors } = await s3.deleteObjects({ Bucket: "versioned", Delete: { Objects } });
      expect(Errors).toMatchObject([{ Key: "k", VersionId, Code: "NotImplemented" }]);
      expect(await s3.headObject({ ...key, VersionId })).toMatchObject({ VersionId });
    },
  );

  test.each([
    { header: "x-amz-if-match-size", input: { IfMatchSize: 5 } },
    {
      header: "x-amz-if-match-last-modified-time",
      input: { IfMatchLastModifiedTime: new Date("2026-01-01T12:00:00Z") },
    },
  ])("$header is not implemented in general purpose buckets", async ({ header, input }) => {
    const { s3 } = await store();
    const send = s3.deleteObject({ Bucket: "plain", Key: "k", ...input });
    expect(await errorOf(send)).toMatchObject({ name: "NotImplemented", Header: header });
  });
});
