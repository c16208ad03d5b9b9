import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inspect } from "node:util";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { scene } from "../support/replicationScene.js";

describe("a printed mock", () => {
  test("shows its time, buckets, rules, pending work and faults", async () => {
    const { mock, put } = await scene();
    const versionId = await put("report.csv");
    mock.faults.fail({ reason: "DstBucketNotFound", prefix: "x" });
    const shown = {
      time: "2026-01-01T00:00:00.000Z",
      buckets: {
        source: { is: "us-east-1, versioning Enabled", rules: ['"rule" to destination'] },
        destination: { is: "us-east-1, versioning Enabled" },
        elsewhere: { is: "us-east-1, versioning Enabled" },
      },
      pendingWork: [
        `OBJECT_PUT of s3://source/report.csv?versionId=${versionId} to destination, due in 1 s`,
      ],
      faults: ['faults.fail({ reason: "DstBucketNotFound", prefix: "x" }), struck 0 times'],
    };
    expect(JSON.parse(JSON.stringify(mock))).toEqual(shown);
    expect(inspect(mock)).toMatch(/^ReplicationMock \{\n {2}time: '2026-01-01T00:00:00.000Z',\n/);
    expect(inspect(mock)).toContain(shown.pendingWork[0]);
  });

  test("names ten pieces of work, and says how many more there are", async () => {
    const { mock, put } = await scene();
    for (let n = 0; n < 12; n++) await put(`key-${n}`);
    const { pendingWork } = JSON.parse(JSON.stringify(mock));
    expect(pendingWork).toHaveLength(11);
    expect(pendingWork.at(-1)).toBe("and 2 more");
  });

  test("shows what is held back by an outage, and what waits for reads", async () => {
    const { mock, put } = await scene({ delay: { reads: 2 } });
    await put("read");
    expect(inspect(mock)).toContain("waiting for 2 more reads of its status");
    mock.faults.unavailable({ bucket: "destination" });
    mock.settle();
    expect(inspect(mock)).toContain("held back by an outage");
  });

  test("is the same in a failed comparison", async () => {
    const { mock } = await scene();
    expect(() => expect(mock).toBe(1)).toThrow('"is": "us-east-1, versioning Enabled"');
  });
});

test("buckets() has what bucket(name) has of each, in the order of their making", async () => {
  const { mock, put } = await scene();
  await put("report.csv");
  expect(mock.buckets()).toEqual(
    ["source", "destination", "elsewhere"].map((name) => mock.bucket(name)),
  );
  expect(replicationMock().buckets()).toEqual([]);
});

test("requests can be iterated, and have the headers and the attempt", async () => {
  const { mock, client, put } = await scene();
  await put("report.csv");
  mock.faults.respond({ code: "SlowDown", operation: "HeadObject", times: 1 });
  mock.requests.clear();
  await client.send(new HeadObjectCommand({ Bucket: "source", Key: "report.csv" }));
  const requests = [...mock.requests];
  expect(requests).toEqual(mock.requests.all());
  expect(requests.map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(requests[1]?.headers["amz-sdk-request"]).toMatch(/^attempt=2/);
  expect(Object.isFrozen(requests[1]?.headers)).toBe(true);
});

test("NODE_DEBUG=s3-replication-mock tells of requests and replication as they happen", () => {
  const program = join(__dirname, "debuggedProgram.ts");
  const { stderr, status } = spawnSync(process.execPath, ["--import", "tsx", program], {
    encoding: "utf8",
    env: { ...process.env, NODE_DEBUG: "s3-replication-mock" },
  });
  const lines = stderr
    .split("\n")
    .filter((line) => line.startsWith("S3-REPLICATION-MOCK"))
    .map((line) => line.replace(/^\S+ \d+: /, "").replace(/versionId=\S+/, "versionId=V"));
  expect({ status, lines }).toEqual({
    status: 0,
    lines: [
      "WorkAccepted OBJECT_PUT s3://source/key?versionId=V to s3://destination: PENDING",
      "PutObject s3://source/key -> 200",
      'FaultStruck OBJECT_PUT s3://source/key?versionId=V to s3://destination: faults.fail({ reason: "DstBucketUnversioned", bucket: "source" })',
      "WorkEnded OBJECT_PUT s3://source/key?versionId=V to s3://destination: DstBucketUnversioned",
      "GetObject s3://destination/key -> 404 S3Error: The specified key does not exist.",
      "PutBucketInventoryConfiguration s3://source/ -> 204",
      "InventoryFailed daily of s3://source: the write into nowhere failed: NoSuchBucket: The specified bucket does not exist",
    ],
  });
});
