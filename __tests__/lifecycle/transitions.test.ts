import {
  GetObjectCommand,
  HeadObjectCommand,
  type LifecycleRule,
  type TransitionStorageClass,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";

/** A filter of its own takes the default minimum size away. */
const anySize = { Filter: { ObjectSizeGreaterThan: 0 } };
const kb128 = 131_072;

function to(StorageClass: TransitionStorageClass, Days: number): Partial<LifecycleRule> {
  return { ...anySize, Transitions: [{ Days, StorageClass }] };
}

const classesOf = ({ versions }: LifecycleScene) =>
  versions().map(({ storageClass }) => storageClass);

describe("A transition", () => {
  test("changes the class of a current version and nothing else", async () => {
    const { rules, put, client, until } = lifecycleScene({ versioning: "Enabled" });
    await rules([to("GLACIER", 1)]);
    await put("key", { Metadata: { a: "b" }, Tagging: "k=v", ContentType: "text/csv" });
    const named = { Bucket: "bucket", Key: "key" };
    const before = await client.send(new HeadObjectCommand(named));
    until("2026-09-23T00:00:00Z");
    const after = await client.send(new HeadObjectCommand(named));
    expect({ ...after, $metadata: 0 }).toEqual({
      ...before,
      $metadata: 0,
      StorageClass: "GLACIER",
    });
    expect(await errorOf(client.send(new GetObjectCommand(named)))).toMatchObject({
      name: "InvalidObjectState",
      StorageClass: "GLACIER",
    });
  });

  test("leaves noncurrent versions to NoncurrentVersionTransition", async () => {
    const at = lifecycleScene({ versioning: "Enabled" });
    await at.rules([
      {
        ...anySize,
        NoncurrentVersionTransitions: [
          { NoncurrentDays: 1, StorageClass: "GLACIER_IR", NewerNoncurrentVersions: 1 },
        ],
      },
      to("STANDARD_IA", 30),
    ]);
    for (const Body of ["1", "2", "3"]) await at.put("key", { Body });
    at.until("2026-09-23T00:00:00Z");
    expect(classesOf(at)).toEqual(["STANDARD", "STANDARD", "GLACIER_IR"]);
    at.until("2026-10-22T00:00:00Z");
    expect(classesOf(at)).toEqual(["STANDARD_IA", "STANDARD", "GLACIER_IR"]);
  });

  test("follows one after another down the waterfall", async () => {
    const at = lifecycleScene();
    await at.rules([
      {
        ...anySize,
        Transitions: [
          { Days: 120, StorageClass: "GLACIER" },
          { Days: 30, StorageClass: "STANDARD_IA" },
        ],
        Expiration: { Days: 400 },
      },
    ]);
    await at.put("key");
    at.until("2026-10-22T00:00:00Z");
    expect(classesOf(at)).toEqual(["STANDARD_IA"]);
    at.until("2027-01-20T00:00:00Z");
    expect(classesOf(at)).toEqual(["GLACIER"]);
    at.until("2027-10-27T00:00:00Z");
    expect(classesOf(at)).toEqual([]);
  });

  const all = [
    "STANDARD_IA",
    "INTELLIGENT_TIERING",
    "ONEZONE_IA",
    "GLACIER_IR",
    "GLACIER",
    "DEEP_ARCHIVE",
  ] as const;
  const allowed: Readonly<Record<string, readonly string[]>> = {
    STANDARD: all,
    REDUCED_REDUNDANCY: all,
    STANDARD_IA: ["INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
    INTELLIGENT_TIERING: ["ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
    ONEZONE_IA: ["GLACIER", "DEEP_ARCHIVE"],
    GLACIER_IR: ["GLACIER", "DEEP_ARCHIVE"],
    GLACIER: ["DEEP_ARCHIVE"],
    DEEP_ARCHIVE: [],
  };

  test.each(Object.keys(allowed))("from %s leads only downwards", async (from) => {
    for (const target of all) {
      const at = lifecycleScene();
      await at.rules([to(target, 40)]);
      await at.put("key", { StorageClass: from as "STANDARD" });
      at.until("2026-12-01T00:00:00Z");
      const expected = allowed[from]?.includes(target) ? target : from;
      expect(classesOf(at)).toEqual([expected]);
    }
  });
});

describe("The default minimum size of transitions", () => {
  const sizes = { small: kb128 - 1, large: kb128 };

  async function classesAfter(
    StorageClass: TransitionStorageClass,
    setting: "all_storage_classes_128K" | "varies_by_storage_class" | undefined,
  ): Promise<LifecycleScene> {
    const at = lifecycleScene();
    const rule = { Transitions: [{ Days: 30, StorageClass }] };
    await at.rules([rule], { TransitionDefaultMinimumObjectSize: setting });
    for (const [key, bytes] of Object.entries(sizes)) {
      await at.put(key, { Body: Buffer.alloc(bytes) });
    }
    at.until("2026-12-01T00:00:00Z");
    return at;
  }

  test.each([
    [undefined, "GLACIER", ["GLACIER", "STANDARD"]],
    ["all_storage_classes_128K", "STANDARD_IA", ["STANDARD_IA", "STANDARD"]],
    ["all_storage_classes_128K", "DEEP_ARCHIVE", ["DEEP_ARCHIVE", "STANDARD"]],
    ["varies_by_storage_class", "GLACIER", ["GLACIER", "GLACIER"]],
    ["varies_by_storage_class", "DEEP_ARCHIVE", ["DEEP_ARCHIVE", "DEEP_ARCHIVE"]],
    ["varies_by_storage_class", "GLACIER_IR", ["GLACIER_IR", "STANDARD"]],
  ] as const)("%s to %s: 128 KB and a byte less become %j", async (setting, target, classes) => {
    expect(classesOf(await classesAfter(target, setting))).toEqual(classes);
  });

  test.each([{ ObjectSizeGreaterThan: 1 }, { ObjectSizeLessThan: 1_000_000 }])(
    "does not count where a rule has %j",
    async (Filter) => {
      const at = lifecycleScene();
      await at.rules([{ Filter, Transitions: [{ Days: 30, StorageClass: "STANDARD_IA" }] }]);
      await at.put("key");
      at.until("2026-12-01T00:00:00Z");
      expect(classesOf(at)).toEqual(["STANDARD_IA"]);
    },
  );

  test("does not keep what is small from expiring", async () => {
    const at = lifecycleScene();
    await at.rules([{ Expiration: { Days: 1 } }]);
    await at.put("key");
    at.until("2026-09-23T00:00:00Z");
    expect(at.versions()).toEqual([]);
  });
});

describe("Of actions that are due together", () => {
  test("a deletion for good wins over a transition", async () => {
    const at = lifecycleScene();
    const classes: unknown[] = [];
    at.mock.on("transitioned", ({ to: storageClass }) => classes.push(storageClass));
    await at.rules([to("GLACIER", 1), { Expiration: { Days: 1 } }]);
    await at.put("key");
    at.until("2026-09-24T00:00:00Z");
    expect(at.versions()).toEqual([]);
    expect(classes).toEqual([]);
  });

  test("a transition wins over a delete marker, which follows in the next run", async () => {
    const at = lifecycleScene({ versioning: "Enabled" });
    await at.rules([to("GLACIER", 1), { Expiration: { Days: 1 } }]);
    await at.put("key");
    at.until("2026-09-23T23:59:59Z");
    expect(classesOf(at)).toEqual(["GLACIER"]);
    at.until("2026-09-24T00:00:00Z");
    expect(classesOf(at)).toEqual([undefined, "GLACIER"]);
  });

  test.each([
    ["GLACIER", "STANDARD_IA"],
    ["GLACIER", "ONEZONE_IA"],
    ["GLACIER", "INTELLIGENT_TIERING"],
    ["DEEP_ARCHIVE", "GLACIER"],
    ["INTELLIGENT_TIERING", "GLACIER_IR"],
    ["INTELLIGENT_TIERING", "STANDARD_IA"],
    ["GLACIER_IR", "ONEZONE_IA"],
    ["ONEZONE_IA", "STANDARD_IA"],
  ] as const)("the transition to %s wins over that to %s", async (winner, loser) => {
    const at = lifecycleScene();
    await at.put("key");
    at.until("2026-12-01T12:00:00Z");
    await at.rules([to(loser, 30), to(winner, 30)]);
    at.until("2026-12-02T00:00:00Z");
    expect(classesOf(at)).toEqual([winner]);
  });

  test("the earlier of two expirations counts, and of two transitions to one class", async () => {
    const at = lifecycleScene();
    const rules: string[] = [];
    at.mock.on("transitioned", ({ ruleId }) => rules.push(ruleId));
    at.mock.on("expired", ({ ruleId }) => rules.push(ruleId));
    await at.rules([
      { ...to("GLACIER", 365), ID: "late" },
      { ...to("GLACIER", 10), ID: "early" },
      { Expiration: { Days: 365 }, ID: "never" },
      { Expiration: { Days: 14 }, ID: "end" },
    ]);
    await at.put("key");
    at.until("2026-10-02T00:00:00Z");
    expect(classesOf(at)).toEqual(["GLACIER"]);
    at.until("2026-10-06T00:00:00Z");
    expect(at.versions()).toEqual([]);
    expect(rules).toEqual(["early", "end"]);
  });

  test("what expires at 14 days is never moved at 365", async () => {
    const at = lifecycleScene();
    const [one, two] = [
      { Key: "one", Value: "" },
      { Key: "two", Value: "" },
    ];
    await at.rules([
      { Filter: { Tag: one }, Transitions: [{ Days: 365, StorageClass: "GLACIER" }] },
      { Filter: { Tag: two }, Expiration: { Days: 14 } },
    ]);
    await at.put("key", { Tagging: "one=&two=" });
    at.until("2026-10-06T00:00:00Z");
    expect(at.versions()).toEqual([]);
  });
});
