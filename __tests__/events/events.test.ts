import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { EventName, ReplicationMock } from "s3-replication-mock";
import { v2 } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const named = { Bucket: "source", Key: "k" };
const markers = v2({ DeleteMarkerReplication: { Status: "Enabled" } });
const all = [
  "missedThreshold",
  "notTracked",
  "objectCreated",
  "objectRemoved",
  "pending",
  "replicated",
  "replicatedAfterThreshold",
  "replicationFailed",
] as const satisfies readonly EventName[];

/** The names and buckets of all events from now on. */
function log(mock: ReplicationMock): string[] {
  const lines: string[] = [];
  for (const name of all) {
    mock.on(name, ({ bucket, time }) => {
      lines.push(`${time.toISOString().slice(17, 23)} ${name} ${bucket}`);
    });
  }
  return lines;
}

test("a version is created, pending, and replicated, and its replica is created", async () => {
  const { mock, put } = await scene();
  const lines = log(mock);
  await put("k");
  expect(lines).toEqual(["00.000 objectCreated source", "00.000 pending source"]);
  mock.advance(5_000);
  expect(lines.slice(2)).toEqual(["01.000 objectCreated destination", "01.000 replicated source"]);
});

test("a delete marker is created, and replicated where a rule says so", async () => {
  const { mock, mark } = await scene({ rules: [markers] });
  const lines = log(mock);
  await mark("k");
  mock.settle();
  expect(lines).toEqual([
    "00.000 objectRemoved source",
    "00.000 pending source",
    "01.000 objectRemoved destination",
    "01.000 replicated source",
  ]);
});

test("a version that is deleted while it is pending is no longer tracked", async () => {
  const { mock, client, put } = await scene();
  const VersionId = await put("k");
  const lines = log(mock);
  await client.send(new DeleteObjectCommand({ ...named, VersionId }));
  expect(lines).toEqual(["00.000 objectRemoved source", "00.000 notTracked source"]);
});

test("the payload of replicated", async () => {
  const { mock, replicate } = await scene();
  const replicated = jest.fn();
  mock.on("replicated", replicated);
  const versionId = await replicate("k");
  expect(replicated.mock.calls).toEqual([
    [
      {
        time: new Date("2026-01-01T00:00:01.000Z"),
        requestTime: new Date("2026-01-01T00:00:00.000Z"),
        latencyMs: 1_000,
        bucket: "source",
        key: "k",
        versionId,
        operation: "OBJECT_PUT",
        ruleId: "rule",
        destinationBucket: "destination",
      },
    ],
  ]);
});

test.each([
  ["s3:ReplicateObject", "DstPutObjectNotPermitted", false],
  ["s3:ReplicateTags", "DstPutTaggingNotPermitted", true],
] as const)("replicationFailed without %s says %s", async (action, failureReason, isPartial) => {
  const { mock, replicate } = await scene();
  mock.faults.deny({ action });
  const failed = jest.fn();
  mock.on("replicationFailed", failed);
  await replicate("k", { Tagging: "a=1" });
  expect(failed.mock.calls).toMatchObject([[{ failureReason, isPartial }]]);
});

test("objectCreated and objectRemoved say what and how", async () => {
  const { mock, client, put } = await scene({ rules: [] });
  const created = jest.fn();
  const removed = jest.fn();
  mock.on("objectCreated", created);
  mock.on("objectRemoved", removed);
  const versionId = await put("k", { Body: "12345" });
  await client.send(new DeleteObjectCommand(named));
  await client.send(new DeleteObjectCommand({ ...named, VersionId: versionId }));
  expect(created.mock.calls).toMatchObject([
    [{ key: "k", versionId, origin: "PutObject", sizeBytes: 5 }],
  ]);
  expect(removed.mock.calls).toMatchObject([
    [{ key: "k", kind: "DeleteMarkerCreated", origin: "DeleteObject" }],
    [{ key: "k", versionId, kind: "Delete", origin: undefined }],
  ]);
});

describe("A listener", () => {
  test("is told no more once it has ended", async () => {
    const { mock, put } = await scene();
    const pending = jest.fn();
    const end = mock.on("pending", pending);
    await put("k");
    end();
    end();
    await put("k");
    expect(pending).toHaveBeenCalledTimes(1);
  });

  test("that is added twice is told twice, and ends once for each", async () => {
    const { mock, put } = await scene();
    const pending = jest.fn();
    const end = mock.on("pending", pending);
    mock.on("pending", pending);
    await put("k");
    end();
    await put("k");
    expect(pending).toHaveBeenCalledTimes(3);
  });

  test("that throws makes the call throw, with everything done and everybody told", async () => {
    const { mock, put, status } = await scene();
    const second = jest.fn();
    const error = new Error("the author's own");
    mock.on("replicated", () => {
      throw error;
    });
    mock.on("replicated", second);
    await put("k");
    expect(() => mock.settle()).toThrow(error);
    expect(second).toHaveBeenCalledTimes(1);
    expect(await status("source", "k")).toBe("COMPLETED");
  });

  test("that throws makes the send reject, once, with the object stored", async () => {
    const { mock, put, client, text } = await scene();
    const error = new Error("the author's own");
    const pending = jest.fn(() => {
      throw error;
    });
    const end = mock.on("pending", pending);
    await expect(put("k")).rejects.toBe(error);
    expect(pending).toHaveBeenCalledTimes(1);
    end();
    expect(await text("source", "k")).toBe("data");
    await client.send(new PutObjectCommand({ ...named, Body: "more" }));
  });

  test("with others that throw: all errors come in one", async () => {
    const { mock, put } = await scene();
    for (const message of ["first", "second"]) {
      mock.on("replicated", () => {
        throw new Error(message);
      });
    }
    await put("k");
    expect(() => mock.settle()).toThrow(AggregateError);
  });

  test("may call the mock: what it causes is told afterwards", async () => {
    const { mock, put } = await scene();
    const lines = log(mock);
    mock.on("pending", () => mock.settle());
    await put("k");
    expect(lines.at(-1)).toBe("01.000 replicated source");
  });

  test("stays through reset and restore, and is not told of what they undo", async () => {
    const { mock, put } = await scene();
    const snapshot = mock.snapshot();
    const lines = log(mock);
    mock.restore(snapshot);
    await put("k");
    mock.restore(snapshot);
    mock.settle();
    expect(lines).toEqual(["00.000 objectCreated source", "00.000 pending source"]);
  });

  test("for an event that there is not is refused", async () => {
    const { mock } = await scene();
    // What JavaScript lets through.
    expect(() => mock.on("failed" as never, () => {})).toThrow(
      'there is no event "failed"; there are expired, inventoryFailed, missedThreshold, notification',
    );
    expect(() => mock.on("pending", undefined as never)).toThrow("must be a function");
  });
});

test("ids do not depend on who listens", async () => {
  const [quiet, loud] = [await scene(), await scene()];
  log(loud.mock);
  loud.mock.on("notification", () => {});
  for (const { put, mark, mock } of [quiet, loud]) {
    await put("a");
    await mark("a");
    mock.settle();
  }
  expect(await quiet.put("b")).toBe(await loud.put("b"));
});
