import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { changeRequests, withoutChecksums } from "../support/bareRequests.js";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName } from "../support/sending.js";

const key = { Bucket: "locked", Key: "k" };
const later = new Date("2100-01-01T00:00:00Z");
const retention = { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: later } as const;
const md5OfX = { ContentMD5: createHash("md5").update("x").digest("base64") };

function clients() {
  const mock = replicationMock({ buckets: { locked: { objectLock: true } } });
  const old = clientOf(mock);
  withoutChecksums(old);
  return { client: clientOf(mock), old, send: sendByName };
}

const needed = (request: string) => ({
  name: "InvalidRequest",
  message: `Content-MD5 OR x-amz-checksum- HTTP header is required for ${request} requests with Object Lock parameters`,
  $metadata: { httpStatusCode: 400 },
});

// field-reports R2 (A)
describe("without Content-MD5 and checksum", () => {
  test.each<[string, Partial<PutObjectCommandInput>]>([
    ["retention", retention],
    ["a legal hold", { ObjectLockLegalHoldStatus: "ON" }],
    ["a legal hold that is off", { ObjectLockLegalHoldStatus: "OFF" }],
  ])("PutObject with %s is refused", async (_name, lock) => {
    const { old, client, send } = clients();
    const put = send(old, "PutObject", { ...key, Body: "x", ...lock });
    expect(await errorOf(put)).toMatchObject(needed("Put Object"));
    expect((await send(client, "ListObjectVersions", { Bucket: "locked" })).Versions).toBe(
      undefined,
    );
  });

  test("PutObject is refused in a bucket with default retention, and taken in one without", async () => {
    const { old, client, send } = clients();
    await send(old, "PutObject", { ...key, Body: "x" });
    await send(client, "PutObjectLockConfiguration", {
      Bucket: "locked",
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } },
      },
    });
    const put = send(old, "PutObject", { ...key, Body: "x" });
    expect(await errorOf(put)).toMatchObject(needed("Put Object"));
  });

  test("UploadPart is refused in an upload that was created with retention", async () => {
    const { old, client, send } = clients();
    const { UploadId } = await send(client, "CreateMultipartUpload", { ...key, ...retention });
    const part = { ...key, UploadId, PartNumber: 1, Body: "x" };
    expect(await errorOf(send(old, "UploadPart", part))).toMatchObject(needed("Put Part"));
    await send(client, "UploadPart", part);
  });
});

test.each<[string, Partial<PutObjectCommandInput>]>([
  ["a checksum", {}],
  ["a Content-MD5 alone", md5OfX],
])("%s is enough for PutObject with retention", async (_name, digest) => {
  const { client, send } = clients();
  if ("ContentMD5" in digest) {
    changeRequests(client, ({ headers }) => {
      delete headers["x-amz-checksum-crc32"];
      delete headers["x-amz-sdk-checksum-algorithm"];
    });
  }
  await send(client, "PutObject", { ...key, Body: "x", ...retention, ...digest });
  expect(await send(client, "HeadObject", key)).toMatchObject(retention);
});

test("a checksum in a trailer is enough for PutObject with retention", async () => {
  const { client, send } = clients();
  const Body = Readable.from([Buffer.from("x")]);
  await send(client, "PutObject", { ...key, Body, ContentLength: 1, ...retention });
  expect(await send(client, "HeadObject", key)).toMatchObject(retention);
});

// field-reports R3 (B); code and text are what two other implementations of S3 answer.
test.each(["CopyObject", "UploadPartCopy"])("%s is refused with a body", async (operation) => {
  const { client, send } = clients();
  await send(client, "PutObject", { ...key, Body: "x" });
  const { UploadId } = await send(client, "CreateMultipartUpload", key);
  changeRequests(client, (request) => {
    request.body = "a body";
    request.headers["content-length"] = "6";
  });
  const copy = { ...key, CopySource: "locked/k", UploadId, PartNumber: 1 };
  expect(await errorOf(send(client, operation, copy))).toMatchObject({
    name: "InvalidRequest",
    message:
      "The request included a body. Requests of this type must not include a non-empty body.",
  });
});
