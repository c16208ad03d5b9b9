import type { ChecksumAlgorithm, S3 } from "@aws-sdk/client-s3";
import {
  checksum,
  checksumAlgorithms,
  checksumFields,
  compositeChecksum,
  loadChecksums,
} from "../../lib/base/checksums.js";
import { changeRequests } from "../support/bareRequests.js";
import { errorOf } from "../support/client.js";
import { complete } from "../support/multipart.js";
import { objectStore } from "../support/objectStore.js";
import { sendByName } from "../support/sending.js";

beforeAll(loadChecksums);

const key = { Bucket: "versioned", Key: "k" };
const Body = "hello";
const bytes = Buffer.from(Body);
const arn = "arn:aws:s3:::suspended";

/** Sends the body with this trailer, and no other checksum. */
function sendInTrailer(s3: S3, header: string, value: string): void {
  changeRequests(s3, (request) => {
    const chunks = `5\r\n${Body}\r\n0\r\n${header}:${value}\r\n\r\n`;
    request.body = chunks;
    for (const name of Object.keys(request.headers)) {
      if (/^x-amz-(?:checksum|sdk-checksum)/.test(name)) delete request.headers[name];
    }
    Object.assign(request.headers, {
      "content-length": String(chunks.length),
      "content-encoding": "aws-chunked",
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "5",
      "x-amz-trailer": header,
    });
  });
}

// field-reports A13 (A): wherever the SDK's schemas have a checksum.
describe.each(checksumAlgorithms)("%s", (algorithm) => {
  const { member, header } = checksumFields[algorithm];
  const isKnownToSdk = /^CRC|^SHA1$|^SHA256$/.test(algorithm);
  const given = () => ({ [member]: checksum(algorithm, bytes) });
  const shown = () => ({ ...given(), ChecksumType: "FULL_OBJECT" });
  // The SDK of a test may be older than the newest of them.
  const ChecksumAlgorithm = algorithm as ChecksumAlgorithm;

  test("is verified, stored, replicated and given back", async () => {
    const { s3, mock } = objectStore();
    await s3.putBucketVersioning({
      Bucket: "suspended",
      VersioningConfiguration: { Status: "Enabled" },
    });
    await s3.putBucketReplication({
      Bucket: "versioned",
      ReplicationConfiguration: {
        Role: "arn:aws:iam::123456789012:role/r",
        Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: arn } }],
      },
    });
    expect(await s3.putObject({ ...key, Body, ...given() })).toMatchObject(shown());
    mock.settle();
    for (const Bucket of ["versioned", "suspended"]) {
      const read = { Bucket, Key: "k" };
      // The SDK's client refuses to read a body whose checksum it cannot compute.
      if (isKnownToSdk) {
        expect(await s3.getObject({ ...read, ChecksumMode: "ENABLED" })).toMatchObject(shown());
      }
      expect(await s3.headObject({ ...read, ChecksumMode: "ENABLED" })).toMatchObject(shown());
      const attributes = { ...read, ObjectAttributes: ["Checksum" as const] };
      expect((await s3.getObjectAttributes(attributes)).Checksum).toEqual(shown());
      const { Contents } = await s3.listObjectsV2({ Bucket });
      expect(Contents).toMatchObject([{ ChecksumAlgorithm: [algorithm] }]);
    }
  });

  test("is read from a trailer", async () => {
    const { s3 } = objectStore();
    sendInTrailer(s3, header, checksum(algorithm, bytes));
    expect(await s3.putObject({ ...key, Body })).toMatchObject(shown());
  });

  test("is refused where it is wrong, as a header and as a trailer", async () => {
    const { s3 } = objectStore();
    const wrong = checksum(algorithm, Buffer.from("other"));
    const put = s3.putObject({ ...key, Body, [member]: wrong });
    expect(await errorOf(put)).toMatchObject({ name: "BadDigest" });
    sendInTrailer(s3, header, wrong);
    expect(await errorOf(s3.putObject({ ...key, Body }))).toMatchObject({ name: "BadDigest" });
  });

  test("is computed anew by a copy that asks for it", async () => {
    const { s3 } = objectStore();
    await s3.putObject({
      ...key,
      Body,
      ChecksumAlgorithm: algorithm === "SHA1" ? "CRC32" : "SHA1",
    });
    const copy = { ...key, Key: "copy", CopySource: "versioned/k", ChecksumAlgorithm };
    expect((await s3.copyObject(copy)).CopyObjectResult).toMatchObject(shown());
  });

  const isComposite = algorithm !== "CRC64NVME";
  test(`is ${isComposite ? "composite" : "of the whole"} for an object in parts`, async () => {
    const { s3 } = objectStore();
    const { UploadId = "" } = await s3.createMultipartUpload({ ...key, ChecksumAlgorithm });
    const part = await s3.uploadPart({ ...key, UploadId, PartNumber: 1, Body, ...given() });
    expect(part).toMatchObject(given());
    const upload = { key, UploadId, parts: [{ PartNumber: 1, ETag: part.ETag, ...given() }] };
    expect((await s3.listParts({ ...key, UploadId })).Parts).toMatchObject([given()]);
    const expected = isComposite
      ? {
          [member]: compositeChecksum(algorithm, [checksum(algorithm, bytes)]),
          ChecksumType: "COMPOSITE",
        }
      : shown();
    expect(await complete(s3, upload)).toMatchObject(expected);
    const { Checksum, ObjectParts } = await s3.getObjectAttributes({
      ...key,
      ObjectAttributes: ["Checksum", "ObjectParts"],
    });
    expect(Checksum).toMatchObject({ ChecksumType: isComposite ? "COMPOSITE" : "FULL_OBJECT" });
    if (isComposite) expect(ObjectParts?.Parts).toMatchObject([given()]);
  });

  const hasFullObject = algorithm.startsWith("CRC");
  test(`${hasFullObject ? "may" : "cannot"} be of the whole object in parts`, async () => {
    const { s3 } = objectStore();
    const input = { ...key, ChecksumAlgorithm, ChecksumType: "FULL_OBJECT" };
    const send = sendByName(s3, "CreateMultipartUpload", input);
    if (hasFullObject) {
      expect(await send).toMatchObject({ ChecksumType: "FULL_OBJECT" });
    } else {
      expect(await errorOf(send)).toMatchObject({
        name: "InvalidRequest",
        message: `The FULL_OBJECT checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
      });
    }
  });
});
