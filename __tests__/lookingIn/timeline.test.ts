import {
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { XMLValidator } from "fast-xml-parser";
import { replicationMock, type Timeline } from "s3-replication-mock";
import { scene } from "../support/replicationScene.js";

const object = "s3://source/report.csv";

function kindsOf({ events }: Timeline): string[] {
  return events.map(({ kind }) => kind);
}

test("a version is made, matched, waits and arrives", async () => {
  const { mock, put } = await scene();
  const versionId = await put("report.csv");
  expect(kindsOf(mock.timeline(object))).toEqual(["made", "matched", "waiting"]);
  mock.settle();
  const timeline = mock.timeline(object);
  expect(timeline).toMatchObject({ bucket: "source", key: "report.csv", versionId });
  expect(timeline.text.replace(versionId, "V")).toBe(
    [
      "s3://source/report.csv?versionId=V",
      "  2026-01-01T00:00:00.000Z  made     by PutObject, 4 bytes",
      '  2026-01-01T00:00:00.000Z  matched  rule "rule": OBJECT_PUT to s3://destination, due at 2026-01-01T00:00:01.000Z',
      "                      +1 s  arrived  OBJECT_PUT to s3://destination: COMPLETED",
    ].join("\n"),
  );
  expect(timeline.events[2]).toEqual({
    at: new Date("2026-01-01T00:00:01.000Z"),
    kind: "arrived",
    bucket: "source",
    destinationBucket: "destination",
    ruleId: "rule",
    operation: "OBJECT_PUT",
    failureReason: undefined,
    text: "OBJECT_PUT to s3://destination: COMPLETED",
  });
});

test("a change of tags is told, and so is its arrival", async () => {
  const { mock, replicate, tag } = await scene();
  await replicate("report.csv");
  mock.advance(5_000);
  await tag("source", "report.csv", "red");
  mock.settle();
  expect(kindsOf(mock.timeline(object))).toEqual([
    ...["made", "matched", "arrived"],
    ...["changed", "matched", "arrived"],
  ]);
});

test("a fault that strikes is told before what it leads to", async () => {
  const { mock, replicate } = await scene();
  mock.faults.fail({ reason: "DstKmsKeyNotFound", prefix: "report" });
  await replicate("report.csv");
  const { events } = mock.timeline(object);
  expect(events.map(({ kind, text }) => [kind, text]).slice(2)).toEqual([
    [
      "struck",
      'faults.fail({ reason: "DstKmsKeyNotFound", prefix: "report" }) on the way to s3://destination',
    ],
    ["failed", "OBJECT_PUT to s3://destination: FAILED, DstKmsKeyNotFound"],
  ]);
  expect(events[3]).toMatchObject({ failureReason: "DstKmsKeyNotFound" });
});

test("tags that may not be read are struck, and the object arrives without them", async () => {
  const { mock, replicate } = await scene();
  mock.faults.deny({ action: "s3:GetObjectVersionTagging" });
  await replicate("report.csv", { Tagging: "a=1" });
  expect(kindsOf(mock.timeline(object)).slice(2)).toEqual(["struck", "arrived", "failed"]);
});

test("an outage lets it wait until it ends", async () => {
  const { mock, put } = await scene();
  const outage = mock.faults.unavailable({ bucket: "destination" });
  await put("report.csv");
  mock.advance(60_000);
  expect(mock.timeline(object).events.at(-1)).toMatchObject({
    kind: "waiting",
    text: "OBJECT_PUT to s3://destination: PENDING, held back by an outage",
  });
  outage.end();
  mock.settle();
  expect(kindsOf(mock.timeline(object))).toEqual(["made", "matched", "waiting", "arrived"]);
});

test("work that waits for reads says how many", async () => {
  const { mock, put } = await scene({ delay: { reads: 3 } });
  await put("report.csv");
  expect(mock.timeline(object).text).toContain("PENDING, waiting for 3 more reads of its status");
});

test("a version that no rule replicates says why", async () => {
  const { mock, put } = await scene({ rules: [] });
  await put("report.csv");
  expect(mock.timeline(object).events).toMatchObject([
    { kind: "made" },
    {
      kind: "unmatched",
      text: "It was not replicated: s3://source has no replication configuration.",
    },
  ]);
});

test("a delete marker hides it, and a removal ends it while it waits", async () => {
  const { mock, client, put, mark } = await scene();
  const VersionId = await put("report.csv");
  await mark("report.csv");
  await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "report.csv", VersionId }));
  expect(kindsOf(mock.timeline({ Bucket: "source", Key: "report.csv", VersionId }))).toEqual([
    ...["made", "matched"],
    ...["hidden", "removed", "dropped"],
  ]);
});

