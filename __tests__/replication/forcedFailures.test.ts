import { failureReasons } from "../../lib/state/failureReasons.js";
import { v2 } from "../support/replicationConfigurations.js";
import { sceneOfFailures } from "../support/replicationScene.js";

const batchOnly = [
  "DstBucketInvalidRegion",
  "DstObjectHardDeleted",
  "InitiateReplicationNotPermitted",
  "SrcBucketInvalidRegion",
] as const;
const ofTags = ["DstPutTaggingNotPermitted", "SrcGetTaggingNotPermitted"] as const;
const live = failureReasons.filter(
  (reason) => ![...batchOnly, ...ofTags].some((other) => other === reason),
);

test("S3 has 34 failure reasons, and four of them in Batch Replication alone", () => {
  expect(new Set(failureReasons).size).toBe(34);
  expect(failureReasons).toEqual([...failureReasons].sort());
  expect(live).toHaveLength(28);
});

describe("work that is made to fail ends FAILED, and nothing is there:", () => {
  test.each(live)("%s", async (reason) => {
    const { mock, reasons, replicate, status, text } = await sceneOfFailures();
    const failure = mock.faults.fail({ reason });
    await replicate("a");
    expect(reasons).toEqual([reason]);
    expect(await status("source", "a")).toBe("FAILED");
    expect(await text("source", "a")).toBe("data");
    expect(await status("destination", "a")).toBe("missing");
    const [work] = mock.explain({ Bucket: "source", Key: "a" }).work;
    expect(work?.failureReason).toBe(reason);
    expect(work?.details).toHaveLength(2);
    expect(work?.advice).toContain(
      `In this mock: call end() of what mock.faults.fail({ reason: "${reason}" }) returned.`,
    );
    failure.end();
    await replicate("b");
    expect(await status("source", "b")).toBe("COMPLETED");
  });
});

describe("work of Batch Replication that is made to fail ends FAILED, and live replication does not:", () => {
  test.each(batchOnly)("%s", async (reason) => {
    const { mock, reasons, replicate, status } = await sceneOfFailures({
      buckets: { source: { versioning: "Enabled", objects: { old: "data" } } },
    });
    mock.faults.fail({ reason });
    await replicate("new");
    expect(await status("source", "new")).toBe("COMPLETED");
    mock.batchReplicate({ bucket: "source", filter: { statuses: ["NONE"] } });
    mock.settle();
    expect(reasons).toEqual([reason]);
    expect(await status("source", "old")).toBe("FAILED");
    expect(await status("destination", "old")).toBe("missing");
  });
});

describe("tags that are made to fail let the object arrive without them:", () => {
  test.each(ofTags)("%s", async (reason) => {
    const { mock, reasons, replicate, status, tag, tags } = await sceneOfFailures();
    const failure = mock.faults.fail({ reason });
    await replicate("a", { Tagging: "k=v" });
    expect(reasons).toEqual([reason]);
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("destination", "a")).toBe("REPLICA");
    expect(await tags("destination", "a")).toEqual({});
    failure.end();
    await tag("source", "a", "new");
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await tags("destination", "a")).toEqual({ k: "new" });
  });
});

describe("what is made to fail is the work that is named:", () => {
  const reason = "SrcObjectNotFound";
  const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });

  test("by prefix, rule, destination and bucket", async () => {
    const { mock, replicate, status } = await sceneOfFailures();
    mock.faults.fail({ reason, prefix: "bad/", ruleId: "other", destination: "destination" });
    mock.faults.fail({ reason, bucket: "elsewhere" });
    await replicate("bad/a");
    await replicate("good/a");
    expect(await status("source", "bad/a")).toBe("COMPLETED");
    mock.faults.fail({
      reason,
      prefix: "bad/",
      ruleId: "rule",
      destination: "destination",
      bucket: "source",
    });
    await replicate("bad/b");
    await replicate("good/b");
    expect(await status("source", "bad/b")).toBe("FAILED");
    expect(await status("source", "good/b")).toBe("COMPLETED");
  });

  test("the nth piece of it", async () => {
    const { mock, reasons, put, status } = await sceneOfFailures();
    mock.faults.fail({ reason, nth: 2 });
    for (const key of ["a", "b", "c"]) await put(key);
    mock.settle();
    expect(reasons).toEqual([reason]);
    expect(await status("source", "b")).toBe("FAILED");
  });

  test("a delete marker and a change, as any other", async () => {
    const { mark, mock, reasons, replicate, tag } = await sceneOfFailures({ rules: [rule] });
    await replicate("a");
    mock.faults.fail({ reason });
    await tag("source", "a", "new");
    mock.settle();
    await mark("a");
    mock.settle();
    expect(reasons).toEqual([reason, reason]);
  });
});

test("of two failures the first one is the reason, and the other one when that has ended", async () => {
  const { mock, reasons, replicate } = await sceneOfFailures();
  const first = mock.faults.fail({ reason: "SrcKeyNotFound" });
  mock.faults.fail({ reason: "SrcVersionNotFound" });
  await replicate("a");
  first.end();
  await replicate("b");
  expect(reasons).toEqual(["SrcKeyNotFound", "SrcVersionNotFound"]);
});

test("explain foresees that work will fail, and how to keep it from that", async () => {
  const { mock, put } = await sceneOfFailures();
  mock.faults.fail({ reason: "SrcObjectNotEligible" });
  await put("a");
  const { text } = mock.explain({ Bucket: "source", Key: "a" });
  expect(text).toContain("As things stand it will end FAILED, SrcObjectNotEligible.");
  expect(text).toContain('mock.faults.fail({ reason: "SrcObjectNotEligible" })');
});

test("a snapshot keeps what is made to fail", async () => {
  const { mock, reasons, replicate } = await sceneOfFailures();
  mock.faults.fail({ reason: "SrcKeyNotFound" });
  const failing = mock.snapshot();
  mock.reset();
  await replicate("a");
  expect(reasons).toEqual([]);
  mock.restore(failing);
  await replicate("a");
  expect(reasons).toEqual(["SrcKeyNotFound"]);
});
