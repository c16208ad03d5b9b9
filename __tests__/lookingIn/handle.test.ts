import {
  GetBucketTaggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketTaggingCommand,
  SelectObjectContentCommand,
} from "@aws-sdk/client-s3";
import type { ReplicationMock } from "s3-replication-mock";
import { errorOf } from "../support/client.js";
import { type Scene, scene } from "../support/replicationScene.js";

/** Each member of the handle, called when a piece of work is due. */
const members: Record<string, (mock: ReplicationMock, at: Scene) => unknown> = {
  now: (mock) => mock.now(),
  as: (mock) => mock.as("210987654321"),
  allow: (mock) => mock.allow({ account: "210987654321", bucket: "source", actions: ["s3:*"] }),
  settle: (mock) => mock.settle(),
  advance: (mock) => mock.advance(0),
  "faults.deny": (mock) => mock.faults.deny({ action: "s3:ReplicateObject" }),
  "faults.fail": (mock) => mock.faults.fail({ reason: "SrcObjectNotFound" }),
  "faults.breakRole": (mock) => mock.faults.breakRole(),
  "faults.disableKmsKey": (mock) => mock.faults.disableKmsKey("key"),
  "faults.deleteKmsKey": (mock) => mock.faults.deleteKmsKey("key"),
  "faults.unavailable": (mock) => mock.faults.unavailable({ bucket: "destination" }),
  "faults.respond": (mock) => mock.faults.respond({ code: "SlowDown" }),
  "faults.disconnect": (mock) => mock.faults.disconnect({ when: "before" }),
  "faults.corrupt": (mock) => mock.faults.corrupt(),
  "faults.truncate": (mock) => mock.faults.truncate({ afterBytes: 1 }),
  "faults.latency": (mock) => mock.faults.latency({ ms: 1 }),
  "faults.staleConfiguration": (mock) =>
    mock.faults.staleConfiguration({ bucket: "source", ms: 1 }),
  "faults.list": (mock) => mock.faults.list(),
  batchReplicate: (mock) => mock.batchReplicate({ bucket: "source" }),
  metrics: (mock) => mock.metrics("source"),
  explain: (mock) => mock.explain({ Bucket: "source", Key: "k" }),
  "requests.all": (mock) => mock.requests.all(),
  "requests.of": (mock) => mock.requests.of("PutObject"),
  "requests.clear": (mock) => mock.requests.clear(),
  bucket: (mock) => mock.bucket("source"),
  snapshot: (mock) => mock.snapshot(),
};

test.each(Object.entries(members))(
  "%s does what is due, and tells it before it returns",
  async (_name, call) => {
    const at = await scene();
    const told: string[] = [];
    at.mock.on("replicated", ({ key }) => told.push(key));
    await at.put("k");
    // The mock's own time has not been looked at since.
    advanceClock(at);
    call(at.mock, at);
    expect(told).toEqual(["k"]);
  },
);

test("ending a fault does what is due, and tells it before it returns", async () => {
  const at = await scene();
  const fault = at.mock.faults.respond({ code: "SlowDown", operation: "GetObject" });
  const told: string[] = [];
  at.mock.on("replicated", ({ key }) => told.push(key));
  await at.put("k");
  advanceClock(at);
  fault.end();
  expect(told).toEqual(["k"]);
});

test("a listener that restores and settles is told what comes of it", async () => {
  const at = await scene();
  const { mock, put } = at;
  await put("before");
  const snapshot = mock.snapshot();
  const told: string[] = [];
  mock.on("replicated", ({ key }) => told.push(key));
  const stop = mock.on("objectCreated", ({ key, origin }) => {
    if (key !== "after" || origin !== "PutObject") return;
    stop();
    mock.restore(snapshot);
    mock.settle();
  });
  await put("after");
  expect(told).toEqual(["before"]);
});

test("a fault of an operation that is not simulated strikes", async () => {
  const { mock, client } = await scene();
  const fault = mock.faults.respond({
    operation: "SelectObjectContent",
    code: "SlowDown",
    times: 1,
  });
  const select = new SelectObjectContentCommand({
    ...{ Bucket: "source", Key: "k", Expression: "s", ExpressionType: "SQL" },
    ...{ InputSerialization: { JSON: {} }, OutputSerialization: { JSON: {} } },
  });
  const error = await errorOf(client.send(select));
  expect(fault.count).toBe(1);
  expect(error.name).toBe("NotImplemented");
});

test("breakRole takes the ARN of a role alone", async () => {
  const { mock, replicate, status } = await scene();
  const other = mock.faults.breakRole("arn:aws:iam::123456789012:role/other");
  await replicate("fine");
  expect(await status("source", "fine")).toBe("COMPLETED");
  other.end();
  mock.faults.breakRole("arn:aws:iam::123456789012:role/replication");
  await replicate("broken");
  expect(mock.explain({ Bucket: "source", Key: "broken" }).text).toContain("breakRole");
});

test("nothing that the handle gives can change what is configured", async () => {
  const { mock, client } = await scene();
  const Tagging = { TagSet: [{ Key: "k", Value: "kept" }] };
  await client.send(new PutBucketTaggingCommand({ Bucket: "source", Tagging }));
  await client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: "source",
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  await client.send(new GetBucketTaggingCommand({ Bucket: "source" }));
  for (const request of mock.requests.all()) spoil(request);
  spoil(mock.bucket("source"));
  spoil(mock.metrics("source"));
  const { TagSet } = await client.send(new GetBucketTaggingCommand({ Bucket: "source" }));
  expect(TagSet).toEqual(Tagging.TagSet);
});

/** Changes everything that can be reached and lets itself be changed. */
function spoil(value: unknown, seen: Set<unknown> = new Set()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Date) value.setTime(0);
  if (ArrayBuffer.isView(value)) return;
  for (const [name, member] of Object.entries(value)) {
    spoil(member, seen);
    Reflect.set(value, name, "spoilt");
  }
}

/** Lets a second pass on the scene's clock, which the mock has not been asked about. */
function advanceClock({ clock }: Scene): void {
  clock.advance(1_000);
}
