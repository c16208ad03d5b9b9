import { ObjectAttributes } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { complete, partBytes, uploadOf } from "../support/multipart.js";
import { bare, objectStore } from "../support/objectStore.js";

const all = Object.values(ObjectAttributes);
const LastModified = new Date("2026-01-01T12:00:00Z");

describe("GetObjectAttributes", () => {
  test("gives what is asked for, the ETag without quotes", async () => {
    const { s3 } = objectStore();
    const key = { Bucket: "versioned", Key: "k" };
    const { VersionId } = await s3.putObject({ ...key, Body: "hello" });
    const output = await s3.getObjectAttributes({ ...key, ObjectAttributes: all });
    expect(bare(output)).toEqual({
      LastModified,
      VersionId,
      ETag: "5d41402abc4b2a76b9719d911017c592",
      Checksum: { ChecksumCRC32: "NhCmhg==", ChecksumType: "FULL_OBJECT" },
      StorageClass: "STANDARD",
      ObjectSize: 5,
    });
    const size = await s3.getObjectAttributes({ ...key, ObjectAttributes: ["ObjectSize"] });
    expect(bare(size)).toEqual({ LastModified, VersionId, ObjectSize: 5 });
  });

  test("counts parts, and lists them where they have checksums of their own", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"], { Key: "full" });
    await complete(s3, upload);
    const full = await s3.getObjectAttributes({ ...upload.key, ObjectAttributes: ["ObjectParts"] });
    expect(full.ObjectParts).toEqual({ TotalPartsCount: 1 });

    const bodies = [Buffer.alloc(partBytes), Buffer.alloc(partBytes), "tail"];
    const composite = await uploadOf(s3, bodies, { ChecksumAlgorithm: "SHA256" });
    await complete(s3, composite);
    const ask = { ...composite.key, ObjectAttributes: ["ObjectParts" as const] };
    const first = await s3.getObjectAttributes({ ...ask, MaxParts: 2 });
    expect(first.ObjectParts).toMatchObject({
      TotalPartsCount: 3,
      PartNumberMarker: "0",
      NextPartNumberMarker: "2",
      MaxParts: 2,
      IsTruncated: true,
      Parts: [
        { PartNumber: 1, Size: partBytes },
        { PartNumber: 2, Size: partBytes },
      ],
    });
    const whole = await s3.getObjectAttributes(ask);
    expect(whole.ObjectParts).toMatchObject({ NextPartNumberMarker: "3", IsTruncated: false });
    const rest = await s3.getObjectAttributes({ ...ask, PartNumberMarker: "2" });
    expect(rest.ObjectParts).toMatchObject({
      IsTruncated: false,
      Parts: [{ PartNumber: 3, Size: 4, ChecksumSHA256: composite.parts[2]?.ChecksumSHA256 }],
    });
  });

  test("tells of a delete marker as GetObject does", async () => {
    const { s3, headers } = objectStore();
    const key = { Bucket: "versioned", Key: "k" };
    const { VersionId } = await s3.deleteObject(key);
    const current = s3.getObjectAttributes({ ...key, ObjectAttributes: all });
    expect(await errorOf(current)).toMatchObject({ name: "NoSuchKey", Key: "k" });
    expect(headers()["x-amz-delete-marker"]).toBe("true");
    const named = s3.getObjectAttributes({ ...key, VersionId, ObjectAttributes: all });
    expect(await errorOf(named)).toMatchObject({
      name: "MethodNotAllowed",
      Method: "GET",
      ResourceType: "DeleteMarker",
    });
  });

  test("refuses an attribute that there is not", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "plain", Key: "k", Body: "x" });
    const ObjectAttributes = ["Colour" as never];
    const send = s3.getObjectAttributes({ Bucket: "plain", Key: "k", ObjectAttributes });
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidArgument",
      ArgumentName: "x-amz-object-attributes",
      ArgumentValue: "Colour",
    });
  });
});
