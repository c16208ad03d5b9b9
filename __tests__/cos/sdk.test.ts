import { backup, cosServed, destination, role, source } from "../support/cos.js";

const Key = "TaxDocs/2026.pdf";
const configuration = {
  Role: role,
  Rules: [
    {
      ID: "tax",
      Status: "Enabled" as const,
      Prefix: "TaxDocs",
      Destination: { Bucket: destination, StorageClass: "ARCHIVE" as const },
    },
  ],
};

describe("Tencent's own client", () => {
  test("replicates an object and sees its statuses", async () => {
    await cosServed(async ({ mock, cos }) => {
      const put = await cos.putBucketReplication({
        ...source,
        ReplicationConfiguration: configuration,
      });
      expect(put).toMatchObject({
        statusCode: 200,
        headers: { server: "tencent-cos", "x-cos-bucket-region": "ap-guangzhou" },
      });
      const made = await cos.putObject({ ...source, Key, Body: "123456789" });
      const headers = async (bucket: typeof source | typeof backup) =>
        (await cos.headObject({ ...bucket, Key })).headers;
      expect(await headers(source)).toMatchObject({
        "x-cos-replication-status": "Pending",
        "x-cos-version-id": made.VersionId,
        "x-cos-hash-crc64ecma": "11051210869376104954",
      });
      mock.settle();
      expect(await headers(source)).toMatchObject({ "x-cos-replication-status": "Completed" });
      expect(await headers(backup)).toMatchObject({
        "x-cos-replication-status": "Replica",
        "x-cos-version-id": made.VersionId,
        "x-cos-storage-class": "ARCHIVE",
        "x-cos-hash-crc64ecma": "11051210869376104954",
      });
    });
  });

  test("gets its configuration back, with the time when it was put", async () => {
    await cosServed(async ({ mock, cos }) => {
      await cos.putBucketReplication({ ...source, ReplicationConfiguration: configuration });
      mock.advance(60_000);
      const got = await cos.getBucketReplication(source);
      expect(got.ReplicationConfiguration).toEqual(configuration);
      expect(got.headers).toMatchObject({
        "x-cos-replication-rule-creation-time": "Fri, 20 Nov 2026 12:00:00 GMT",
      });
    });
  });

  test("removes its configuration; replicas stay", async () => {
    await cosServed(async ({ mock, cos }) => {
      await cos.putBucketReplication({ ...source, ReplicationConfiguration: configuration });
      await cos.putObject({ ...source, Key, Body: "42" });
      mock.settle();
      const removed = await cos.deleteBucketReplication(source);
      expect(removed).toMatchObject({ statusCode: 204, headers: { "content-length": "0" } });
      await expect(cos.getBucketReplication(source)).rejects.toMatchObject({
        statusCode: 404,
        code: "ReplicationConfigurationNotFoundError",
      });
      expect((await cos.headObject({ ...backup, Key })).statusCode).toBe(200);
      await cos.putObject({ ...source, Key: "TaxDocs/later.pdf", Body: "42" });
      const later = await cos.headObject({ ...source, Key: "TaxDocs/later.pdf" });
      expect(later.headers).not.toHaveProperty("x-cos-replication-status");
    });
  });

  test("gets an object with its metadata", async () => {
    await cosServed(async ({ cos }) => {
      await cos.putObject({
        ...source,
        Key: "a/ü +&.txt",
        Body: "42",
        StorageClass: "STANDARD_IA",
        Headers: { "x-cos-meta-owner": "ada" },
      });
      const got = await cos.getObject({ ...source, Key: "a/ü +&.txt" });
      expect(got.Body.toString()).toBe("42");
      expect(got.headers).toMatchObject({
        "x-cos-meta-owner": "ada",
        "x-cos-storage-class": "STANDARD_IA",
      });
      expect(Object.keys(got.headers ?? {}).filter((name) => /amz/.test(name))).toEqual([]);
    });
  });

  test("replicates its delete markers unless a rule says otherwise", async () => {
    await cosServed(async ({ mock, cos }) => {
      const [rule] = configuration.Rules;
      const Disabled = { DeleteMarkerReplication: { Status: "Disabled" } };
      const Rules = [
        { ...rule, ID: "default", Prefix: "copied/" },
        { ...rule, ID: "disabled", Prefix: "kept/", ...Disabled },
      ];
      const ReplicationConfiguration = { Role: role, Rules } as typeof configuration;
      await cos.putBucketReplication({ ...source, ReplicationConfiguration });
      for (const key of ["copied/a", "kept/a"]) {
        await cos.putObject({ ...source, Key: key, Body: "42" });
        await cos.deleteObject({ ...source, Key: key });
      }
      mock.settle();
      const gone = cos.headObject({ ...backup, Key: "copied/a" });
      await expect(gone).rejects.toMatchObject({ statusCode: 404 });
      expect((await cos.headObject({ ...backup, Key: "kept/a" })).statusCode).toBe(200);
    });
  });

  test("replicates an object of several parts", async () => {
    await cosServed(async ({ mock, cos }) => {
      await cos.putBucketReplication({ ...source, ReplicationConfiguration: configuration });
      const { UploadId } = await cos.multipartInit({ ...source, Key });
      const Parts: { PartNumber: number; ETag: string }[] = [];
      const bodies = [Buffer.alloc(5 * 1024 * 1024, "a"), Buffer.from("end")];
      for (const [index, Body] of bodies.entries()) {
        const PartNumber = index + 1;
        const part = { ...source, Key, UploadId, PartNumber, Body };
        const { ETag } = await cos.multipartUpload(part);
        Parts.push({ PartNumber, ETag });
      }
      await cos.multipartComplete({ ...source, Key, UploadId, Parts });
      mock.settle();
      const [made, replica] = await Promise.all(
        [source, backup].map((bucket) => cos.headObject({ ...bucket, Key })),
      );
      const sum = made?.headers?.["x-cos-hash-crc64ecma"];
      expect(sum).toMatch(/^\d+$/);
      expect(replica).toMatchObject({
        ETag: made?.ETag,
        headers: { "content-length": String(5 * 1024 * 1024 + 3), "x-cos-hash-crc64ecma": sum },
      });
    });
  });

  test("lists and deletes versions, which is not replicated", async () => {
    await cosServed(async ({ mock, cos }) => {
      await cos.putBucketReplication({ ...source, ReplicationConfiguration: configuration });
      await cos.putObject({ ...source, Key, Body: "42" });
      mock.settle();
      const [version] = (await cos.listObjectVersions(source)).Versions;
      expect(version).toMatchObject({ Key, IsLatest: "true", StorageClass: "STANDARD" });
      // The client's types have forgotten the id that it sends.
      const named = { ...source, Key, VersionId: version?.VersionId };
      await cos.deleteObject(named);
      mock.settle();
      expect((await cos.listObjectVersions(source)).Versions).toEqual([]);
      expect((await cos.listObjectVersions(backup)).Versions).toMatchObject([{ Key }]);
    });
  });

  test("copies an object by the host of its source", async () => {
    await cosServed(async ({ cos }) => {
      await cos.putObject({ ...source, Key: "from", Body: "42" });
      const CopySource = "source-1250000000.cos.ap-guangzhou.myqcloud.com/from";
      await cos.putObjectCopy({ ...backup, Key: "to", CopySource });
      expect((await cos.getObject({ ...backup, Key: "to" })).Body.toString()).toBe("42");
    });
  });

  test("makes buckets in the Region of their host, and lists them", async () => {
    await cosServed(async ({ cos }) => {
      await cos.putBucket({ Bucket: "new-1250000000", Region: "ap-shanghai" });
      const head = await cos.headBucket({ Bucket: "new-1250000000", Region: "ap-shanghai" });
      expect(head.statusCode).toBe(200);
      const { Buckets } = await cos.getService();
      expect(Buckets.map(({ Name }) => Name)).toContain("new-1250000000");
      const elsewhere = cos.headBucket({ Bucket: "new-1250000000", Region: "ap-beijing" });
      await expect(elsewhere).rejects.toMatchObject({ statusCode: 404 });
    });
  });
});
