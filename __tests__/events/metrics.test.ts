import { arn, metrics, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const withMetrics = v2To(metrics("Enabled"));
const name = { ruleId: "rule", sourceBucket: "source", destinationBucket: "destination" };
const zeroes = {
  ...name,
  bytesPendingReplication: 0,
  operationsPendingReplication: 0,
  replicationLatencySeconds: 0,
  operationsFailedReplication: 0,
};

describe("Replication metrics", () => {
  test("are zeroes before anything was written", async () => {
    const { mock } = await scene({ rules: [withMetrics] });
    expect(mock.metrics("source")).toEqual([zeroes]);
  });

  test("are for rules with metrics only", async () => {
    const other = v2({ ID: "other", Priority: 2, Destination: { Bucket: arn("elsewhere") } });
    const { mock } = await scene({ rules: [withMetrics, other] });
    expect(mock.metrics("source")).toEqual([zeroes]);
  });

  test("BytesPendingReplication and OperationsPendingReplication count what is pending", async () => {
    const { mock, put } = await scene({ rules: [withMetrics] });
    await put("a", { Body: "12345" });
    await put("b", { Body: "123" });
    expect(mock.metrics("source")).toMatchObject([
      { bytesPendingReplication: 8, operationsPendingReplication: 2 },
    ]);
    mock.settle();
    expect(mock.metrics("source")).toMatchObject([
      { bytesPendingReplication: 0, operationsPendingReplication: 0 },
    ]);
  });

  test("what an outage holds back is pending", async () => {
    const { mock, replicate } = await scene({ rules: [withMetrics] });
    mock.faults.unavailable({ bucket: "destination" });
    await replicate("a");
    expect(mock.metrics("source")).toMatchObject([{ operationsPendingReplication: 1 }]);
  });

  test("a change of tags is an operation without bytes", async () => {
    const { mock, replicate, tag } = await scene({ rules: [withMetrics] });
    await replicate("a");
    await tag("source", "a", "new");
    expect(mock.metrics("source")).toMatchObject([
      { bytesPendingReplication: 0, operationsPendingReplication: 1 },
    ]);
  });

  test("ReplicationLatency is the longest wait, and the last one when nothing waits", async () => {
    const { mock, put } = await scene({ rules: [withMetrics], delay: 10_000 });
    await put("a");
    mock.advance(4_000);
    await put("b");
    mock.advance(1_000);
    expect(mock.metrics("source")).toMatchObject([{ replicationLatencySeconds: 5 }]);
    mock.advance(6_000);
    expect(mock.metrics("source")).toMatchObject([{ replicationLatencySeconds: 7 }]);
    mock.settle();
    expect(mock.metrics("source")).toMatchObject([{ replicationLatencySeconds: 10 }]);
  });

  test("OperationsFailedReplication counts failures, partial ones not", async () => {
    const { mock, replicate } = await scene({ rules: [withMetrics] });
    mock.faults.deny({ action: "s3:ReplicateObject", prefix: "whole" });
    mock.faults.deny({ action: "s3:ReplicateTags", prefix: "tags" });
    await replicate("whole");
    await replicate("whole");
    await replicate("tags", { Tagging: "a=1" });
    expect(mock.metrics("source")).toMatchObject([{ operationsFailedReplication: 2 }]);
  });

  test("go back with a restored snapshot", async () => {
    const { mock, replicate } = await scene({ rules: [withMetrics] });
    const snapshot = mock.snapshot();
    mock.faults.deny({ action: "s3:ReplicateObject" });
    await replicate("k");
    mock.restore(snapshot);
    expect(mock.metrics("source")).toEqual([zeroes]);
  });

  test("of a bucket without rules are none, and of no bucket an error", async () => {
    const { mock } = await scene();
    expect(mock.metrics("destination")).toEqual([]);
    expect(() => mock.metrics("nowhere")).toThrow(
      "there is no bucket nowhere; there are: source, destination, elsewhere",
    );
  });
});
