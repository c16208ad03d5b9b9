import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import { errorOf, textOf } from "../support/client.js";
import { allowCustomerKeys, customerKey } from "../support/customerKey.js";
import { bare, bucketStates, objectStore } from "../support/objectStore.js";

const described = {
  Body: "0123456789",
  ContentType: "text/plain",
  CacheControl: "no-cache",
  ContentDisposition: "inline",
  ContentEncoding: "identity",
  ContentLanguage: "en",
  Expires: new Date("2030-01-01T00:00:00Z"),
  WebsiteRedirectLocation: "/elsewhere",
  Metadata: { Colour: "blue" },
  Tagging: "a=1&b=2",
  StorageClass: "STANDARD_IA",
} as const satisfies Partial<PutObjectCommandInput>;

async function storeWith(bucket: string, input: Partial<PutObjectCommandInput> = described) {
  const store = objectStore();
  const put = await store.s3.putObject({ Bucket: bucket, Key: "k", ...input });
  return { ...store, put };
}

describe.each(bucketStates)("in the bucket %s", (bucket) => {
  const shown = {
    "accept-ranges": "bytes",
    "content-length": "10",
    "content-type": "text/plain",
    etag: '"781e5e245d69b566979b86e28d23f2c7"',
    // The store's clock stands at half a second past noon.
    "last-modified": "Thu, 01 Jan 2026 12:00:00 GMT",
    "x-amz-server-side-encryption": "AES256",
    "x-amz-meta-colour": "blue",
    "x-amz-tagging-count": "2",
    "x-amz-storage-class": "STANDARD_IA",
    "x-amz-website-redirect-location": "/elsewhere",
    "cache-control": "no-cache",
    "content-disposition": "inline",
    "content-encoding": "identity",
    "content-language": "en",
    expires: "Tue, 01 Jan 2030 00:00:00 GMT",
    date: "Thu, 01 Jan 2026 12:00:00 GMT",
    server: "AmazonS3",
    "x-amz-request-id": expect.stringMatching(/^[A-Z0-9]{16}$/),
    "x-amz-id-2": expect.stringMatching(/^[A-Za-z0-9+/]{75}=$/),
  };
  const versionIds: Record<string, unknown> = {
    versioned: { "x-amz-version-id": expect.stringMatching(/^[A-Za-z0-9._]{32}$/) },
    suspended: { "x-amz-version-id": "null" },
  };

  test("HeadObject gives the headers that the object was put with, and no checksum", async () => {
    const { s3, headers } = await storeWith(bucket);
    await s3.headObject({ Bucket: bucket, Key: "k" });
    expect(headers()).toEqual({ ...shown, ...(versionIds[bucket] ?? {}) });
  });

  test("GetObject gives the same and the checksum, as the SDK asks for it", async () => {
    const { s3, headers } = await storeWith(bucket);
    await s3.getObject({ Bucket: bucket, Key: "k" });
    expect(headers()).toEqual({
      ...shown,
      ...(versionIds[bucket] ?? {}),
      "x-amz-checksum-crc32": "poTHxg==",
      "x-amz-checksum-type": "FULL_OBJECT",
    });
  });

  test("GetObject of versionId=null gives the null version or none", async () => {
    const { s3, headers } = await storeWith(bucket);
    const get = s3.getObject({ Bucket: bucket, Key: "k", VersionId: "null" });
    if (bucket === "versioned") {
      expect(await errorOf(get)).toMatchObject({ name: "NoSuchVersion", VersionId: "null" });
    } else {
      expect(await textOf(await get)).toBe("0123456789");
      expect(headers()["x-amz-version-id"]).toBe(bucket === "plain" ? undefined : "null");
    }
  });
});

