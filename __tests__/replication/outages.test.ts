import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { arn, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const regions = {
  source: { versioning: "Enabled", region: "us-east-1" },
  destination: { versioning: "Enabled", region: "us-east-1" },
  elsewhere: { versioning: "Enabled", region: "us-east-1" },
} as const;
const twoRules = [v2({ ID: "1" }), v2To({ Bucket: arn("elsewhere") }, { ID: "2", Priority: 2 })];

test.each([
  ["the destination", { bucket: "destination" }],
  ["the source", { bucket: "source" }],
  ["their Region", { region: "us-east-1" }],
])(
  "while %s is unavailable work stays PENDING, and goes on by itself afterwards",
  async (_what, what) => {
    const { mock, put, status } = await scene({ buckets: regions });
    const outage = mock.faults.unavailable(what);
    await put("a");
    mock.advance(86_400_000);
    expect(await status("source", "a")).toBe("PENDING");
    expect(await status("destination", "a")).toBe("missing");
    outage.end();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await status("destination", "a")).toBe("REPLICA");
  },
);

test("settle ends during an outage, and leaves what it holds back PENDING", async () => {
  const { mock, put, status } = await scene({ rules: twoRules });
  mock.faults.unavailable({ bucket: "destination" });
  await put("a");
  mock.settle();
  expect(await status("source", "a")).toBe("PENDING");
  expect(await status("elsewhere", "a")).toBe("REPLICA");
});

test("nothing is lost in an outage", async () => {
  const { mock, put, status } = await scene({ delay: ({ key }) => Number(key) });
  const outage = mock.faults.unavailable({ bucket: "destination" });
  const keys = Array.from({ length: 50 }, (_, index) => String(index));
  for (const key of keys) await put(key);
  mock.settle();
  outage.end();
  for (const key of keys) expect(await status("destination", key)).toBe("REPLICA");
});

test("work that two outages hold back goes on when both have ended", async () => {
  const { mock, put, status } = await scene();
  const outages = [
    mock.faults.unavailable({ bucket: "destination" }),
    mock.faults.unavailable({ bucket: "source" }),
  ];
  await put("a");
  mock.settle();
  outages[0]?.end();
  mock.settle();
  expect(await status("source", "a")).toBe("PENDING");
  outages[1]?.end();
  expect(await status("source", "a")).toBe("COMPLETED");
});

test("an outage holds back nothing that was due before it began", async () => {
  const { mock, put, status } = await scene({ delay: 0 });
  await put("a");
  mock.faults.unavailable({ bucket: "destination" });
  expect(await status("destination", "a")).toBe("REPLICA");
});

test("another bucket's or Region's outage holds back nothing", async () => {
  const { mock, replicate, status } = await scene();
  mock.faults.unavailable({ bucket: "elsewhere" });
  mock.faults.unavailable({ region: "eu-west-1" });
  await replicate("a");
  expect(await status("source", "a")).toBe("COMPLETED");
});

test("clients still reach what replication cannot", async () => {
  const { mock, put, status } = await scene();
  mock.faults.unavailable({ bucket: "destination" });
  await put("a", { Bucket: "destination" });
  expect(await status("destination", "a")).toBe("none");
});

test("a version that is deleted while it is held back never arrives", async () => {
  const { client, mock, put, status } = await scene();
  const outage = mock.faults.unavailable({ bucket: "destination" });
  const VersionId = await put("a");
  mock.settle();
  await client.send(new DeleteObjectCommand({ Bucket: "source", Key: "a", VersionId }));
  outage.end();
  mock.settle();
  expect(await status("destination", "a")).toBe("missing");
});

test("what is held back fails as it would without the outage", async () => {
  const { mock, put, status } = await scene();
  const outage = mock.faults.unavailable({ bucket: "destination" });
  mock.faults.deny({ action: "s3:ReplicateObject" });
  await put("a");
  mock.settle();
  expect(await status("source", "a")).toBe("PENDING");
  outage.end();
  expect(await status("source", "a")).toBe("FAILED");
});

test("tags written in an outage reach the replica after it", async () => {
  const { mock, replicate, tag, tags, status } = await scene();
  await replicate("a");
  const outage = mock.faults.unavailable({ bucket: "destination" });
  await tag("source", "a", "new");
  mock.settle();
  expect(await status("source", "a")).toBe("PENDING");
  outage.end();
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await tags("destination", "a")).toEqual({ k: "new" });
});

test("work that waits for reads of its status is held back too", async () => {
  const { mock, put, status } = await scene({ delay: { reads: 1 } });
  const outage = mock.faults.unavailable({ bucket: "destination" });
  await put("a");
  for (let reads = 0; reads < 4; reads++) expect(await status("source", "a")).toBe("PENDING");
  outage.end();
  expect(await status("source", "a")).toBe("COMPLETED");
});

test("reset ends all outages and forgets what they held back", async () => {
  const { configure, mock, put, replicate, status } = await scene();
  const outage = mock.faults.unavailable({ bucket: "destination" });
  await put("a");
  mock.settle();
  mock.reset();
  outage.end();
  await configure([v2()]);
  await replicate("b");
  expect(await status("destination", "a")).toBe("missing");
  expect(await status("destination", "b")).toBe("REPLICA");
});
