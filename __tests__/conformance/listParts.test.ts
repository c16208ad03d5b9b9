import { errorOf } from "../support/client.js";
import { uploadOf } from "../support/multipart.js";
import { bare, objectStore } from "../support/objectStore.js";

const owner = { ID: expect.stringMatching(/^[0-9a-f]{64}$/) };
const initiator = { ...owner, DisplayName: expect.any(String) };
const LastModified = new Date("2026-01-01T12:00:00Z");

describe("ListParts", () => {
  test("of an upload without parts", async () => {
    const { s3 } = objectStore();
    const { key, UploadId } = await uploadOf(s3, []);
    expect(bare(await s3.listParts({ ...key, UploadId }))).toEqual({
      ...key,
      UploadId,
      PartNumberMarker: "0",
      NextPartNumberMarker: "0",
      MaxParts: 1000,
      IsTruncated: false,
      Initiator: initiator,
      Owner: owner,
      StorageClass: "STANDARD",
      // What S3 writes where no algorithm was named, people report.
      ChecksumAlgorithm: "null",
      ChecksumType: "null",
    });
  });

  test("shows the parts, and checksums where the upload was created for one", async () => {
    const { s3 } = objectStore();
    const { key, UploadId } = await uploadOf(s3, ["hello"], { ChecksumAlgorithm: "CRC32" });
    expect(await s3.listParts({ ...key, UploadId })).toMatchObject({
      ChecksumAlgorithm: "CRC32",
      ChecksumType: "COMPOSITE",
      Parts: [
        {
          PartNumber: 1,
          LastModified,
          ETag: '"5d41402abc4b2a76b9719d911017c592"',
          Size: 5,
          ChecksumCRC32: "NhCmhg==",
        },
      ],
    });
  });

  test("gives pages by part number, in ascending order", async () => {
    const { s3 } = objectStore();
    const { key, UploadId } = await uploadOf(s3, []);
    for (const PartNumber of [7, 2, 10_000, 5]) {
      await s3.uploadPart({ ...key, UploadId, PartNumber, Body: "x" });
    }
    const first = await s3.listParts({ ...key, UploadId, MaxParts: 2 });
    expect(first.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([2, 5]);
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "5", MaxParts: 2 });
    const rest = await s3.listParts({ ...key, UploadId, PartNumberMarker: "5" });
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([7, 10_000]);
    expect(rest).toMatchObject({ IsTruncated: false, PartNumberMarker: "5" });
  });

  test("refuses a marker that is no number", async () => {
    const { s3 } = objectStore();
    const { key, UploadId } = await uploadOf(s3, []);
    const send = s3.listParts({ ...key, UploadId, PartNumberMarker: "x" });
    expect(await errorOf(send)).toMatchObject({ name: "InvalidArgument" });
  });
});
