import {
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  PutObjectLegalHoldCommand,
} from "@aws-sdk/client-s3";
import { arn, v2, v2To } from "../support/replicationConfigurations.js";
import { scene, sceneStart } from "../support/replicationScene.js";

const locked = { source: { objectLock: true }, destination: { objectLock: true } };
const tagged = v2({ Filter: { Tag: { Key: "k", Value: "yes" } } });

describe("tags written on a version that was replicated", () => {
  test("are sent to its replica, and the source is PENDING until they are there", async () => {
    const { mock, tag, status, tags, replicate } = await scene();
    await replicate("a");
    await tag("source", "a", "new");
    expect(await status("source", "a")).toBe("PENDING");
    expect(await tags("destination", "a")).toEqual({});
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await tags("destination", "a")).toEqual({ k: "new" });
    expect(await status("destination", "a")).toBe("REPLICA");
  });

  test("change neither LastModified nor the version id of source and replica", async () => {
    const { mock, tag, head, replicate } = await scene();
    const versionId = await replicate("a");
    mock.advance(60_000);
    await tag("source", "a", "new");
    mock.settle();
    for (const bucket of ["source", "destination"]) {
      const found = await head(bucket, "a");
      expect([found?.VersionId, found?.LastModified]).toEqual([versionId, new Date(sceneStart)]);
    }
  });

  test("are taken from the replica when they are deleted on the source", async () => {
    const { mock, client, tags, replicate } = await scene();
    await replicate("a", { Tagging: "k=v" });
    await client.send(new DeleteObjectTaggingCommand({ Bucket: "source", Key: "a" }));
    mock.settle();
    expect(await tags("destination", "a")).toEqual({});
  });

  test("reach every destination the version has arrived at", async () => {
    const { mock, tag, tags, replicate } = await scene({
      rules: [v2({ ID: "1" }), v2To({ Bucket: arn("elsewhere") }, { ID: "2", Priority: 2 })],
    });
    await replicate("a");
    await tag("source", "a", "new");
    mock.settle();
    expect(await tags("destination", "a")).toEqual({ k: "new" });
    expect(await tags("elsewhere", "a")).toEqual({ k: "new" });
  });

  test("reach an older version's replica and leave the newer one's alone", async () => {
    const { mock, tag, tags, replicate } = await scene();
    const first = await replicate("a");
    await replicate("a");
    await tag("source", "a", "new", first);
    mock.settle();
    expect(await tags("destination", "a", first)).toEqual({ k: "new" });
    expect(await tags("destination", "a")).toEqual({});
  });
});

describe("a change is admitted by the version's new state and the configuration of now:", () => {
  test("tags that leave a rule's filter stay behind, and the source stays COMPLETED", async () => {
    const { mock, tag, tags, status, replicate } = await scene({ rules: [tagged] });
    await replicate("a", { Tagging: "k=yes" });
    await tag("source", "a", "no");
    expect(await status("source", "a")).toBe("COMPLETED");
    mock.settle();
    expect(await tags("destination", "a")).toEqual({ k: "yes" });
  });

  test("tags that come back into the filter are sent again", async () => {
    const { client, mock, tag, status, replicate, head } = await scene({ rules: [tagged] });
    await replicate("a", { Tagging: "k=yes" });
    await tag("source", "a", "no");
    await client.send(new DeleteObjectTaggingCommand({ Bucket: "destination", Key: "a" }));
    await tag("source", "a", "yes");
    expect(await status("source", "a")).toBe("PENDING");
    mock.settle();
    expect((await head("destination", "a"))?.TagCount).toBe(1);
  });

  test("without a configuration tags are not sent", async () => {
    const { client, mock, tag, tags, status, replicate } = await scene();
    await replicate("a");
    await client.send(new DeleteBucketReplicationCommand({ Bucket: "source" }));
    await tag("source", "a", "new");
    expect(await status("source", "a")).toBe("COMPLETED");
    mock.settle();
    expect(await tags("destination", "a")).toEqual({});
  });

  test("a destination that the version never went to gets nothing", async () => {
    const { configure, mock, tag, status, replicate } = await scene();
    await replicate("a");
    await configure([v2To({ Bucket: arn("elsewhere") })]);
    await tag("source", "a", "new");
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await status("elsewhere", "a")).toBe("missing");
  });
});

test("tags on a version that was never replicated do not make it replicate", async () => {
  const { configure, mock, put, tag, status } = await scene({ rules: [] });
  await put("a");
  await configure([v2()]);
  await tag("source", "a", "new");
  mock.settle();
  expect(await status("source", "a")).toBe("none");
  expect(await status("destination", "a")).toBe("missing");
});

test("tags written while the object is PENDING travel with it, in no work of their own", async () => {
  const { mock, put, tag, status, tags } = await scene();
  await put("a");
  mock.advance(900);
  await tag("source", "a", "new");
  mock.advance(100);
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await tags("destination", "a")).toEqual({ k: "new" });
});

describe("a change that FAILED", () => {
  test("leaves the replica as it was, also after what stood in the way is gone", async () => {
    const { mock, tag, tags, status, replicate } = await scene();
    await replicate("a", { Tagging: "k=old" });
    const denied = mock.faults.deny({ action: "s3:ReplicateTags" });
    await tag("source", "a", "new");
    mock.settle();
    denied.end();
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
    expect(await tags("destination", "a")).toEqual({ k: "old" });
  });

  test("is left behind by the next write of its kind", async () => {
    const { mock, tag, tags, status, replicate } = await scene();
    await replicate("a");
    const denied = mock.faults.deny({ action: "s3:ReplicateTags" });
    await tag("source", "a", "lost");
    mock.settle();
    denied.end();
    await tag("source", "a", "new");
    expect(await status("source", "a")).toBe("PENDING");
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await tags("destination", "a")).toEqual({ k: "new" });
  });

  test("is not left behind by a write of another kind", async () => {
    const { client, mock, tag, status, replicate } = await scene({ buckets: locked });
    await replicate("a");
    const denied = mock.faults.deny({ action: "s3:ReplicateTags" });
    await tag("source", "a", "lost");
    mock.settle();
    denied.end();
    await client.send(
      new PutObjectLegalHoldCommand({ Bucket: "source", Key: "a", LegalHold: { Status: "ON" } }),
    );
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
  });

  test("is DstVersionNotFound where the replica was deleted by its id", async () => {
    const { client, mock, tag, status, replicate } = await scene();
    const VersionId = await replicate("a");
    await client.send(new DeleteObjectCommand({ Bucket: "destination", Key: "a", VersionId }));
    await tag("source", "a", "new");
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("destination", "a")).toBe("missing");
  });
});

test("tags written on a version that was deleted while they travelled come to nothing", async () => {
  const { client, mock, tag, tags, replicate } = await scene();
  const VersionId = await replicate("a", { Tagging: "k=old" });
  await tag("source", "a", "new");
  await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
  mock.settle();
  expect(await tags("destination", "a")).toEqual({ k: "old" });
});

test("the last of many tags written at once is what the replica has", async () => {
  const { mock, tag, tags, status, replicate } = await scene();
  await replicate("a");
  for (let i = 0; i < 20; i++) {
    await tag("source", "a", String(i));
    mock.advance(100);
  }
  mock.settle();
  expect(await tags("destination", "a")).toEqual({ k: "19" });
  expect(await status("source", "a")).toBe("COMPLETED");
});
