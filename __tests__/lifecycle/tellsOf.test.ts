import type { BucketSeed, ReplicationMockEvents } from "s3-replication-mock";
import { type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";
import { eventNames, notifyQueue, received, recordsOf } from "../support/notifications.js";

const glacier = {
  ID: "cold",
  Filter: { ObjectSizeGreaterThan: 0 },
  Transitions: [{ Days: 1, StorageClass: "GLACIER" as const }],
};
const oneDay = { ID: "old", Expiration: { Days: 1 } };
const due = "2026-09-23T00:00:00Z";

/** A scene that listens to all of S3's own notifications of lifecycle and of removals. */
async function listening(seed: BucketSeed = {}) {
  const at = lifecycleScene(seed);
  await notifyQueue(at.client, "bucket", [
    "s3:LifecycleExpiration:*",
    "s3:LifecycleTransition",
    "s3:ObjectRemoved:*",
  ]);
  return { ...at, told: received(at.mock) };
}

const ofLifecycle = {
  eventVersion: "2.3",
  eventSource: "aws:s3",
  eventTime: "2026-09-23T00:00:00.000Z",
  userIdentity: { principalId: "s3.amazonaws.com" },
  requestParameters: { sourceIPAddress: "s3.amazonaws.com" },
  responseElements: {
    "x-amz-request-id": expect.any(String),
    "x-amz-id-2": expect.any(String),
  },
};

describe("S3's own notification", () => {
  test("of an object that expires where versioning was never set has its key alone", async () => {
    const { rules, put, until, told } = await listening();
    await rules([oneDay]);
    await put("a key");
    until(due);
    expect(recordsOf(told)).toEqual([
      expect.objectContaining({ ...ofLifecycle, eventName: "LifecycleExpiration:Delete" }),
    ]);
    expect(recordsOf(told)[0]?.s3.object).toEqual({
      key: "a+key",
      sequencer: expect.any(String),
    });
  });

  test("of an object that is hidden tells of the delete marker", async () => {
    const { rules, put, until, told, versions } = await listening({ versioning: "Enabled" });
    await rules([oneDay]);
    await put("key");
    until(due);
    const [record] = recordsOf(told);
    expect(record).toMatchObject({
      ...ofLifecycle,
      eventName: "LifecycleExpiration:DeleteMarkerCreated",
    });
    expect(record?.s3.object).toEqual({
      key: "key",
      eTag: "d41d8cd98f00b204e9800998ecf8427e",
      versionId: versions()[0]?.versionId,
      sequencer: expect.any(String),
    });
    expect(told).toHaveLength(1);
  });

  test("of noncurrent versions and expired delete markers is that of a deletion", async () => {
    const { rules, put, remove, until, told } = await listening({ versioning: "Enabled" });
    await rules([
      {
        Expiration: { ExpiredObjectDeleteMarker: true },
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
    const versionId = await put("key");
    await remove("key");
    told.length = 0;
    until("2026-09-24T00:00:00Z");
    expect(eventNames(told)).toEqual(["LifecycleExpiration:Delete", "LifecycleExpiration:Delete"]);
    expect(recordsOf(told)[0]?.s3.object).toMatchObject({ versionId });
  });

  test("of a transition has the class that it leads to, and no sequencer", async () => {
    const { rules, put, until, told } = await listening({ versioning: "Enabled" });
    await rules([glacier]);
    const versionId = await put("key");
    until(due);
    const [record] = recordsOf(told);
    expect(record).toMatchObject({
      ...ofLifecycle,
      eventName: "LifecycleTransition",
      lifecycleEventData: { transitionEventData: { destinationStorageClass: "GLACIER" } },
    });
    expect(record?.s3.object).toEqual({
      key: "key",
      size: 4,
      eTag: "8d777f385d3dfec8815d20f7496026dc",
      versionId,
    });
  });

  test("comes from each version under an id of its own", async () => {
    const { rules, put, until, told } = await listening({ versioning: "Enabled" });
    await rules([{ NoncurrentVersionExpiration: { NoncurrentDays: 1 } }]);
    for (const Body of ["1", "2", "3"]) await put("key", { Body });
    until(due);
    const ids = recordsOf(told).map((record) => record.responseElements["x-amz-request-id"]);
    expect(new Set(ids).size).toBe(2);
  });
});

/** The events of some kinds, as they come. */
function events({ mock }: LifecycleScene): unknown[] {
  const all: unknown[] = [];
  const kinds = ["expired", "transitioned", "objectRemoved"] as const;
  for (const name of kinds) {
    mock.on(name, (event: ReplicationMockEvents[typeof name]) => all.push([name, event]));
  }
  return all;
}

describe("The mock's events", () => {
  test("tell that a version was hidden, by which rule and behind what", async () => {
    const at = lifecycleScene({ versioning: "Enabled" });
    const all = events(at);
    await at.rules([oneDay]);
    const versionId = await at.put("key");
    at.until("2026-10-01T00:00:00Z");
    const marker = at.versions()[0]?.versionId;
    const place = { time: new Date(due), bucket: "bucket", key: "key" };
    const kind = "DeleteMarkerCreated";
    expect(all).toEqual([
      ["objectRemoved", { ...place, versionId: marker, kind, origin: "lifecycle" }],
      ["expired", { ...place, versionId, ruleId: "old", kind, deleteMarkerVersionId: marker }],
    ]);
  });

  test("tell that a version was deleted for good, and by which rule", async () => {
    const at = lifecycleScene();
    const all = events(at);
    await at.rules([oneDay]);
    await at.put("key");
    at.until("2026-10-01T00:00:00Z");
    const place = { time: new Date(due), bucket: "bucket", key: "key", versionId: "null" };
    expect(all).toEqual([
      ["objectRemoved", { ...place, kind: "Delete", origin: "lifecycle" }],
      ["expired", { ...place, ruleId: "old", kind: "Delete", deleteMarkerVersionId: undefined }],
    ]);
  });

  test("tell from which class to which a version was moved", async () => {
    const at = lifecycleScene();
    const all = events(at);
    await at.rules([glacier]);
    await at.put("key", { StorageClass: "STANDARD_IA" });
    at.until(due);
    const place = { time: new Date(due), bucket: "bucket", key: "key", versionId: "null" };
    expect(all).toEqual([
      ["transitioned", { ...place, ruleId: "cold", from: "STANDARD_IA", to: "GLACIER" }],
    ]);
  });

  test("leave what a client deletes without lifecycle's name", async () => {
    const at = lifecycleScene();
    const all = events(at);
    await at.put("key");
    await at.remove("key");
    expect(all).toEqual([["objectRemoved", expect.objectContaining({ origin: undefined })]]);
  });
});

test("A timeline tells what lifecycle did with a version, and by which rule", async () => {
  const at = lifecycleScene({ versioning: "Enabled" });
  await at.rules([
    { ...glacier, Expiration: { Days: 5 }, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
  ]);
  const versionId = await at.put("key");
  at.until("2026-12-01T00:00:00Z");
  const { events } = at.mock.timeline({ Bucket: "bucket", Key: "key", VersionId: versionId });
  expect(events.map(({ at: time, kind, text }) => [time.toISOString(), kind, text])).toEqual([
    ["2026-09-21T12:00:00.000Z", "made", "by PutObject, 4 bytes"],
    ["2026-09-23T00:00:00.000Z", "transitioned", 'to GLACIER, by lifecycle rule "cold"'],
    ["2026-09-27T00:00:00.000Z", "expired", "lifecycle put a delete marker on top of it"],
    ["2026-09-29T00:00:00.000Z", "removed", 'gone for good, by lifecycle rule "cold"'],
  ]);
});
