import { v2 } from "../support/replicationConfigurations.js";
import { scene, sceneStart } from "../support/replicationScene.js";

test("GLACIER and DEEP_ARCHIVE are skipped, and so is what no rule matches", async () => {
  const { configure, mock, put, status } = await scene({ rules: [] });
  await put("a/cold", { StorageClass: "GLACIER" });
  await put("a/colder", { StorageClass: "DEEP_ARCHIVE" });
  await put("b");
  await configure([v2({ Filter: { Prefix: "a/" } })]);
  const { accepted, skipped, versions } = mock.batchReplicate({ bucket: "source" });
  expect([accepted, skipped]).toEqual([0, 3]);
  expect(versions.map(({ key, skippedBecause }) => [key, skippedBecause])).toEqual([
    ["a/cold", "ArchivedStorageClass"],
    ["a/colder", "ArchivedStorageClass"],
    ["b", "NoRuleMatches"],
  ]);
  mock.settle();
  expect(await status("source", "b")).toBe("none");
});

test("the filter selects by prefix and time of creation", async () => {
  const { configure, mock, put } = await scene({ rules: [] });
  for (const key of ["a1", "a2", "b1"]) {
    await put(key);
    mock.advance(1_000);
  }
  await configure([v2()]);
  const keys = (filter: Parameters<typeof mock.batchReplicate>[0]["filter"]) =>
    mock
      .batchReplicate({ bucket: "source", ...(filter && { filter }) })
      .versions.map(({ key }) => key);
  expect(keys({ prefix: "zzz" })).toEqual([]);
  expect(
    keys({ createdAfter: sceneStart + 1_000, createdBefore: new Date(sceneStart + 1_000) }),
  ).toEqual(["a2"]);
  expect(keys({ prefix: "a", createdBefore: sceneStart })).toEqual(["a1"]);
  expect(keys(undefined)).toEqual(["b1"]);
});

describe("a wrong argument throws at once and says what is allowed:", () => {
  const calls: Record<string, [options: unknown, message: RegExp]> = {
    "no bucket": [{}, /batchReplicate: bucket is undefined; allowed is the name of a bucket/],
    "a bucket that there is not": [{ bucket: "none" }, /there is no bucket none; create it first/],
    "a bucket without a configuration": [
      { bucket: "destination" },
      /the bucket destination has no replication configuration; put one first/,
    ],
    "an unknown status": [
      { bucket: "source", filter: { statuses: ["PENDING"] } },
      /statuses is \["PENDING"\]; allowed is an array of NONE, FAILED, COMPLETED, REPLICA/,
    ],
    "an unknown filter": [
      { bucket: "source", filter: { tag: "k" } },
      /there is no filter tag; allowed is statuses, prefix, createdAfter, createdBefore/,
    ],
    "a time that is none": [
      { bucket: "source", filter: { createdAfter: "yesterday" } },
      /createdAfter is yesterday; allowed is a Date or milliseconds since the epoch/,
    ],
    "a prefix that is no text": [
      { bucket: "source", filter: { prefix: 1 } },
      /prefix is 1; allowed is a string/,
    ],
  };

  test.each(Object.entries(calls))("%s", async (_what, [options, message]) => {
    const { mock } = await scene();
    // Callers without types can pass anything.
    const call = mock.batchReplicate as (options: unknown) => unknown;
    expect(() => call(options)).toThrow(message);
  });
});
