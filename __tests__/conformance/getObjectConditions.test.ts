import { errorOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";

const key = { Bucket: "plain", Key: "k" };
const etag = '"5d41402abc4b2a76b9719d911017c592"';
const written = new Date("2026-01-01T12:00:00Z");
const earlier = new Date("2026-01-01T11:59:59Z");
const future = new Date("2026-01-02T12:00:00Z");

async function store() {
  const made = objectStore();
  await made.s3.putObject({ ...key, Body: "hello" });
  made.mock.advance(3_600_000);
  return made;
}

describe("GetObject and HeadObject on the condition of", () => {
  test.each([
    { name: "the ETag", input: { IfMatch: etag } },
    { name: "the ETag without quotes", input: { IfMatch: etag.replaceAll('"', "") } },
    { name: "one of several ETags", input: { IfMatch: `"a", ${etag}` } },
    { name: "any ETag", input: { IfMatch: "*" } },
    { name: "another ETag to be none", input: { IfNoneMatch: '"a"' } },
    { name: "a change since earlier", input: { IfModifiedSince: earlier } },
    {
      name: "a change since a time in the future, which is ignored",
      input: { IfModifiedSince: future },
    },
    { name: "no change since it was written", input: { IfUnmodifiedSince: written } },
    {
      name: "the ETag, which outweighs a change since",
      input: { IfMatch: etag, IfUnmodifiedSince: earlier },
    },
    {
      name: "another ETag to be none, which outweighs no change since",
      input: { IfNoneMatch: '"a"', IfModifiedSince: written },
    },
  ])("$name give the object", async ({ input }) => {
    const { s3 } = await store();
    expect((await s3.getObject({ ...key, ...input })).ContentLength).toBe(5);
    expect((await s3.headObject({ ...key, ...input })).ContentLength).toBe(5);
  });

  test.each([
    { name: "another ETag", input: { IfMatch: '"a"' }, condition: "If-Match" },
    {
      name: "no change since earlier",
      input: { IfUnmodifiedSince: earlier },
      condition: "If-Unmodified-Since",
    },
  ])("$name fail with 412", async ({ input, condition }) => {
    const { s3 } = await store();
    expect(await errorOf(s3.getObject({ ...key, ...input }))).toMatchObject({
      name: "PreconditionFailed",
      message: "At least one of the pre-conditions you specified did not hold",
      Condition: condition,
      $metadata: expect.objectContaining({ httpStatusCode: 412 }),
    });
    const head = await errorOf(s3.headObject({ ...key, ...input }));
    expect(head.$metadata.httpStatusCode).toBe(412);
  });

  test.each([
    { name: "the ETag to be none", input: { IfNoneMatch: etag } },
    { name: "a change since it was written", input: { IfModifiedSince: written } },
    {
      name: "the ETag to be none, which outweighs a change since",
      input: { IfNoneMatch: etag, IfModifiedSince: earlier },
    },
  ])("$name answer 304 without a body", async ({ input }) => {
    const { s3, headers } = await store();
    for (const send of [s3.getObject({ ...key, ...input }), s3.headObject({ ...key, ...input })]) {
      expect((await errorOf(send)).$metadata.httpStatusCode).toBe(304);
      expect(headers()).toMatchObject({ etag, "last-modified": written.toUTCString() });
      expect(headers()).not.toHaveProperty("content-type");
    }
  });
});
