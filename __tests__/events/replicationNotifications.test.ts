import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { eventNames, notifyQueue, received, recordsOf } from "../support/notifications.js";
import { metrics, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const withMetrics = v2To(metrics("Enabled"));
const named = { Bucket: "source", Key: "k" };

describe("S3 tells of replication", () => {
  test.each([
    ["DELETE_MARKER", "s3:ReplicateDelete", "DstDelObjNotPermitted"],
    ["TAGGING_PUT", "s3:ReplicateTags", "DstPutTaggingNotPermitted"],
  ] as const)("with the s3Operation %s where that failed", async (operation, action, reason) => {
    const rule = { ...withMetrics, DeleteMarkerReplication: { Status: "Enabled" as const } };
    const { mock, client, replicate, mark, tag } = await scene({ rules: [rule] });
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    await replicate("k");
    mock.faults.deny({ action });
    const notifications = received(mock);
    await (operation === "DELETE_MARKER" ? mark("k") : tag("source", "k", "2"));
    mock.settle();
    expect(recordsOf(notifications)).toMatchObject([
      { replicationEventData: { s3Operation: operation, failureReason: reason } },
    ]);
  });

  test("only for rules with metrics", async () => {
    const { mock, client, replicate } = await scene();
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    mock.faults.deny({ action: "s3:ReplicateObject" });
    const notifications = received(mock);
    await replicate("k");
    expect(eventNames(notifications)).toEqual([]);
  });

  test("when an operation is no longer tracked", async () => {
    const { mock, client, put } = await scene({ rules: [withMetrics] });
    await notifyQueue(client, "source", ["s3:Replication:OperationNotTracked"]);
    const notifications = received(mock);
    const VersionId = await put("k");
    await client.send(new DeleteObjectCommand({ ...named, VersionId }));
    expect(recordsOf(notifications)).toMatchObject([
      {
        eventName: "Replication:OperationNotTracked",
        s3: { object: { versionId: VersionId, size: 4 } },
      },
    ]);
  });

  test("not when an object arrives without its tags, though it is FAILED", async () => {
    const { mock, client, replicate, status } = await scene({ rules: [withMetrics] });
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    mock.faults.deny({ action: "s3:ReplicateTags" });
    const notifications = received(mock);
    await replicate("k", { Tagging: "a=1" });
    expect(await status("source", "k")).toBe("FAILED");
    expect(eventNames(notifications)).toEqual([]);
  });

  test("nothing when it succeeds in time", async () => {
    const { mock, client, replicate } = await scene({ rules: [withMetrics] });
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    const notifications = received(mock);
    await replicate("k");
    expect(eventNames(notifications)).toEqual([]);
  });
});
