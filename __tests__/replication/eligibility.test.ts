import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetBucketTaggingCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  RestoreObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { arn, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const kmsKey = "arn:aws:kms:us-east-1:123456789012:key/source";
const replicaKmsKey = "arn:aws:kms:us-east-1:123456789012:key/replica";
const kms = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: kmsKey } as const;
const tagRule = v2({ Filter: { Tag: { Key: "k", Value: "yes" } } });

describe("a version is replicated when it is made by", () => {
  test("PutObject", async () => {
    const { mock, put, status } = await scene();
    await put("a");
    expect(await status("source", "a")).toBe("PENDING");
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await status("destination", "a")).toBe("REPLICA");
  });

  test("CopyObject", async () => {
    const { client, configure, mock, put, status } = await scene({ rules: [] });
    await put("a");
    await configure([v2()]);
    await client.send(
      new CopyObjectCommand({ Bucket: "source", Key: "b", CopySource: "source/a" }),
    );
    expect(await status("source", "b")).toBe("PENDING");
    mock.settle();
    expect(await status("destination", "b")).toBe("REPLICA");
  });

  test("CompleteMultipartUpload, and not before", async () => {
    const { client, mock, status, head } = await scene();
    const target = { Bucket: "source", Key: "a" };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    const { ETag } = await client.send(
      new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: "part" }),
    );
    mock.settle();
    expect(await status("destination", "a")).toBe("missing");
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }));
    expect(await status("source", "a")).toBe("PENDING");
    mock.settle();
    expect((await head("destination", "a"))?.ETag).toMatch(/-1"$/);
  });

  test("CopyObject of a replica in the destination, where the destination has a rule", async () => {
    const { client, configure, mock, replicate, status } = await scene();
    await configure([v2To({ Bucket: arn("elsewhere") })], "destination");
    await replicate("a");
    await client.send(
      new CopyObjectCommand({ Bucket: "destination", Key: "b", CopySource: "destination/a" }),
    );
    mock.settle();
    expect(await status("destination", "b")).toBe("COMPLETED");
    expect(await status("elsewhere", "b")).toBe("REPLICA");
  });
});

describe("a version is not replicated, and has no replication status,", () => {
  test("when the rule is Disabled", async () => {
    const { put, status } = await scene({ rules: [v2({ Status: "Disabled" })] });
    await put("a");
    expect(await status("source", "a")).toBe("none");
  });

  test("when no rule's prefix matches", async () => {
    const { put, status } = await scene({ rules: [v2({ Filter: { Prefix: "b" } })] });
    await put("a");
    expect(await status("source", "a")).toBe("none");
  });

  test("when there is no configuration", async () => {
    const { put, status } = await scene({ rules: [] });
    await put("a");
    expect(await status("source", "a")).toBe("none");
  });

  test("when it was there before the configuration", async () => {
    const { configure, mock, put, status } = await scene({ rules: [] });
    await put("a");
    await configure([v2()]);
    mock.settle();
    expect(await status("source", "a")).toBe("none");
    expect(await status("destination", "a")).toBe("missing");
  });

  test("when its tags come to match a filter only later", async () => {
    const { mock, put, status, tag } = await scene({ rules: [tagRule] });
    await put("a");
    await tag("source", "a", "yes");
    mock.settle();
    expect(await status("source", "a")).toBe("none");
    expect(await status("destination", "a")).toBe("missing");
  });

  test("when it is a replica", async () => {
    const { configure, replicate, status } = await scene();
    await configure([v2To({ Bucket: arn("elsewhere") })], "destination");
    await replicate("a");
    expect(await status("destination", "a")).toBe("REPLICA");
    expect(await status("elsewhere", "a")).toBe("missing");
  });

  test("when it is encrypted under a KMS key and the rule does not select such objects", async () => {
    const { put, status } = await scene();
    await put("a", kms);
    expect(await status("source", "a")).toBe("none");
  });

  test.each(["GLACIER", "DEEP_ARCHIVE"] as const)("when its class is %s", async (StorageClass) => {
    const { mock, put, status } = await scene();
    await put("a", { StorageClass });
    mock.settle();
    expect(await status("source", "a")).toBe("none");
    expect(await status("destination", "a")).toBe("missing");
  });

  test("when its class was GLACIER, also after it was restored; a STANDARD copy is new", async () => {
    const { client, mock, put, status } = await scene();
    await put("a", { StorageClass: "GLACIER" });
    await client.send(
      new RestoreObjectCommand({ Bucket: "source", Key: "a", RestoreRequest: { Days: 1 } }),
    );
    mock.advance(12 * 3_600_000);
    expect(await status("source", "a")).toBe("none");
    await client.send(
      new CopyObjectCommand({
        Bucket: "source",
        Key: "a",
        CopySource: "source/a",
        StorageClass: "STANDARD",
      }),
    );
    mock.settle();
    expect(await status("destination", "a")).toBe("REPLICA");
  });

  test("when it is the null version that was there before versioning", async () => {
    const { client, configure, mock, put, status } = await scene({
      rules: [],
      buckets: { source: {} },
    });
    expect(await put("a")).toBe("null");
    await client.send(
      new PutBucketVersioningCommand({
        Bucket: "source",
        VersioningConfiguration: { Status: "Enabled" },
      }),
    );
    await configure([v2()]);
    mock.settle();
    expect(await status("source", "a")).toBe("none");
  });
});

describe("a version is replicated", () => {
  const shapes: Record<string, [key: string, body: Uint8Array]> = {
    "when it is empty": ["a", new Uint8Array(0)],
    "when it is the marker of a directory": ["a/", new Uint8Array(0)],
  };

  test.each(Object.entries(shapes))("%s", async (_case, [key, Body]) => {
    const { mock, put, status } = await scene();
    await put(key, { Body });
    mock.settle();
    expect(await status("destination", key)).toBe("REPLICA");
  });

  test("when its tags match a filter as it is made", async () => {
    const { replicate, status } = await scene({ rules: [tagRule] });
    await replicate("a", { Tagging: "other=1&k=yes" });
    expect(await status("destination", "a")).toBe("REPLICA");
  });

  test.each(["GLACIER_IR", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING"] as const)(
    "when its class is %s",
    async (StorageClass) => {
      const { replicate, head } = await scene();
      await replicate("a", { StorageClass });
      expect((await head("destination", "a"))?.StorageClass).toBe(StorageClass);
    },
  );

  test.each(["aws:kms", "aws:kms:dsse"] as const)(
    "when it is encrypted with %s and the rule selects such objects",
    async (ServerSideEncryption) => {
      const rule = v2To(
        { EncryptionConfiguration: { ReplicaKmsKeyID: replicaKmsKey } },
        { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } } },
      );
      const { replicate, status } = await scene({ rules: [rule] });
      await replicate("a", { ...kms, ServerSideEncryption });
      expect(await status("source", "a")).toBe("COMPLETED");
    },
  );
});

test("what is set on the source bucket itself is never replicated", async () => {
  const { client, mock, replicate } = await scene();
  await replicate("a");
  await client.send(
    new PutBucketTaggingCommand({
      Bucket: "source",
      Tagging: { TagSet: [{ Key: "k", Value: "v" }] },
    }),
  );
  mock.settle();
  const asked = client.send(new GetBucketTaggingCommand({ Bucket: "destination" }));
  expect((await errorOf(asked)).name).toBe("NoSuchTagSet");
});
