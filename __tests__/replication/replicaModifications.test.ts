import {
  DeleteObjectCommand,
  PutObjectLegalHoldCommand,
  type ReplicationRule,
} from "@aws-sdk/client-s3";
import { arn, v2To } from "../support/replicationConfigurations.js";
import { type Scene, scene } from "../support/replicationScene.js";

function to(bucket: string, synchronizes: boolean): ReplicationRule {
  return v2To(
    { Bucket: arn(bucket) },
    {
      SourceSelectionCriteria: {
        ReplicaModifications: { Status: synchronizes ? "Enabled" : "Disabled" },
      },
    },
  );
}

/** Two buckets that replicate to each other; a flag of each says whether it sends changes of replicas. */
async function twoWay(
  { there = true, back = true } = {},
  options: Parameters<typeof scene>[0] = {},
): Promise<Scene> {
  const stage = await scene({ ...options, rules: [to("destination", there)] });
  await stage.configure([to("source", back)], "destination");
  return stage;
}

test("tags written on a replica go to the source version, and the replica is PENDING meanwhile", async () => {
  const { mock, replicate, tag, tags, status } = await twoWay();
  await replicate("a");
  await tag("destination", "a", "new");
  expect(await status("destination", "a")).toBe("PENDING");
  expect(await status("source", "a")).toBe("COMPLETED");
  mock.settle();
  expect(await tags("source", "a")).toEqual({ k: "new" });
  expect(await status("destination", "a")).toBe("REPLICA");
});

test("nothing is sent back for a change that replication made", async () => {
  const { mock, replicate, tag, status } = await twoWay();
  await replicate("a");
  await tag("destination", "a", "new");
  mock.advance(1_000);
  expect(await status("source", "a")).toBe("COMPLETED");
  await tag("source", "a", "newer");
  mock.advance(1_000);
  expect(await status("destination", "a")).toBe("REPLICA");
});

test("a legal hold set on a replica goes to the source version", async () => {
  const { client, mock, replicate, head } = await twoWay(
    {},
    { buckets: { source: { objectLock: true }, destination: { objectLock: true } } },
  );
  await replicate("a");
  await client.send(
    new PutObjectLegalHoldCommand({
      Bucket: "destination",
      Key: "a",
      LegalHold: { Status: "ON" },
    }),
  );
  mock.settle();
  expect((await head("source", "a"))?.ObjectLockLegalHoldStatus).toBe("ON");
});

test("a replica whose change cannot be sent is FAILED, until the next one can", async () => {
  const { mock, replicate, tag, tags, status } = await twoWay();
  await replicate("a");
  const denied = mock.faults.deny({ action: "s3:ReplicateTags", bucket: "destination" });
  await tag("destination", "a", "lost");
  mock.settle();
  expect(await status("destination", "a")).toBe("FAILED");
  expect(await tags("source", "a")).toEqual({});
  denied.end();
  await tag("destination", "a", "new");
  mock.settle();
  expect(await status("destination", "a")).toBe("REPLICA");
  expect(await tags("source", "a")).toEqual({ k: "new" });
});

test.each([
  ["the way there", { there: false }],
  ["the way back", { back: false }],
])(
  "changes of a replica stay local where the rule of %s does not send them",
  async (_way, ways) => {
    const { mock, replicate, tag, tags, status } = await twoWay(ways);
    await replicate("a");
    await tag("destination", "a", "local");
    expect(await status("destination", "a")).toBe("REPLICA");
    mock.settle();
    expect(await tags("source", "a")).toEqual({});
  },
);

test("a change of a replica whose source version is gone stays local", async () => {
  const { client, replicate, tag, status } = await twoWay();
  const VersionId = await replicate("a");
  await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
  await tag("destination", "a", "local");
  expect(await status("destination", "a")).toBe("REPLICA");
});

test("a version written in either bucket replicates to the other, once", async () => {
  const { mock, put, status } = await twoWay();
  await put("a");
  await put("b", { Bucket: "destination" });
  mock.settle();
  expect(await status("destination", "a")).toBe("REPLICA");
  expect(await status("source", "b")).toBe("REPLICA");
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await status("destination", "b")).toBe("COMPLETED");
});

test("only metadata is sent: data written on a replica's key is a version of its own", async () => {
  const { mock, put, replicate, text } = await twoWay();
  const first = await replicate("a");
  await put("a", { Bucket: "destination", Body: "newer" });
  mock.settle();
  expect(await text("source", "a")).toBe("newer");
  expect(await text("source", "a", first)).toBe("data");
});
