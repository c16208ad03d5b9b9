import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import type { ReplicationEvent, ReplicationMock } from "s3-replication-mock";
import { eventNames, notifyQueue, received, recordsOf } from "../support/notifications.js";
import { metrics, replicationTime, v2To } from "../support/replicationConfigurations.js";
import { scene, sceneStart } from "../support/replicationScene.js";

const minuteMs = 60_000;
const timed = v2To({ ...replicationTime("Enabled"), ...metrics("Enabled", 15) });
const thresholdTime = "2026-01-01T00:15:00.000Z";

function missedBy(mock: ReplicationMock): ReplicationEvent[] {
  const missed: ReplicationEvent[] = [];
  mock.on("missedThreshold", (event) => {
    missed.push(event);
  });
  return missed;
}

describe("Under Replication Time Control", () => {
  test("a version that is pending after 15 minutes has missed its threshold", async () => {
    const { mock, client, put } = await scene({ rules: [timed], delay: 20 * minuteMs });
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    const notifications = received(mock);
    await put("k");
    mock.advance(15 * minuteMs - 1);
    expect(eventNames(notifications)).toEqual([]);
    mock.advance(1);
    expect(recordsOf(notifications)).toMatchObject([
      {
        eventName: "Replication:OperationMissedThreshold",
        eventTime: thresholdTime,
        replicationEventData: { s3Operation: "OBJECT_PUT", replicationRuleId: "rule" },
      },
    ]);
  });

  test("the first request past the threshold finds it, with the time of the threshold", async () => {
    let now = sceneStart;
    const clock = { now: () => now, advance: () => {} };
    const { mock, put, head } = await scene({ rules: [timed], delay: 20 * minuteMs, clock });
    const missed = missedBy(mock);
    await put("k");
    now += 17 * minuteMs;
    await head("source", "k");
    expect(missed).toMatchObject([{ time: new Date(thresholdTime), bucket: "source", key: "k" }]);
  });

  test("a version that is late is replicated after its threshold", async () => {
    const { mock, client, replicate } = await scene({ rules: [timed], delay: 20 * minuteMs });
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    const notifications = received(mock);
    const after = jest.fn();
    mock.on("replicatedAfterThreshold", after);
    await replicate("k");
    expect(recordsOf(notifications)).toMatchObject([
      { eventName: "Replication:OperationMissedThreshold", eventTime: thresholdTime },
      {
        eventName: "Replication:OperationReplicatedAfterThreshold",
        eventTime: "2026-01-01T00:20:00.000Z",
      },
    ]);
    expect(after.mock.calls).toMatchObject([[{ latencyMs: 20 * minuteMs }]]);
  });

  test("a version that takes 15 minutes to the millisecond has kept its time", async () => {
    const { mock, client, replicate } = await scene({ rules: [timed], delay: 15 * minuteMs });
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    const notifications = received(mock);
    await replicate("k");
    expect(eventNames(notifications)).toEqual([]);
  });

  test("a version that was in time has missed nothing, however late that is seen", async () => {
    const { mock, put } = await scene({ rules: [timed], delay: 10 * minuteMs });
    const missed = missedBy(mock);
    await put("k");
    mock.advance(60 * minuteMs);
    expect(missed).toEqual([]);
  });

  test("a late version that fails is not replicated after its threshold", async () => {
    const { mock, client, replicate } = await scene({ rules: [timed], delay: 20 * minuteMs });
    await notifyQueue(client, "source", ["s3:Replication:*"]);
    mock.faults.deny({ action: "s3:ReplicateObject" });
    const notifications = received(mock);
    await replicate("k");
    expect(eventNames(notifications)).toEqual([
      "Replication:OperationMissedThreshold",
      "Replication:OperationFailedReplication",
    ]);
  });

  test("a version that an outage holds back misses its threshold", async () => {
    const { mock, replicate } = await scene({ rules: [timed] });
    const outage = mock.faults.unavailable({ bucket: "destination" });
    const missed = missedBy(mock);
    await replicate("k");
    mock.advance(16 * minuteMs);
    expect(missed).toHaveLength(1);
    outage.end();
    mock.advance(1);
    expect(missed).toHaveLength(1);
  });

  test("a version that is deleted in time has missed nothing", async () => {
    const { mock, client, put } = await scene({ rules: [timed], delay: 20 * minuteMs });
    const missed = missedBy(mock);
    const VersionId = await put("k");
    await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "k", VersionId }));
    mock.advance(30 * minuteMs);
    expect(missed).toEqual([]);
  });

  test("delete markers are outside of the promise", async () => {
    const rule = { ...timed, DeleteMarkerReplication: { Status: "Enabled" as const } };
    const { mock, mark } = await scene({ rules: [rule], delay: 20 * minuteMs });
    const missed = missedBy(mock);
    await mark("k");
    mock.settle();
    expect(missed).toEqual([]);
  });

  test("Batch Replication is outside of the promise", async () => {
    const { mock, put, configure } = await scene({ rules: [], delay: 20 * minuteMs });
    await put("k");
    await configure([timed]);
    const missed = missedBy(mock);
    mock.batchReplicate({ bucket: "source" });
    mock.settle();
    expect(missed).toEqual([]);
  });

  test("a listener that comes late is told of thresholds to come", async () => {
    const { mock, put } = await scene({ rules: [timed], delay: 20 * minuteMs });
    await put("k");
    mock.advance(10 * minuteMs);
    const missed = missedBy(mock);
    mock.advance(5 * minuteMs);
    expect(missed).toHaveLength(1);
  });

  test("a restored version misses its threshold again", async () => {
    const { mock, put } = await scene({ rules: [timed], delay: 20 * minuteMs });
    const missed = missedBy(mock);
    await put("k");
    const snapshot = mock.snapshot();
    mock.advance(16 * minuteMs);
    mock.restore(snapshot);
    mock.advance(16 * minuteMs);
    expect(missed).toHaveLength(2);
  });
});

test("without Replication Time Control no threshold is missed", async () => {
  const { mock, client, replicate } = await scene({
    rules: [v2To(metrics("Enabled"))],
    delay: 60 * minuteMs,
  });
  await notifyQueue(client, "source", ["s3:Replication:*"]);
  const notifications = received(mock);
  await replicate("k");
  expect(eventNames(notifications)).toEqual([]);
});