test("a replica's life has what brought it and what changed it", async () => {
  const { mock, replicate, tag } = await scene();
  const versionId = await replicate("report.csv");
  await tag("source", "report.csv", "red");
  mock.settle();
  const replica = mock.timeline(`s3://destination/report.csv?versionId=${versionId}`);
  expect(replica.text).toContain("by replication, 4 bytes");
  expect(kindsOf(replica)).toEqual([
    ...["matched", "made", "arrived"],
    ...["changed", "matched", "arrived"],
  ]);
});

test("what was before a restored snapshot is told from what stands", async () => {
  const { mock, replicate } = await scene();
  await replicate("report.csv");
  mock.restore(mock.snapshot());
  expect(kindsOf(mock.timeline(object))).toEqual(["made", "matched", "arrived"]);
});

test("a key that never was has what explain says of it", async () => {
  const { mock } = await scene();
  const timeline = mock.timeline("s3://source/never");
  expect(timeline.events).toEqual([]);
  expect(timeline.text).toBe(mock.explain("s3://source/never").text);
});

test("null versions of two buckets have separate lives", async () => {
  const { mock, client } = await scene({ rules: [] });
  for (const Bucket of ["source", "destination"]) {
    const VersioningConfiguration = { Status: "Suspended" } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    await client.send(new PutObjectCommand({ Bucket, Key: "report.csv", Body: "x" }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: "report.csv", VersionId: "null" }));
  }
  expect(kindsOf(mock.timeline(`${object}?versionId=null`))).toEqual(["made", "removed"]);
});

describe("a timeline is a value that", () => {
  test("prints as its text, and is plain data beside it", async () => {
    const { mock, replicate } = await scene();
    await replicate("report.csv");
    const timeline = mock.timeline(object);
    expect(String(timeline)).toBe(timeline.text);
    expect(structuredClone(timeline)).toEqual({ ...timeline });
    expect(Object.isFrozen(timeline)).toBe(true);
  });

  test("draws itself as a Mermaid sequence diagram", async () => {
    const { mock, replicate } = await scene();
    const versionId = await replicate("a;b#c");
    expect(mock.timeline("s3://source/a;b#c").mermaid.replace(versionId, "V")).toBe(
      [
        "---",
        'title: "s3://source/a;b#c?versionId=V"',
        "---",
        "sequenceDiagram",
        "  participant b0 as source",
        "  participant b1 as destination",
        "  Note over b0: 2026-01-01T00:00:00.000Z made: by PutObject, 4 bytes",
        '  b0--)b1: 2026-01-01T00:00:00.000Z matched: rule "rule": OBJECT_PUT to s3://destination, due at 2026-01-01T00:00:01.000Z',
        "  b0->>b1: +1 s arrived: OBJECT_PUT to s3://destination: COMPLETED",
        "",
      ].join("\n"),
    );
  });

  test("draws itself as SVG, whatever the key is made of", async () => {
    const { mock, replicate } = await scene();
    await replicate('<a>&"b"');
    const { svg } = mock.timeline('s3://source/<a>&"b"');
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain("s3://source/&lt;a&gt;&amp;&quot;b&quot;");
    expect(svg.match(/<circle /g)).toHaveLength(3);
  });
});

test("what is remembered is bounded, and what stands is told all the same", () => {
  const others = Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`k${n}`, "x"]));
  const crowded = replicationMock({ buckets: { source: { objects: { first: "x", ...others } } } });
  expect(kindsOf(crowded.timeline("s3://source/first"))).toEqual(["made", "unmatched"]);
});
