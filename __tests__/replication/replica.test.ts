import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  RestoreObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { arn, v2To } from "../support/replicationConfigurations.js";
import { scene, sceneStart } from "../support/replicationScene.js";

const everything = {
  Body: "data",
  CacheControl: "no-store",
  ContentDisposition: "inline",
  ContentEncoding: "identity",
  ContentLanguage: "de",
  ContentType: "text/plain",
  Expires: new Date(sceneStart + 1_000),
  Metadata: { colour: "red" },
  Tagging: "k=v&l=w",
  WebsiteRedirectLocation: "/b",
};

test("a replica is its source: id, time, ETag, checksum, metadata, tags and content", async () => {
  const { client, mock, put, tags, text } = await scene();
  await put("a", everything);
  mock.advance(3_600_000);
  const [source, replica] = await Promise.all(
    ["source", "destination"].map(async (Bucket) => {
      const { $metadata, ReplicationStatus, ...rest } = await client.send(
        new HeadObjectCommand({ Bucket, Key: "a", ChecksumMode: "ENABLED" }),
      );
      return { ReplicationStatus, rest };
    }),
  );
  expect(replica?.rest).toEqual(source?.rest);
  expect(replica?.rest).toMatchObject({
    LastModified: new Date(sceneStart),
    TagCount: 2,
    ChecksumCRC32: expect.any(String),
  });
  expect(await tags("destination", "a")).toEqual({ k: "v", l: "w" });
  expect(await text("destination", "a")).toBe("data");
});

test("a replica of a multipart object keeps its ETag with -N and its checksum", async () => {
  const { client, mock, head } = await scene();
  const target = { Bucket: "source", Key: "a" };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const { ETag } = await client.send(
    new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: "part" }),
  );
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  const done = await client.send(
    new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }),
  );
  mock.settle();
  expect((await head("destination", "a"))?.ETag).toBe(done.ETag);
});

describe("the storage class of a replica", () => {
  test("is the source's, where the rule names none", async () => {
    const { replicate, head } = await scene();
    await replicate("a", { StorageClass: "STANDARD_IA" });
    await replicate("b");
    expect((await head("destination", "a"))?.StorageClass).toBe("STANDARD_IA");
    expect((await head("destination", "b"))?.StorageClass).toBeUndefined();
  });

  test("is the rule's, where it names one", async () => {
    const { replicate, head } = await scene({ rules: [v2To({ StorageClass: "GLACIER" })] });
    await replicate("a");
    expect((await head("destination", "a"))?.StorageClass).toBe("GLACIER");
  });

  test("is restored for itself: what was restored in one bucket is not in the other", async () => {
    const { client, mock, replicate, head } = await scene({
      rules: [v2To({ StorageClass: "GLACIER" })],
    });
    await replicate("a");
    await client.send(
      new RestoreObjectCommand({ Bucket: "destination", Key: "a", RestoreRequest: { Days: 1 } }),
    );
    mock.settle();
    expect((await head("destination", "a"))?.Restore).toMatch("ongoing-request");
    expect((await head("source", "a"))?.Restore).toBeUndefined();
  });
});

describe("a replica's place among the versions of its key", () => {
  const ids = async ({ client }: Awaited<ReturnType<typeof scene>>) => {
    const { Versions = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: "destination" }),
    );
    return Versions.map(({ VersionId }) => VersionId);
  };

  test("is that of its source's time: a later write in the destination stays current", async () => {
    const stage = await scene();
    const replica = await stage.put("a");
    stage.mock.advance(500);
    const direct = await stage.put("a", { Bucket: "destination" });
    stage.mock.settle();
    expect(await ids(stage)).toEqual([direct, replica]);
    expect(await stage.status("destination", "a")).toBe("none");
  });

  test("is on top of what was written in the destination before", async () => {
    const stage = await scene();
    const direct = await stage.put("a", { Bucket: "destination" });
    stage.mock.advance(500);
    const replica = await stage.replicate("a");
    expect(await ids(stage)).toEqual([replica, direct]);
  });

  test("does not depend on the order in which replicas arrive", async () => {
    const stage = await scene({ delay: ({ sizeBytes }) => sizeBytes });
    const slow = await stage.put("a", { Body: "x".repeat(100) });
    const fast = await stage.put("a", { Body: "x" });
    stage.mock.advance(1);
    expect(await ids(stage)).toEqual([fast]);
    stage.mock.settle();
    expect(await ids(stage)).toEqual([fast, slow]);
  });
});

test("a replica lives on when its source version is deleted, and can be copied back", async () => {
  const { client, replicate, text } = await scene();
  const VersionId = await replicate("a");
  await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
  await client.send(
    new CopyObjectCommand({ Bucket: "source", Key: "a", CopySource: "destination/a" }),
  );
  expect(await text("source", "a")).toBe("data");
});

test("replicas in several destinations are each their own", async () => {
  const { replicate, tag, tags } = await scene({
    rules: [v2To({}, { ID: "1" }), v2To({ Bucket: arn("elsewhere") }, { ID: "2", Priority: 2 })],
  });
  await replicate("a");
  await tag("destination", "a", "here");
  expect(await tags("elsewhere", "a")).toEqual({});
  expect(await tags("source", "a")).toEqual({});
});
