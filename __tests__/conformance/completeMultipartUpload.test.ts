import { textOf } from "../support/client.js";
import { complete, partBytes, uploadOf } from "../support/multipart.js";
import { bare, objectStore } from "../support/objectStore.js";

const first = Buffer.alloc(partBytes, "a");

describe("CompleteMultipartUpload", () => {
  test.each([
    { bucket: "plain", version: {} },
    { bucket: "versioned", version: { VersionId: expect.stringMatching(/^.{32}$/) } },
    { bucket: "suspended", version: {} },
  ])(
    "in the bucket $bucket answers with location, ETag and checksum",
    async ({ bucket, version }) => {
      const { s3 } = objectStore();
      const upload = await uploadOf(s3, [first, "tail"], { Bucket: bucket, Key: "dir/k" });
      expect(bare(await complete(s3, upload))).toEqual({
        Location: `https://${bucket}.s3.us-east-1.amazonaws.com/dir%2Fk`,
        Bucket: bucket,
        Key: "dir/k",
        ETag: '"30dcfd3901d1c613b7fb532281748544-2"',
        ChecksumCRC64NVME: expect.stringMatching(/^.{11}=$/),
        ChecksumType: "FULL_OBJECT",
        ServerSideEncryption: "AES256",
        ...version,
      });
      const { Body, ContentLength } = await s3.getObject(upload.key);
      expect(ContentLength).toBe(partBytes + 4);
      expect((await Body?.transformToString())?.endsWith("atail")).toBe(true);
    },
  );

  test("makes an object as old as the upload", async () => {
    const { s3, mock } = objectStore();
    const upload = await uploadOf(s3, ["x"]);
    mock.advance(3_600_000);
    await complete(s3, upload);
    const { LastModified } = await s3.headObject(upload.key);
    expect(LastModified).toEqual(new Date("2026-01-01T12:00:00Z"));
  });

  test("takes ETags without quotes, and leaves out parts that it does not name", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["one", "two", "three"]);
    const Parts = [{ PartNumber: 2, ETag: upload.parts[1]?.ETag?.replaceAll('"', "") }];
    await complete(s3, upload, { Parts });
    expect(await textOf(await s3.getObject(upload.key))).toBe("two");
  });

  test("is the last to change the object of its key, whenever the upload began", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["upload"], { Bucket: "versioned" });
    await s3.putObject({ ...upload.key, Body: "put" });
    const { VersionId } = await complete(s3, upload);
    expect((await s3.headObject(upload.key)).VersionId).toBe(VersionId);
  });

  test("decides on replication: tags and rules count as they are then", async () => {
    const { s3, mock } = objectStore();
    await s3.createBucket({ Bucket: "replica-bucket" });
    const enabled = { VersioningConfiguration: { Status: "Enabled" } } as const;
    await s3.putBucketVersioning({ Bucket: "replica-bucket", ...enabled });
    const upload = await uploadOf(s3, ["x"], { Bucket: "versioned", Tagging: "a=1" });
    await s3.putBucketReplication({
      Bucket: "versioned",
      ReplicationConfiguration: {
        Role: "arn:aws:iam::123456789012:role/replication",
        Rules: [
          {
            Status: "Enabled",
            Priority: 1,
            Filter: { Tag: { Key: "a", Value: "1" } },
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: { Bucket: "arn:aws:s3:::replica-bucket" },
          },
        ],
      },
    });
    const { ETag, VersionId } = await complete(s3, upload);
    expect((await s3.headObject(upload.key)).ReplicationStatus).toBe("PENDING");
    mock.settle();
    const replica = await s3.headObject({ Bucket: "replica-bucket", Key: "k" });
    expect(replica).toMatchObject({ ETag, VersionId, ReplicationStatus: "REPLICA" });
  });
});

describe("the checksum of an upload that was created for", () => {
  test.each(["CRC32", "CRC32C", "SHA1", "SHA256"] as const)(
    "%s is that of its parts' checksums and their number",
    async (ChecksumAlgorithm) => {
      const { s3 } = objectStore();
      const upload = await uploadOf(s3, [first, "tail"], { ChecksumAlgorithm });
      const output = await complete(s3, upload);
      expect(output[`Checksum${ChecksumAlgorithm}`]).toMatch(/=?-2$/);
      expect(output.ChecksumType).toBe("COMPOSITE");
      const head = await s3.headObject({ ...upload.key, ChecksumMode: "ENABLED" });
      expect(head[`Checksum${ChecksumAlgorithm}`]).toBe(output[`Checksum${ChecksumAlgorithm}`]);
    },
  );

  test.each(["CRC32", "CRC32C", "CRC64NVME"] as const)(
    "a full object's %s is that of all bytes",
    async (ChecksumAlgorithm) => {
      const { s3 } = objectStore();
      const input = { ChecksumAlgorithm, ChecksumType: "FULL_OBJECT" } as const;
      const output = await complete(s3, await uploadOf(s3, [first, "tail"], input));
      const whole = Buffer.concat([first, Buffer.from("tail")]);
      const put = await s3.putObject({ Bucket: "plain", Key: "w", Body: whole, ChecksumAlgorithm });
      const name = `Checksum${ChecksumAlgorithm}` as const;
      expect(output).toMatchObject({ [name]: put[name], ChecksumType: "FULL_OBJECT" });
    },
  );

  test("no algorithm is CRC64NVME, and parts may have any or none", async () => {
    const { s3 } = objectStore();
    const upload = await uploadOf(s3, ["123456789"]);
    const { parts } = upload;
    const Parts = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    const output = await complete(s3, upload, { Parts });
    expect(output).toMatchObject({
      ChecksumCRC64NVME: "rosUhgp5mIg=",
      ChecksumType: "FULL_OBJECT",
    });
  });
});
