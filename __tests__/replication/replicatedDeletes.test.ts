import { DeleteObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { v1, v2 } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const withMarkers = v2({ DeleteMarkerReplication: { Status: "Enabled" } });

test.each([
  ["a V2 rule that replicates delete markers", withMarkers],
  ["a V1 rule", v1()],
])("%s creates the delete marker with the same version id", async (_rule, rule) => {
  const { client, mark, mock, replicate, status } = await scene({ rules: [rule] });
  await replicate("a");
  const versionId = await mark("a");
  expect(await status("destination", "a")).toBe("REPLICA");
  mock.settle();
  const { DeleteMarkers } = await client.send(
    new ListObjectVersionsCommand({ Bucket: "destination" }),
  );
  expect(DeleteMarkers).toMatchObject([{ Key: "a", VersionId: versionId, IsLatest: true }]);
});

test("a rule that does not replicate delete markers leaves the replica current", async () => {
  const { mark, mock, replicate, status } = await scene();
  await replicate("a");
  await mark("a");
  mock.settle();
  expect(await status("destination", "a")).toBe("REPLICA");
});

test("the deletion of a version by its id is not replicated", async () => {
  const { client, mock, replicate, status } = await scene({ rules: [withMarkers] });
  const VersionId = await replicate("a");
  await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
  mock.settle();
  expect(await status("source", "a")).toBe("missing");
  expect(await status("destination", "a", VersionId)).toBe("REPLICA");
});

test("the deletion of a delete marker by its id is not replicated", async () => {
  const { client, mark, mock, replicate, status } = await scene({ rules: [withMarkers] });
  await replicate("a");
  const VersionId = await mark("a");
  mock.settle();
  await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
  mock.settle();
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await status("destination", "a")).toBe("missing");
});

test("a delete marker of a key that never existed is replicated too", async () => {
  const { client, mark, mock } = await scene({ rules: [withMarkers] });
  const versionId = await mark("never");
  mock.settle();
  const { DeleteMarkers } = await client.send(
    new ListObjectVersionsCommand({ Bucket: "destination" }),
  );
  expect(DeleteMarkers).toMatchObject([{ VersionId: versionId }]);
});

test("a replicated delete marker is not replicated further", async () => {
  const { client, configure, mark, mock } = await scene({ rules: [withMarkers] });
  await configure(
    [v2({ ...withMarkers, Destination: { Bucket: "arn:aws:s3:::elsewhere" } })],
    "destination",
  );
  await mark("a");
  mock.settle();
  const { DeleteMarkers } = await client.send(
    new ListObjectVersionsCommand({ Bucket: "elsewhere" }),
  );
  expect(DeleteMarkers).toBeUndefined();
});

test("versions and delete markers in quick succession all arrive, in their order", async () => {
  const { client, mark, mock, put } = await scene({
    rules: [withMarkers],
    delay: ({ versionId }) => 1 + (versionId.charCodeAt(0) % 7),
  });
  for (let i = 0; i < 3; i++) {
    await put("a");
    await mark("a");
  }
  mock.settle();
  const [source, destination] = await Promise.all(
    ["source", "destination"].map(async (Bucket) => {
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket }),
      );
      return [...Versions, ...DeleteMarkers].map(({ VersionId, IsLatest }) => [
        VersionId,
        IsLatest,
      ]);
    }),
  );
  expect(destination).toEqual(source);
  expect(source).toHaveLength(6);
});
