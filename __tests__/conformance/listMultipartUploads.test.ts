import { uploadOf } from "../support/multipart.js";
import { bare, objectStore } from "../support/objectStore.js";

const Bucket = "plain";

async function storeWith(...keys: string[]) {
  const { s3 } = objectStore();
  const ids: string[] = [];
  for (const Key of keys) ids.push((await uploadOf(s3, [], { Key })).UploadId);
  return { s3, ids };
}

describe("ListMultipartUploads", () => {
  test("of a bucket without uploads shows empty markers", async () => {
    const { s3 } = await storeWith();
    expect(bare(await s3.listMultipartUploads({ Bucket }))).toEqual({
      Bucket,
      KeyMarker: "",
      UploadIdMarker: "",
      NextKeyMarker: "",
      NextUploadIdMarker: "",
      MaxUploads: 1000,
      IsTruncated: false,
    });
  });

  test("shows what an upload was created with", async () => {
    const { s3 } = objectStore();
    const input = { StorageClass: "STANDARD_IA", ChecksumAlgorithm: "CRC32" } as const;
    const { UploadId } = await uploadOf(s3, [], input);
    const { Uploads } = await s3.listMultipartUploads({ Bucket });
    const owner = { ID: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(Uploads).toEqual([
      {
        Key: "k",
        UploadId,
        Initiated: new Date("2026-01-01T12:00:00Z"),
        StorageClass: "STANDARD_IA",
        ChecksumAlgorithm: "CRC32",
        ChecksumType: "COMPOSITE",
        Owner: owner,
        Initiator: { ...owner, DisplayName: expect.any(String) },
      },
    ]);
  });

  test("is in the order of keys, and of initiation within a key", async () => {
    const { s3, ids } = await storeWith("b", "a", "b");
    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket });
    expect(Uploads.map(({ Key, UploadId }) => [Key, UploadId])).toEqual([
      ["a", ids[1]],
      ["b", ids[0]],
      ["b", ids[2]],
    ]);
  });

  test("gives pages by key and upload id, also behind an upload that has ended", async () => {
    const { s3, ids } = await storeWith("a", "a", "a", "b");
    const page = await s3.listMultipartUploads({ Bucket, MaxUploads: 2 });
    expect(page).toMatchObject({
      IsTruncated: true,
      NextKeyMarker: "a",
      NextUploadIdMarker: ids[1],
      MaxUploads: 2,
    });
    await s3.abortMultipartUpload({ Bucket, Key: "a", UploadId: ids[1] });
    const rest = await s3.listMultipartUploads({
      Bucket,
      KeyMarker: page.NextKeyMarker,
      UploadIdMarker: page.NextUploadIdMarker,
    });
    expect(rest).toMatchObject({ IsTruncated: false, KeyMarker: "a", UploadIdMarker: ids[1] });
    expect(rest.Uploads?.map(({ UploadId }) => UploadId)).toEqual([ids[2], ids[3]]);
  });

  test("after a key marker alone begins with the next key", async () => {
    const { s3, ids } = await storeWith("a", "b");
    const { Uploads } = await s3.listMultipartUploads({ Bucket, KeyMarker: "a" });
    expect(Uploads?.map(({ UploadId }) => UploadId)).toEqual([ids[1]]);
  });

  test("rolls keys up to common prefixes", async () => {
    const { s3 } = await storeWith("dir/1", "dir/2", "x/1", "z");
    const output = await s3.listMultipartUploads({ Bucket, Delimiter: "/", MaxUploads: 2 });
    expect(output).toMatchObject({
      Delimiter: "/",
      CommonPrefixes: [{ Prefix: "dir/" }, { Prefix: "x/" }],
      IsTruncated: true,
      NextKeyMarker: "x/",
      NextUploadIdMarker: "",
    });
    const rest = await s3.listMultipartUploads({ Bucket, Delimiter: "/", KeyMarker: "x/" });
    expect(rest.Uploads?.map(({ Key }) => Key)).toEqual(["z"]);
    const below = await s3.listMultipartUploads({ Bucket, Prefix: "dir/", EncodingType: "url" });
    expect(below).toMatchObject({ Prefix: "dir/", EncodingType: "url" });
    expect(below.Uploads?.map(({ Key }) => Key)).toEqual(["dir/1", "dir/2"]);
  });
});
