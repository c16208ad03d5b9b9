import type { StorageClass, Tier } from "@aws-sdk/client-s3";
import { errorOf, textOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";

const key = { Bucket: "plain", Key: "k" };
const hourMs = 3_600_000;

async function archived(storageClass: StorageClass = "GLACIER") {
  const store = objectStore();
  await store.s3.putObject({ ...key, Body: "hello", StorageClass: storageClass });
  const restore = (days: number, tier?: Tier) =>
    store.s3.restoreObject({
      ...key,
      RestoreRequest: { Days: days, ...(tier && { GlacierJobParameters: { Tier: tier } }) },
    });
  return { ...store, restore };
}

describe("an archived object", () => {
  test.each(["GLACIER", "DEEP_ARCHIVE"] as const)(
    "of %s has a HEAD and no GET",
    async (storageClass) => {
      const { s3 } = await archived(storageClass);
      expect(await s3.headObject(key)).toMatchObject({ StorageClass: storageClass });
      expect(await errorOf(s3.getObject(key))).toMatchObject({
        name: "InvalidObjectState",
        message: "The operation is not valid for the object's storage class",
        StorageClass: storageClass,
        $metadata: expect.objectContaining({ httpStatusCode: 403 }),
      });
    },
  );

  test("of GLACIER_IR is read at once", async () => {
    const { s3 } = await archived("GLACIER_IR");
    expect(await textOf(await s3.getObject(key))).toBe("hello");
  });
});

describe("RestoreObject", () => {
  test.each([
    { storageClass: "GLACIER", tier: "Expedited", ms: hourMs / 12 },
    { storageClass: "GLACIER", tier: "Standard", ms: 5 * hourMs },
    { storageClass: "GLACIER", tier: undefined, ms: 5 * hourMs },
    { storageClass: "GLACIER", tier: "Bulk", ms: 12 * hourMs },
    { storageClass: "DEEP_ARCHIVE", tier: "Standard", ms: 12 * hourMs },
    { storageClass: "DEEP_ARCHIVE", tier: "Bulk", ms: 48 * hourMs },
  ] as const)(
    "out of $storageClass with the tier $tier takes $ms ms",
    async ({ storageClass, tier, ms }) => {
      const { s3, mock, restore } = await archived(storageClass);
      await restore(1, tier);
      mock.advance(ms - 1);
      expect((await s3.headObject(key)).Restore).toBe('ongoing-request="true"');
      expect(await errorOf(s3.getObject(key))).toMatchObject({ name: "InvalidObjectState" });
      mock.advance(1);
      expect((await s3.headObject(key)).Restore).toMatch(/^ongoing-request="false", expiry-date="/);
      expect(await textOf(await s3.getObject(key))).toBe("hello");
    },
  );

  test("brings a copy back until the midnight after so many days", async () => {
    const { s3, mock, restore } = await archived();
    await restore(2);
    mock.advance(5 * hourMs);
    const expiry = "Sun, 04 Jan 2026 00:00:00 GMT";
    expect((await s3.getObject(key)).Restore).toBe(
      `ongoing-request="false", expiry-date="${expiry}"`,
    );
    mock.advance(Date.parse(expiry) - mock.now());
    expect((await s3.headObject(key)).Restore).toBeUndefined();
    expect(await errorOf(s3.getObject(key))).toMatchObject({ name: "InvalidObjectState" });
  });

  test("of a restored object changes how long the copy stays: 200 after 202", async () => {
    const { s3, mock, restore } = await archived();
    expect((await restore(1)).$metadata.httpStatusCode).toBe(202);
    mock.advance(5 * hourMs);
    expect((await restore(10)).$metadata.httpStatusCode).toBe(200);
    expect((await s3.headObject(key)).Restore).toContain("Mon, 12 Jan 2026 00:00:00 GMT");
  });

  test("while a restore is in progress is refused, but for a faster tier", async () => {
    const { s3, mock, restore } = await archived();
    await restore(1, "Bulk");
    expect(await errorOf(restore(1, "Bulk"))).toMatchObject({
      name: "RestoreAlreadyInProgress",
      message: "Object restore is already in progress",
      $metadata: expect.objectContaining({ httpStatusCode: 409 }),
    });
    await restore(1, "Expedited");
    mock.advance(hourMs / 12);
    expect(await textOf(await s3.getObject(key))).toBe("hello");
  });

  test.each([
    {
      storageClass: "STANDARD",
      error: { name: "InvalidObjectState", StorageClass: "STANDARD" },
    },
    { storageClass: "GLACIER_IR", error: { name: "InvalidObjectState" } },
    { storageClass: "INTELLIGENT_TIERING", error: { name: "ObjectAlreadyInActiveTierError" } },
  ] as const)("of an object of $storageClass is 403", async ({ storageClass, error }) => {
    const { restore } = await archived(storageClass);
    const thrown = await errorOf(restore(1));
    expect(thrown).toMatchObject(error);
    expect(thrown.$metadata.httpStatusCode).toBe(403);
  });

  test("has no expedited tier out of DEEP_ARCHIVE", async () => {
    const { restore } = await archived("DEEP_ARCHIVE");
    expect(await errorOf(restore(1, "Expedited"))).toMatchObject({ name: "InvalidArgument" });
  });

  test("for no day at all is refused", async () => {
    const { s3, restore } = await archived();
    expect(await errorOf(restore(0))).toMatchObject({ name: "InvalidArgument" });
    const send = s3.restoreObject({ ...key, RestoreRequest: {} });
    expect(await errorOf(send)).toMatchObject({ name: "MalformedXML" });
  });

  test("of one version leaves the others in the archive", async () => {
    const { s3, mock } = objectStore();
    const versioned = { Bucket: "versioned", Key: "k", StorageClass: "GLACIER" } as const;
    const { VersionId } = await s3.putObject({ ...versioned, Body: "old" });
    await s3.putObject({ ...versioned, Body: "new" });
    const object = { Bucket: "versioned", Key: "k" };
    await s3.restoreObject({ ...object, VersionId, RestoreRequest: { Days: 1 } });
    mock.advance(5 * hourMs);
    expect(await textOf(await s3.getObject({ ...object, VersionId }))).toBe("old");
    expect(await errorOf(s3.getObject(object))).toMatchObject({ name: "InvalidObjectState" });
  });
});
