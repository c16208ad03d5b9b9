import { errorOf } from "../support/client.js";
import { complete, uploadOf } from "../support/multipart.js";
import { objectStore } from "../support/objectStore.js";

describe("CompleteMultipartUpload fails for", () => {
  const invalidPart =
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";

  test("a part that was not uploaded, or with another ETag", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    for (const part of [
      { PartNumber: 7, ETag: "abc" },
      { PartNumber: 1, ETag: "abc" },
    ]) {
      expect(await errorOf(complete(s3, upload, { Parts: [part] }))).toMatchObject({
        name: "InvalidPart",
        message: invalidPart,
        ETag: "abc",
        PartNumber: String(part.PartNumber),
        UploadId: upload.UploadId,
      });
    }
  });

  test.each([
    { name: "descending", order: [1, 0] },
    { name: "named twice", order: [0, 0] },
  ])("parts that are $name", async ({ order }) => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x", "y"]);
    const Parts = order.map((index) => ({ ...upload.parts[index] }));
    expect(await errorOf(complete(s3, upload, { Parts }))).toMatchObject({
      name: "InvalidPartOrder",
      message:
        "The list of parts was not in ascending order. Parts must be ordered by part number.",
      UploadId: upload.UploadId,
    });
  });

  test("gaps between parts that have checksums of their own", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x", "y"], { ChecksumAlgorithm: "CRC32" });
    const error = await errorOf(complete(s3, upload, { Parts: [{ ...upload.parts[1] }] }));
    expect(error).toMatchObject({ name: "InvalidPartOrder", UploadId: upload.UploadId });
  });

  test("a part below 5 MiB that is not the last", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["small", "last"]);
    expect(await errorOf(complete(s3, upload))).toMatchObject({
      name: "EntityTooSmall",
      message: "Your proposed upload is smaller than the minimum allowed size",
      ETag: upload.parts[0]?.ETag?.replaceAll('"', ""),
      MinSizeAllowed: "5242880",
      PartNumber: "1",
      ProposedSize: "5",
    });
  });

  test("no parts", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    const { name } = await errorOf(complete(s3, upload, { Parts: [] }));
    // Which of them depends on whether the SDK sends a document without parts.
    expect(["InvalidRequest", "MalformedXML"]).toContain(name);
  });

  test("another size than the one that was announced", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["four"]);
    expect(await errorOf(complete(s3, upload, { MpuObjectSize: 5 }))).toMatchObject({
      name: "InvalidRequest",
      message:
        "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 4",
    });
    await complete(s3, upload, { MpuObjectSize: 4 });
  });

  test("a composite checksum without the checksum of a part", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"], { ChecksumAlgorithm: "CRC32" });
    const Parts = [{ PartNumber: 1, ETag: upload.parts[0]?.ETag }];
    expect(await errorOf(complete(s3, upload, { Parts }))).toMatchObject({
      name: "InvalidRequest",
      message:
        "The upload was created using a crc32 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.",
    });
  });

  test("another checksum type than the upload's", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"], { ChecksumAlgorithm: "CRC32" });
    expect(await errorOf(complete(s3, upload, { ChecksumType: "FULL_OBJECT" }))).toMatchObject({
      name: "InvalidRequest",
      message:
        "The upload was created using the COMPOSITE checksum mode. The complete request must use the same checksum mode.",
    });
  });

  test("a wrong checksum of the object", async () => {
    const { s3 } = objectStore();
    const input = { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" } as const;
    const upload = await uploadOf(s3, ["hello"], input);
    expect(await errorOf(complete(s3, upload, { ChecksumCRC32: "AAAAAA==" }))).toMatchObject({
      name: "BadDigest",
      message: "The crc32 you specified did not match the calculated checksum.",
    });
    await complete(s3, upload, { ChecksumCRC32: "NhCmhg==" });
  });

  test("a wrong checksum of a part", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["hello"], { ChecksumAlgorithm: "CRC32" });
    const Parts = [{ ...upload.parts[0], ChecksumCRC32: "AAAAAA==" }];
    expect(await errorOf(complete(s3, upload, { Parts }))).toMatchObject({ name: "InvalidPart" });
  });
});

describe("CompleteMultipartUpload on the condition", () => {
  const conflict = (Condition: string) => ({
    name: "ConditionalRequestConflict",
    message:
      "The conditional request cannot succeed due to a conflicting operation against this resource.",
    Condition,
    Key: "k",
    $metadata: expect.objectContaining({ httpStatusCode: 409 }),
  });

  test("that there is no object fails with 412 where there is one", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    await s3.putObject({ ...upload.key, Body: "x" });
    expect(await errorOf(complete(s3, upload, { IfNoneMatch: "*" }))).toMatchObject({
      name: "PreconditionFailed",
      Condition: "If-None-Match",
    });
  });

  test("that there is no object fails with 409 where one was deleted since it began", async () => {
    const { s3 } = objectStore();
    await s3.putObject({ Bucket: "plain", Key: "k", Body: "x" });
    const upload = await uploadOf(s3, ["x"]);
    await s3.deleteObject(upload.key);
    const error = await errorOf(complete(s3, upload, { IfNoneMatch: "*" }));
    expect(error).toMatchObject(conflict("If-None-Match"));
  });

  test("of an ETag fails with 409 where the object was written since it began", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    const { ETag } = await s3.putObject({ ...upload.key, Body: "x" });
    const error = await errorOf(complete(s3, upload, { IfMatch: ETag }));
    expect(error).toMatchObject(conflict("If-Match"));
  });

  test("of the ETag of an older object holds", async () => {
    const { s3 } = objectStore();
    const { ETag } = await s3.putObject({ Bucket: "plain", Key: "k", Body: "x" });
    await complete(s3, await uploadOf(s3, ["new"]), { IfMatch: ETag });
  });
});
