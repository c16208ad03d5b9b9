import type { CompletedPart } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { complete, uploadOf } from "../support/multipart.js";
import { objectStore } from "../support/objectStore.js";

const crc32 = { ChecksumCRC32: "NhCmhg==" };
const sha256 = { ChecksumSHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=" };

// field-reports R4 (A)
test.each<[string, (part: CompletedPart) => CompletedPart]>([
  ["PartNumber", ({ ETag }) => ({ ETag })],
  ["ETag", ({ PartNumber }) => ({ PartNumber })],
])("CompleteMultipartUpload with a part without %s is MalformedXML", async (_name, spoil) => {
  const { s3 } = objectStore();
  const upload = await uploadOf(s3, ["x"]);
  const Parts = upload.parts.map(spoil);
  expect(await errorOf(complete(s3, upload, { Parts }))).toMatchObject({
    name: "MalformedXML",
    $metadata: { httpStatusCode: 400 },
  });
});

// field-reports R5 (A)
describe("an upload that was created for no checksum", () => {
  test("is not completed with a part's checksum, though it is right", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["hello"]);
    const Parts = upload.parts.map((part) => ({ ...part, ...crc32 }));
    expect(await errorOf(complete(s3, upload, { Parts }))).toMatchObject({
      name: "InvalidPart",
      PartNumber: "1",
    });
  });

  test.each(["COMPOSITE", "FULL_OBJECT"] as const)("has no %s mode", async (ChecksumType) => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["hello"]);
    expect(await errorOf(complete(s3, upload, { ChecksumType }))).toMatchObject({
      name: "InvalidRequest",
      message:
        "The upload was created using the null checksum mode. The complete request must use the same checksum mode.",
    });
  });

  test("ignores a checksum of the object", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["hello"]);
    await complete(s3, upload, { ChecksumCRC32: "AAAAAA==" });
    const head = await s3.headObject({ ...upload.key, ChecksumMode: "ENABLED" });
    expect(head).toMatchObject({ ChecksumCRC64NVME: expect.any(String) });
    expect(head.ChecksumCRC32).toBeUndefined();
  });
});

// field-reports R6 (A)
describe("a checksum of another algorithm than the upload's is BadDigest", () => {
  test.each(["COMPOSITE", "FULL_OBJECT"] as const)(
    "for a part of a %s upload",
    async (ChecksumType) => {
      const { s3 } = objectStore();
      const input = { ChecksumAlgorithm: "CRC32", ChecksumType } as const;
      const upload = await uploadOf(s3, ["hello"], input);
      const Parts = upload.parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag, ...sha256 }));
      expect(await errorOf(complete(s3, upload, { Parts }))).toMatchObject({
        name: "BadDigest",
        message: "The sha256 you specified for part 1 did not match what we received.",
      });
    },
  );

  test("for the object, though it is right", async () => {
    const { s3 } = objectStore();
    const input = { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" } as const;
    const upload = await uploadOf(s3, ["hello"], input);
    expect(await errorOf(complete(s3, upload, sha256))).toMatchObject({
      name: "BadDigest",
      message: "The sha256 you specified did not match the calculated checksum.",
    });
  });
});
