import { DeleteBucketCommand, DeleteBucketLifecycleCommand } from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { dayMs, type LifecycleScene, lifecycleScene, noon } from "../support/lifecycleScene.js";
import { configuration, put as putReplication, v2 } from "../support/replicationConfigurations.js";

/** What happens of lifecycle, with its times. */
function diary({ mock }: LifecycleScene): string[] {
  const entries: string[] = [];
  const note = (time: Date, text: string) => entries.push(`${time.toISOString()} ${text}`);
  mock.on("expired", ({ time, key, kind }) => note(time, `${key} ${kind}`));
  mock.on("transitioned", ({ time, key, to }) => note(time, `${key} ${to}`));
  return entries;
}

const wholeLife = [
  {
    Filter: { ObjectSizeGreaterThan: 0 },
    Transitions: [
      { Days: 30, StorageClass: "STANDARD_IA" as const },
      { Days: 365, StorageClass: "DEEP_ARCHIVE" as const },
    ],
  },
  { Expiration: { Days: 730 }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
];

const lifeOf = (key: string) => [
  `2026-10-22T00:00:00.000Z ${key} STANDARD_IA`,
  `2027-09-22T00:00:00.000Z ${key} DEEP_ARCHIVE`,
  `2028-09-21T00:00:00.000Z ${key} DeleteMarkerCreated`,
  `2028-10-22T00:00:00.000Z ${key} Delete`,
  `2030-09-22T00:00:00.000Z ${key} Delete`,
];

test("keys of any number go each on its own day, also those that were written again meanwhile", async () => {
  const at = lifecycleScene();
  const gone: string[] = [];
  at.mock.on("expired", ({ time, key }) => gone.push(`${time.toISOString().slice(0, 10)} ${key}`));
  await at.rules([{ Expiration: { Days: 10 } }]);
  for (const key of ["m", "c", "x", "a", "z", "b", "y"]) {
    await at.put(key);
    at.mock.advance(dayMs);
  }
  await at.put("x");
  await at.put("b");
  for (let day = 0; day < 30; day++) at.mock.advance(dayMs);
  expect(gone).toEqual([
    "2026-10-02 m",
    "2026-10-03 c",
    "2026-10-05 a",
    "2026-10-06 z",
    "2026-10-08 y",
    "2026-10-09 b",
    "2026-10-09 x",
  ]);
  expect(at.shown()).toEqual([]);
});

describe("Ten years at once", () => {
  test("are what ten years day by day are", async () => {
    const [jump, steps] = [0, 1].map(() => lifecycleScene({ versioning: "Enabled" }));
    const diaries: string[][] = [];
    for (const at of [jump, steps]) {
      if (at === undefined) throw new Error("there are two scenes");
      diaries.push(diary(at));
      await at.rules(wholeLife);
      await at.put("key");
    }
    jump?.mock.advance(3_650 * dayMs);
    for (let day = 0; day < 3_650; day++) steps?.mock.advance(dayMs);
    expect(diaries[0]).toEqual(lifeOf("key"));
    expect(diaries[1]).toEqual(diaries[0]);
    expect(jump?.mock.now()).toBe(steps?.mock.now());
  });

  test("and all the years that a clock can have end alike", async () => {
    const at = lifecycleScene({ versioning: "Enabled" });
    const entries = diary(at);
    await at.rules(wholeLife);
    await at.put("key");
    at.until("9999-12-30T00:00:00Z");
    expect(entries).toHaveLength(5);
    expect(at.versions()).toEqual([]);
  });

  test("look at what replication brings in between", async () => {
    const at = lifecycleScene(
      { versioning: "Enabled" },
      {
        delay: 100 * dayMs,
        buckets: {
          source: {
            versioning: "Enabled",
            replication: {
              Role: "arn:aws:iam::123456789012:role/role",
              Rules: [
                { Status: "Enabled", Destination: { Bucket: "arn:aws:s3:::bucket" }, Prefix: "" },
              ],
            },
          },
        },
      },
    );
    const entries = diary(at);
    await at.rules([{ Expiration: { Days: 1 } }]);
    await at.put("key", { Bucket: "source" });
    at.mock.advance(3_650 * dayMs);
    expect(entries).toEqual(["2026-12-31T00:00:00.000Z key DeleteMarkerCreated"]);
  });
});

describe("settle", () => {
  test("does not wait for lifecycle", async () => {
    const at = lifecycleScene();
    await at.rules([{ Expiration: { Days: 1 } }]);
    await at.put("key");
    at.mock.settle();
    expect(at.mock.now()).toBe(noon);
    expect(at.shown()).toEqual(["key"]);
  });
});

describe("settle with work that is days away", () => {
  test("does what lifecycle has to do before it, and nothing behind it", async () => {
    const versioning = "Enabled";
    const at = lifecycleScene(
      { versioning },
      { delay: 3 * dayMs, buckets: { destination: { versioning } } },
    );
    const entries = diary(at);
    await putReplication(at.client, configuration(v2({ Filter: { Prefix: "slow" } })), "bucket");
    await at.rules([{ Expiration: { Days: 1 } }]);
    await at.put("fast");
    await at.put("slow");
    at.mock.settle();
    expect(at.mock.now()).toBe(noon + 3 * dayMs);
    expect(entries).toEqual(["2026-09-23T00:00:00.000Z fast DeleteMarkerCreated"]);
    at.mock.advance(dayMs);
    expect(entries).toHaveLength(2);
  });
});

describe("A request", () => {
  test("finds done what a clock that goes by itself has made due", async () => {
    const clock = manualClock(noon);
    const at = lifecycleScene({}, { clock });
    await at.rules([{ Expiration: { Days: 1 } }]);
    await at.put("key");
    clock.advance(3 * dayMs);
    await expect(at.put("key", { IfNoneMatch: "*" })).resolves.toBe("null");
  });
});

describe("The end of lifecycle", () => {
  test("comes with DeleteBucketLifecycle", async () => {
    const at = lifecycleScene();
    await at.rules([{ Expiration: { Days: 1 } }]);
    await at.put("key");
    await at.client.send(new DeleteBucketLifecycleCommand({ Bucket: "bucket" }));
    at.mock.advance(365 * dayMs);
    expect(at.shown()).toEqual(["key"]);
  });

  test("comes with the bucket: one of the same name begins without", async () => {
    const { client, rules, mock } = lifecycleScene();
    await rules([{ Expiration: { Days: 1 } }]);
    await client.send(new DeleteBucketCommand({ Bucket: "bucket" }));
    mock.advance(365 * dayMs);
    expect(mock.bucket("bucket")).toBeUndefined();
  });
});

describe("A snapshot", () => {
  test.each([
    ["as it is", (mock: LifecycleScene["mock"]) => mock.snapshot()],
    ["as bytes", (mock: LifecycleScene["mock"]) => mock.snapshot().toBytes()],
  ])("%s lets lifecycle go on as it would have, to the last id", async (_name, take) => {
    const at = lifecycleScene({ versioning: "Enabled" });
    await at.rules(wholeLife);
    for (const key of ["a", "b", "c"]) await at.put(key);
    at.mock.advance(40 * dayMs);
    await at.put("b");
    const snapshot = take(at.mock);
    const entries = diary(at);
    at.mock.advance(800 * dayMs);
    const [seen, versions] = [entries.splice(0), at.versions()];
    at.mock.restore(snapshot);
    at.mock.advance(800 * dayMs);
    expect(entries).toEqual(seen);
    expect(at.versions()).toEqual(versions);
    expect(seen.length).toBeGreaterThan(5);
  });

  test("goes on in another mock", async () => {
    const at = lifecycleScene();
    await at.rules([{ Expiration: { Days: 1 } }]);
    await at.put("key");
    const other = replicationMock({ clock: manualClock(noon) });
    other.restore(at.mock.snapshot().toBytes());
    other.advance(2 * dayMs);
    expect(other.bucket("bucket")?.versions).toEqual([]);
    expect(at.shown()).toEqual(["key"]);
  });
});
