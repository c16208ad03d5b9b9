import { Upload } from "@aws-sdk/lib-storage";
import { errorOf } from "../support/client.js";
import { complete, uploadOf } from "../support/multipart.js";
import { objectStore } from "../support/objectStore.js";

// field-reports A4 (A)
describe("CompleteMultipartUpload that comes again with the same parts", () => {
  test.each(["plain", "versioned", "suspended"])(
    "answers as it did, and makes no second version in the bucket %s",
    async (Bucket) => {
      const { s3 } = objectStore();
      const upload = await uploadOf(s3, ["x"], { Bucket });
      const { $metadata: _, ...first } = await complete(s3, upload);
      const { $metadata: __, ...second } = await complete(s3, upload);
      expect(second).toEqual(first);
      expect((await s3.listObjectVersions({ Bucket })).Versions).toHaveLength(1);
    },
  );

  test("is no conflict, though the object is there that it must not find", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    const { ETag } = await complete(s3, upload, { IfNoneMatch: "*" });
    expect(await complete(s3, upload, { IfNoneMatch: "*" })).toMatchObject({ ETag });
  });

  test("is answered after a snapshot was restored", async () => {
    const { s3, mock } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    const { ETag } = await complete(s3, upload);
    const snapshot = mock.snapshot();
    mock.reset();
    mock.restore(snapshot);
    expect(await complete(s3, upload)).toMatchObject({ ETag });
  });

  // That the version has to be there is `assumed`.
  test("is NoSuchUpload when its version has been deleted", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["x"], { Bucket: "versioned" });
    const { VersionId } = await complete(s3, upload);
    await s3.deleteObject({ ...upload.key, VersionId });
    expect(await errorOf(complete(s3, upload))).toMatchObject({ name: "NoSuchUpload" });
  });

  test("lets lib-storage's Upload succeed where the first answer is lost", async () => {
    const { s3, mock } = objectStore();
    mock.faults.disconnect({ when: "after", operation: "CompleteMultipartUpload", times: 1 });
    const params = { Bucket: "versioned", Key: "k", Body: Buffer.alloc(6 * 1024 ** 2) };
    const output = await new Upload({ client: s3, params }).done();
    const { Versions } = await s3.listObjectVersions({ Bucket: "versioned" });
    expect(Versions).toMatchObject([{ ETag: output.ETag, VersionId: output.VersionId }]);
  });
});
