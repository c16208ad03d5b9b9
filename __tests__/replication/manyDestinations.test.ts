import { loadChecksums } from "../../lib/base/checksums.js";
import { StepCounter } from "../support/countedSteps.js";

// What is loaded from here on is counted.
const counter = new StepCounter();
const { manualClock } =
  require("../../lib/base/clock.js") as typeof import("../../lib/base/clock.js");
const { aws } = require("../../lib/dialects/aws.js") as typeof import("../../lib/dialects/aws.js");
const { plantSeeds } =
  require("../../lib/mock/bucketSeeds.js") as typeof import("../../lib/mock/bucketSeeds.js");
const { operations } =
  require("../../lib/operations/operations.js") as typeof import("../../lib/operations/operations.js");
const { createS3 } = require("../../lib/state/s3.js") as typeof import("../../lib/state/s3.js");
const { settle } =
  require("../../lib/agenda/settle.js") as typeof import("../../lib/agenda/settle.js");
const { explain } =
  require("../../lib/observe/explain/explain.js") as typeof import("../../lib/observe/explain/explain.js");

beforeAll(loadChecksums);
afterAll(() => counter.close());

const requester = { accountId: "123456789012", region: "us-east-1" };
const object = { Bucket: "source", Key: "k" };

/** An S3 with one object, which has been replicated to so many buckets. */
function replicatedTo(count: number) {
  const clock = manualClock(Date.UTC(2026, 0, 1));
  const s3 = createS3({ ...requester, clock, seed: 1, delay: 1_000 });
  const names = Array.from({ length: count }, (_, number) => `destination-${number}`);
  const Rules = names.map((name, number) => ({
    ID: name,
    Status: "Enabled" as const,
    Priority: number,
    Filter: { Prefix: "" },
    DeleteMarkerReplication: { Status: "Disabled" as const },
    Destination: { Bucket: `arn:aws:s3:::${name}` },
  }));
  const replication = { Role: "arn:aws:iam::123456789012:role/replication", Rules };
  const destinations = names.map((name) => [name, { versioning: "Enabled" }] as const);
  plantSeeds(
    s3,
    { ...Object.fromEntries(destinations), source: { versioning: "Enabled", replication } },
    aws,
  );
  operations.PutObject(s3, object, requester);
  settle(s3);
  return s3;
}

type Run = (s3: ReturnType<typeof replicatedTo>) => void;

const tag = (Value: string): Run => {
  const Tagging = { TagSet: [{ Key: "tag", Value }] };
  return (s3) => void operations.PutObjectTagging(s3, { ...object, Tagging }, requester);
};

describe("of a version with 200 destinations, against 100,", () => {
  test.each<[string, Run]>([
    ["a change of tags", tag("second")],
    ["an explanation", (s3) => void explain(s3, { Bucket: "source", Key: "k" })],
  ])("%s takes at most 2.5 times the steps", (_name, run) => {
    const stepsFor = (count: number): number => {
      const s3 = replicatedTo(count);
      tag("first")(s3);
      settle(s3);
      return counter.stepsOf(() => run(s3));
    };
    // What is compiled and remembered at first is not counted.
    stepsFor(10);
    const steps = stepsFor(100);
    expect(steps).toBeGreaterThan(100);
    expect(stepsFor(200) / steps).toBeLessThan(2.5);
  });
});
