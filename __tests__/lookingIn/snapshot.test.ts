import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import fc from "fast-check";
import {
  manualClock,
  type ReplicationMockOptions,
  type Restorable,
  replicationMock,
  type Snapshot,
} from "s3-replication-mock";
import { aws } from "../../lib/dialects/aws.js";
import { plantSeeds } from "../../lib/mock/bucketSeeds.js";
import { takeCheckpoint } from "../../lib/state/checkpoint.js";
import { createS3 } from "../../lib/state/s3.js";
import { clientOf, errorOf } from "../support/client.js";
import { type Scene, scene } from "../support/replicationScene.js";
import { observe, steps } from "../support/snapshotSteps.js";

const copies: Record<string, (snapshot: Snapshot) => Restorable> = {
  "the snapshot itself": (snapshot) => snapshot,
  "its bytes": (snapshot) => snapshot.toBytes(),
  "its bytes in pieces": (snapshot) => snapshot.chunks(),
};

const someSteps = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.constantFrom("a", "b", "c")),
  { maxLength: 12 },
);

async function run(at: Scene, script: readonly (readonly [string, string])[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const [name, key] of script) {
    const answer = Promise.resolve(steps[name]?.(at, key));
    // An error of S3 is an answer like any other.
    answers.push(await answer.catch(({ name, message, $metadata }) => [name, message, $metadata]));
  }
  return answers;
}

describe.each(Object.entries(copies))("Restoring %s", (_name, copy) => {
  test("gives every observable answer again, after whatever was done in between", async () => {
    await fc.assert(
      fc.asyncProperty(someSteps, someSteps, async (before, after) => {
        const at = await scene();
        await run(at, before);
        const snapshot = at.mock.snapshot();
        const seen = await observe(at);
        await run(at, after);
        at.mock.restore(copy(snapshot));
        expect(await observe(at)).toEqual(seen);
        at.mock.restore(copy(snapshot));
        expect(await observe(at)).toEqual(seen);
      }),
      { numRuns: 8 },
    );
  });

  test("lets the same calls give the same answers, to the last id", async () => {
    await fc.assert(
      fc.asyncProperty(someSteps, someSteps, async (before, after) => {
        const at = await scene();
        await run(at, before);
        const snapshot = at.mock.snapshot();
        const answers = stable(await run(at, after));
        at.mock.restore(copy(snapshot));
        expect(stable(await run(at, after))).toBe(answers);
      }),
      { numRuns: 8 },
    );
  });

  test("works in another mock", async () => {
    const at = await scene();
    await run(at, [
      ["put", "a"],
      ["upload", "b"],
      ["settle", ""],
      ["put", "a"],
    ]);
    const other = await scene({ rules: [] });
    other.mock.restore(copy(at.mock.snapshot()));
    expect(await observe(other)).toEqual(await observe(at));
    other.mock.settle();
    expect(await other.status("source", "a")).toBe("COMPLETED");
    expect(await at.status("source", "a")).toBe("PENDING");
  });
});

/** Answers as text, ids of their requests included. Bodies are streams, which nothing compares. */
function stable(answers: readonly unknown[]): string {
  return JSON.stringify(answers, (name, value) => (name === "Body" ? undefined : value));
}