describe("GetObject and HeadObject", () => {
  test("of an object put without a type give S3's own", async () => {
    const { s3 } = await storeWith("plain");
    const CopySource = "plain/k";
    const target = { Bucket: "plain", Key: "copy" };
    await s3.copyObject({ ...target, CopySource, MetadataDirective: "REPLACE" });
    expect((await s3.headObject(target)).ContentType).toBe("binary/octet-stream");
  });

  test("leave out the storage class STANDARD and a count of no tags", async () => {
    const { s3, headers } = await storeWith("plain", { Body: "x" });
    await s3.headObject({ Bucket: "plain", Key: "k" });
    expect(headers()).not.toHaveProperty("x-amz-storage-class");
    expect(headers()).not.toHaveProperty("x-amz-tagging-count");
  });

  test("of an older version give that version", async () => {
    const { s3, put: first } = await storeWith("versioned");
    await s3.putObject({ Bucket: "versioned", Key: "k", Body: "new" });
    const { VersionId } = first;
    const output = await s3.getObject({ Bucket: "versioned", Key: "k", VersionId });
    expect([await textOf(output), output.VersionId]).toEqual(["0123456789", VersionId]);
  });

  test("of an empty object give an empty body", async () => {
    const { s3 } = await storeWith("plain", { Body: new Uint8Array(0), ContentLength: 0 });
    const output = await s3.getObject({ Bucket: "plain", Key: "k" });
    expect([await textOf(output), output.ContentLength]).toEqual(["", 0]);
  });

  test("replace headers by the response-* parameters", async () => {
    const { s3 } = await storeWith("plain");
    const overrides = {
      ResponseCacheControl: "max-age=1",
      ResponseContentDisposition: "attachment",
      ResponseContentEncoding: "gzip",
      ResponseContentLanguage: "de",
      ResponseContentType: "text/html",
      ResponseExpires: new Date("2031-01-01T00:00:00Z"),
    };
    const input = { Bucket: "plain", Key: "k", ...overrides };
    for (const output of [await s3.getObject(input), await s3.headObject(input)]) {
      expect(output).toMatchObject({
        CacheControl: "max-age=1",
        ContentDisposition: "attachment",
        ContentEncoding: "gzip",
        ContentLanguage: "de",
        ContentType: "text/html",
      });
    }
  });

  test("do not let a reader change the object", async () => {
    const { s3 } = await storeWith("plain");
    const { Body } = await s3.getObject({ Bucket: "plain", Key: "k" });
    (await Body?.transformToByteArray())?.fill(0);
    expect(await textOf(await s3.getObject({ Bucket: "plain", Key: "k" }))).toBe("0123456789");
  });
});

describe("an object under a customer's key", () => {
  async function encrypted() {
    const store = objectStore();
    await allowCustomerKeys(store.s3, "plain");
    await store.s3.putObject({ Bucket: "plain", Key: "k", Body: "secret", ...customerKey("a") });
    return store;
  }

  test("is read with that key, which the answer names", async () => {
    const { s3 } = await encrypted();
    const output = await s3.getObject({ Bucket: "plain", Key: "k", ...customerKey("a") });
    expect(await textOf(output)).toBe("secret");
    expect(output).toMatchObject({
      SSECustomerAlgorithm: "AES256",
      SSECustomerKeyMD5: customerKey("a").SSECustomerKeyMD5,
    });
  });

  test.each([
    {
      name: "no key",
      key: {},
      error: {
        name: "InvalidRequest",
        message:
          "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
      },
    },
    {
      name: "another key",
      key: customerKey("b"),
      error: {
        name: "AccessDenied",
        message:
          "Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.",
      },
    },
  ])("is not read with $name", async ({ key, error }) => {
    const { s3 } = await encrypted();
    const thrown = await errorOf(s3.getObject({ Bucket: "plain", Key: "k", ...key }));
    expect(thrown).toMatchObject(error);
  });
});

describe("a delete marker", () => {
  async function deleted() {
    const store = await storeWith("versioned");
    const { VersionId } = await store.s3.deleteObject({ Bucket: "versioned", Key: "k" });
    return { ...store, marker: VersionId };
  }
  const key = { Bucket: "versioned", Key: "k" };

  test("as the current version is NoSuchKey, and its headers tell of it", async () => {
    const { s3, marker, headers } = await deleted();
    const thrown = await errorOf(s3.getObject(key));
    expect(thrown).toMatchObject({
      name: "NoSuchKey",
      message: "The specified key does not exist.",
      Key: "k",
    });
    expect(headers()).toMatchObject({ "x-amz-delete-marker": "true", "x-amz-version-id": marker });
    expect(await errorOf(s3.headObject(key))).toMatchObject({ name: "NotFound" });
    expect(headers()).toMatchObject({ "x-amz-delete-marker": "true", "x-amz-version-id": marker });
  });

  test("by its id is MethodNotAllowed, and its headers tell of it", async () => {
    const { s3, marker, headers } = await deleted();
    const told = {
      "x-amz-delete-marker": "true",
      "x-amz-version-id": marker,
      "last-modified": "Thu, 01 Jan 2026 12:00:00 GMT",
      allow: "DELETE",
    };
    const thrown = await errorOf(s3.getObject({ ...key, VersionId: marker }));
    expect(thrown).toMatchObject({
      name: "MethodNotAllowed",
      message: "The specified method is not allowed against this resource.",
      Method: "GET",
      ResourceType: "DeleteMarker",
    });
    expect(headers()).toMatchObject(told);
    const head = await errorOf(s3.headObject({ ...key, VersionId: marker }));
    expect(head.$metadata.httpStatusCode).toBe(405);
    expect(headers()).toMatchObject(told);
  });
});

test("GetObject answers with nothing beside what is documented", async () => {
  const { s3 } = await storeWith("plain", { Body: "x" });
  const { Body: _, ...members } = bare(await s3.getObject({ Bucket: "plain", Key: "k" }));
  expect(Object.keys(members).sort()).toEqual([
    "AcceptRanges",
    "ChecksumCRC32",
    "ChecksumType",
    "ContentLength",
    "ContentType",
    "ETag",
    "LastModified",
    "Metadata",
    "ServerSideEncryption",
  ]);
});
