import { createHash } from "node:crypto";
import type { S3 } from "@aws-sdk/client-s3";
import { limits } from "../../../lib/base/limits.js";
import { changeRequests, withoutChecksums } from "../../support/bareRequests.js";
import { errorOf } from "../../support/client.js";
import { sendByName } from "../../support/sending.js";
import { documents } from "./documents.js";
import { refusingStore } from "./row.js";

const copy = { Bucket: "plain", Key: "copied", CopySource: "plain/k" };

// The operations are documented.
test.each([
  "DeleteObjects",
  "PutBucketLifecycleConfiguration",
  "PutBucketReplication",
  "PutBucketTagging",
  "PutObjectLegalHold",
  "PutObjectLockConfiguration",
  "PutObjectRetention",
] as const)("%s refuses a document without a digest of it", async (operation) => {
  const { s3 } = await refusingStore();
  withoutChecksums(s3);
  const input = { Bucket: "plain", ...documents[operation]?.[0] };
  expect(await errorOf(sendByName(s3, operation, input))).toMatchObject({
    name: "InvalidRequest",
    message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
  });
});

test.each(["CopyObject", "UploadPartCopy"])("%s refuses a body", async (operation) => {
  const { s3, ids } = await refusingStore();
  changeRequests(s3, (request) => {
    request.body = "x";
    request.headers["content-length"] = "1";
  });
  const input = { ...copy, Key: "k", UploadId: ids.UploadId, PartNumber: 1 };
  expect(await errorOf(sendByName(s3, operation, input))).toMatchObject({ name: "InvalidRequest" });
});

// `assumed`: the code, and how large a document may be.
test.each(["PutBucketTagging", "PutBucketVersioning"] as const)(
  "%s refuses a document that is too large",
  async (operation) => {
    const { s3 } = await refusingStore();
    padDocuments(s3, (text) => text + " ".repeat(limits.xmlBytes));
    const input = { Bucket: "plain", ...documents[operation]?.[0] };
    expect((await errorOf(sendByName(s3, operation, input))).name).toBe("MalformedXML");
  },
);

// Documented: the API Reference and the list of error codes.
test.each([
  [
    "PutBucketCors",
    64 * 1024,
    { CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"] }] } },
  ],
  [
    "PutBucketWebsite",
    128 * 1024,
    { WebsiteConfiguration: { IndexDocument: { Suffix: "index.html" } } },
  ],
] as const)(
  "%s refuses a document of more than %d bytes",
  async (operation, mostBytes, document) => {
    const { s3 } = await refusingStore();
    let sizeBytes = mostBytes;
    padDocuments(s3, (text) => text.padEnd(sizeBytes));
    const input = { Bucket: "plain", ...document };
    await sendByName(s3, operation, input);
    sizeBytes++;
    expect(await errorOf(sendByName(s3, operation, input))).toMatchObject({
      name: "MaxMessageLengthExceeded",
      message: "Your request was too big.",
      MaxMessageLengthBytes: String(mostBytes),
    });
  },
);

/** Sends other documents than the client's, with their own digest. */
function padDocuments(s3: S3, change: (text: string) => string): void {
  changeRequests(s3, (request) => {
    const text = change(Buffer.from(request.body as Uint8Array).toString());
    request.body = text;
    request.headers["content-length"] = String(text.length);
    for (const name of Object.keys(request.headers)) {
      if (/checksum|sha256/.test(name)) delete request.headers[name];
    }
    request.headers["content-md5"] = createHash("md5").update(text).digest("base64");
  });
}