describe("A snapshot", () => {
  test("has everything in the record of a simulated S3 that is state", () => {
    const s3 = createS3({ ...defaults, delay: 0 });
    const { accountId, region, delay, lifecycle, time, ...others } = s3;
    const { observers, requestLog, changes, callsOut, derived, ...state } = others;
    const { now, addedMs, ...kept } = takeCheckpoint(s3);
    expect(Object.keys(kept).sort()).toEqual(Object.keys(state).sort());
  });

  test("shares nothing that can change: no map, no sorted map, no bucket", () => {
    const s3 = createS3({ ...defaults, delay: 0 });
    plantSeeds(s3, { source: { versioning: "Enabled", objects: { k: "data" } } }, aws);
    const checkpoint = takeCheckpoint(s3);
    const { observers, requestLog, time, ids, ...state } = s3;
    const shared = [...reachable(state)].filter((value) => reachable(checkpoint).has(value));
    expect(shared.filter((value) => value instanceof Map)).toEqual([]);
    expect(reachable(checkpoint).has(s3.buckets.get("source") ?? {})).toBe(false);
  });

  test("is opaque: nothing of the state can be reached from it", () => {
    const { mock } = replicationMockOf({ source: { objects: { k: "data" } } });
    const found = [...reachable(mock.snapshot())];
    expect(found.filter((value) => value instanceof Uint8Array || value instanceof Map)).toEqual(
      [],
    );
  });

  test("shares the bytes of objects", () => {
    const s3 = createS3({ ...defaults, delay: 0 });
    plantSeeds(s3, { source: { objects: { k: "data" } } }, aws);
    const bytes = [...reachable(s3.buckets)].find((value) => value instanceof Uint8Array);
    expect(bytes).toBeDefined();
    expect(reachable(takeCheckpoint(s3)).has(bytes ?? {})).toBe(true);
  });

  test("puts time back, also where the clock has gone on by itself", async () => {
    let now = 1_000_000;
    const mock = replicationMock({ clock: { now: () => now } });
    mock.advance(500);
    const snapshot = mock.snapshot();
    now += 60_000;
    mock.advance(7);
    mock.restore(snapshot);
    expect(mock.now()).toBe(1_000_500);
    now += 3;
    expect(mock.now()).toBe(1_000_503);
  });

  test("restores a fault that was in force, whose handle ends it", async () => {
    const { mock, replicate, status } = await scene();
    const outage = mock.faults.unavailable({ bucket: "destination" });
    await replicate("k");
    const snapshot = mock.snapshot();
    outage.end();
    mock.settle();
    mock.restore(snapshot);
    mock.settle();
    expect(await status("source", "k")).toBe("PENDING");
    outage.end();
    mock.settle();
    expect(await status("source", "k")).toBe("COMPLETED");
  });

  test("of another mock keeps its faults beside those that begin later", async () => {
    const first = await scene();
    first.mock.faults.deny({ action: "s3:ReplicateObject", prefix: "a" });
    first.mock.faults.respond({ code: "AccessDenied", operation: "GetObjectTagging" });
    const { mock, replicate, status, tags } = await scene();
    mock.restore(first.mock.snapshot());
    mock.faults.deny({ action: "s3:ReplicateObject", prefix: "b" });
    mock.faults.respond({ code: "AccessDenied", operation: "GetObjectAcl" });
    for (const key of ["a", "b", "c"]) await replicate(key);
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("source", "b")).toBe("FAILED");
    expect(await status("source", "c")).toBe("COMPLETED");
    expect((await errorOf(tags("source", "c"))).name).toBe("AccessDenied");
  });
});

function replicationMockOf(buckets: NonNullable<ReplicationMockOptions["buckets"]>) {
  return { mock: replicationMock({ buckets }) };
}

const defaults = {
  accountId: "123456789012",
  region: "us-east-1",
  clock: manualClock(),
  seed: 1,
};

/** All objects that can be reached from a value, keys and values of maps too. */
function reachable(value: unknown, found: Set<object> = new Set()): Set<object> {
  if (typeof value !== "object" || value === null || found.has(value)) return found;
  found.add(value);
  if (ArrayBuffer.isView(value)) return found;
  const parts = value instanceof Map ? [...value.entries()].flat() : Object.values(value);
  for (const part of parts) reachable(part, found);
  return found;
}

describe("reset", () => {
  test("brings back the buckets of the options, the first ids, and the clock's own time", async () => {
    const mock = replicationMock({
      clock: manualClock(0),
      buckets: { source: { versioning: "Enabled", objects: { seed: "s" } } },
    });
    const client = clientOf(mock);
    const write = () =>
      client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "b" }));
    const first = await write();
    mock.advance(5_000);
    mock.faults.breakRole();
    mock.reset();
    expect(mock.now()).toBe(0);
    expect(mock.bucket("source")?.versions.map(({ key }) => key)).toEqual(["seed"]);
    expect(await write()).toEqual(first);
    await client.send(new HeadObjectCommand({ Bucket: "source", Key: "seed" }));
  });

  test("follows a clock that has gone on by itself", () => {
    const clock = manualClock(0);
    const mock = replicationMock({ clock });
    clock.advance(1_000);
    mock.advance(1);
    mock.reset();
    expect(mock.now()).toBe(1_000);
  });
});
