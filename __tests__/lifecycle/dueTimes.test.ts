import { type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";

/** A scene that stands at a moment. */
function sceneAt(moment: string): LifecycleScene {
  const scene = lifecycleScene({ versioning: "Enabled" });
  scene.until(moment);
  return scene;
}

const secondBefore = (midnight: string) => new Date(Date.parse(midnight) - 1_000).toISOString();

describe("An action is due so many days later and then at the next midnight, UTC:", () => {
  test.each([
    ["2026-09-21T16:40:03Z", 10, "2026-10-02T00:00:00Z"],
    ["2027-01-15T10:30:00Z", 3, "2027-01-19T00:00:00Z"],
    ["2026-09-21T12:00:00Z", 1, "2026-09-23T00:00:00Z"],
    ["2026-09-22T00:00:00Z", 1, "2026-09-24T00:00:00Z"],
    ["2026-09-21T23:59:59Z", 1, "2026-09-23T00:00:00Z"],
  ])("what is made at %s expires after %d days at %s", async (madeAt, Days, due) => {
    const { rules, put, shown, until } = sceneAt(madeAt);
    await rules([{ Expiration: { Days } }]);
    await put("key");
    until(secondBefore(due));
    expect(shown()).toEqual(["key"]);
    until(due);
    expect(shown()).toEqual([]);
  });

  test("what is made a second before midnight moves after 0 days at once", async () => {
    const { rules, put, versions, until } = sceneAt("2026-09-21T23:59:59Z");
    await rules([
      {
        Filter: { ObjectSizeGreaterThan: 0 },
        Transitions: [{ Days: 0, StorageClass: "GLACIER_IR" }],
      },
    ]);
    await put("key");
    until("2026-09-22T00:00:00Z");
    expect(versions()[0]?.storageClass).toBe("GLACIER_IR");
  });

  test.each([
    ["2027-01-15T10:30:00Z", 3, "2027-01-19T00:00:00Z"],
    ["2027-01-02T11:30:00Z", 5, "2027-01-08T00:00:00Z"],
  ])("what became noncurrent at %s expires after %d days at %s", async (since, days, due) => {
    const { rules, put, versions, until } = sceneAt("2027-01-01T08:00:00Z");
    await rules([{ NoncurrentVersionExpiration: { NoncurrentDays: days } }]);
    const old = await put("key");
    until(since);
    const current = await put("key");
    until(secondBefore(due));
    expect(versions().map(({ versionId }) => versionId)).toEqual([current, old]);
    until(due);
    expect(versions().map(({ versionId }) => versionId)).toEqual([current]);
  });

  test("a delete marker makes a version noncurrent", async () => {
    const { rules, put, remove, versions, until } = sceneAt("2027-01-01T08:00:00Z");
    await rules([{ NoncurrentVersionExpiration: { NoncurrentDays: 5 } }]);
    await put("key");
    until("2027-01-02T11:30:00Z");
    await remove("key");
    until("2027-01-07T23:59:59Z");
    expect(versions()).toHaveLength(2);
    until("2027-01-08T00:00:00Z");
    expect(versions()).toEqual([expect.objectContaining({ isDeleteMarker: true })]);
  });
});

describe("An action with a date", () => {
  const Expiration = { Date: new Date("2026-09-24T00:00:00Z") };

  test("is due at that midnight, and every day after for what is new", async () => {
    const { rules, put, shown, until } = lifecycleScene();
    await rules([{ Expiration }]);
    await put("old");
    until("2026-09-23T23:59:59Z");
    expect(shown()).toEqual(["old"]);
    until("2026-09-24T00:00:00Z");
    expect(shown()).toEqual([]);
    until("2026-09-30T05:00:00Z");
    await put("new");
    until("2026-09-30T23:59:59Z");
    expect(shown()).toEqual(["new"]);
    until("2026-10-01T00:00:00Z");
    expect(shown()).toEqual([]);
  });

  test("that is past is due at the next midnight", async () => {
    const { rules, put, shown, until } = lifecycleScene();
    await put("key");
    await rules([{ Expiration: { Date: new Date("2020-01-01T00:00:00Z") } }]);
    until("2026-09-21T23:59:59Z");
    expect(shown()).toEqual(["key"]);
    until("2026-09-22T00:00:00Z");
    expect(shown()).toEqual([]);
  });
});

describe("A configuration", () => {
  test("acts on what was there before it, first at the next midnight", async () => {
    const { rules, put, shown, until } = sceneAt("2026-09-21T12:00:00Z");
    await put("key");
    until("2026-12-24T09:00:00Z");
    await rules([{ Expiration: { Days: 1 } }]);
    until("2026-12-24T23:59:59Z");
    expect(shown()).toEqual(["key"]);
    until("2026-12-25T00:00:00Z");
    expect(shown()).toEqual([]);
  });

  test("that was replaced acts no more", async () => {
    const { rules, put, shown, until } = lifecycleScene();
    await rules([{ Expiration: { Days: 1 } }]);
    await put("key");
    await rules([{ Filter: { Prefix: "other/" }, Expiration: { Days: 1 } }]);
    until("2026-12-01T00:00:00Z");
    expect(shown()).toEqual(["key"]);
  });

  test("acts with its Enabled rules alone", async () => {
    const { rules, put, shown, until } = lifecycleScene();
    await rules([{ Status: "Disabled", Expiration: { Days: 1 } }, { Expiration: { Days: 60 } }]);
    await put("key");
    until("2026-11-20T00:00:00Z");
    expect(shown()).toEqual(["key"]);
    until("2026-11-21T00:00:00Z");
    expect(shown()).toEqual([]);
  });

  test("reads tags when it acts, and a change of them moves no date", async () => {
    const { rules, put, shown, until, tag } = lifecycleScene();
    await rules([{ Filter: { Tag: { Key: "temporary", Value: "yes" } }, Expiration: { Days: 2 } }]);
    await put("a");
    await put("b", { Tagging: "temporary=yes" });
    until("2026-09-23T12:00:00Z");
    await tag("a", { temporary: "yes" });
    await tag("b", {});
    until("2026-09-23T23:59:59Z");
    expect(shown()).toEqual(["a", "b"]);
    until("2026-09-24T00:00:00Z");
    expect(shown()).toEqual(["b"]);
  });

  test("looks at size, tags and prefix together", async () => {
    const { rules, put, shown, until } = lifecycleScene();
    const And = {
      Prefix: "logs/",
      Tags: [{ Key: "k", Value: "v" }],
      ObjectSizeGreaterThan: 2,
      ObjectSizeLessThan: 5,
    };
    await rules([{ Filter: { And }, Expiration: { Days: 1 } }]);
    const Tagging = "k=v&other=1";
    await put("logs/all", { Body: "1234", Tagging });
    await put("logs/large", { Body: "12345", Tagging });
    await put("logs/small", { Body: "12", Tagging });
    await put("logs/untagged", { Body: "1234" });
    await put("other", { Body: "1234", Tagging });
    until("2026-09-23T00:00:00Z");
    expect(shown()).toEqual(["logs/large", "logs/small", "logs/untagged", "other"]);
  });
});
