import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketReplicationCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import { arn, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

test("Batch Replication replicates versions that were there before the configuration", async () => {
  const { configure, mock, put, status } = await scene({ rules: [] });
  const first = await put("a");
  const second = await put("a");
  await configure([v2()]);
  const report = mock.batchReplicate({ bucket: "source", filter: { statuses: ["NONE"] } });
  expect(report).toEqual({
    accepted: 2,
    skipped: 0,
    versions: [second, first].map((versionId) => ({
      key: "a",
      versionId,
      status: "NONE",
      destinations: ["destination"],
      skippedBecause: undefined,
    })),
  });
  expect(await status("source", "a")).toBe("PENDING");
  mock.settle();
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await status("destination", "a", first)).toBe("REPLICA");
  expect(await status("destination", "a", second)).toBe("REPLICA");
});

test("Batch Replication is a way out of FAILED", async () => {
  const { mock, replicate, status, tags } = await scene();
  const denied = mock.faults.deny({ action: "s3:ReplicateObject" });
  await replicate("a", { Tagging: "k=v" });
  await replicate("b", { Tagging: "k=v" });
  denied.end();
  const { accepted } = mock.batchReplicate({
    bucket: "source",
    filter: { statuses: ["FAILED"], prefix: "a" },
  });
  expect(accepted).toBe(1);
  mock.settle();
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await status("source", "b")).toBe("FAILED");
  expect(await tags("destination", "a")).toEqual({ k: "v" });
});

test("Batch Replication of a version whose tags failed brings them, and leaves FAILED", async () => {
  const { mock, replicate, status, tag, tags } = await scene();
  await replicate("a");
  const denied = mock.faults.deny({ action: "s3:ReplicateTags" });
  await tag("source", "a", "new");
  mock.settle();
  denied.end();
  mock.batchReplicate({ bucket: "source", filter: { statuses: ["FAILED"] } });
  mock.settle();
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await tags("destination", "a")).toEqual({ k: "new" });
});

test("a batch that fails ends FAILED as live replication does", async () => {
  const { configure, mock, put, status } = await scene({ rules: [] });
  await put("a");
  await configure([v2()]);
  mock.faults.deny({ action: "s3:ReplicateObject" });
  mock.batchReplicate({ bucket: "source" });
  mock.settle();
  expect(await status("source", "a")).toBe("FAILED");
});

// policies.md E9
test("a batch that may not begin leaves versions as they were", async () => {
  const { configure, mock, put, status } = await scene({ rules: [] });
  await put("a");
  await put("b");
  await configure([v2()]);
  const denied = mock.faults.deny({ action: "s3:InitiateReplication", prefix: "a" });
  const { accepted, versions } = mock.batchReplicate({ bucket: "source" });
  expect(accepted).toBe(1);
  expect(versions).toMatchObject([
    { key: "a", skippedBecause: "InitiateReplicationNotPermitted", destinations: [] },
    { key: "b", skippedBecause: undefined },
  ]);
  mock.settle();
  expect(await status("source", "a")).toBe("none");
  expect(await status("source", "b")).toBe("COMPLETED");
  expect(mock.faults.list()).toMatchObject([{ count: 1 }]);
  denied.end();
  mock.batchReplicate({ bucket: "source", filter: { statuses: ["NONE"] } });
  mock.settle();
  expect(await status("source", "a")).toBe("COMPLETED");
});

test("Batch Replication sends versions that are COMPLETED to a new destination", async () => {
  const { configure, mock, replicate, status } = await scene();
  await replicate("a");
  await configure([v2To({ Bucket: arn("elsewhere") })]);
  mock.batchReplicate({ bucket: "source", filter: { statuses: ["COMPLETED"] } });
  mock.settle();
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await status("elsewhere", "a")).toBe("REPLICA");
});

test("Batch Replication replicates replicas, which stay REPLICA", async () => {
  const { configure, mock, replicate, status } = await scene();
  const versionId = await replicate("a");
  await configure([v2To({ Bucket: arn("elsewhere") })], "destination");
  const { versions } = mock.batchReplicate({
    bucket: "destination",
    filter: { statuses: ["REPLICA"] },
  });
  expect(versions).toMatchObject([{ versionId, status: "REPLICA", destinations: ["elsewhere"] }]);
  mock.settle();
  expect(await status("elsewhere", "a", versionId)).toBe("REPLICA");
  expect(await status("destination", "a")).toBe("REPLICA");
});

test("a replica that is sent to where it came from leaves the source what it is", async () => {
  const { configure, mock, replicate, status, tag, tags } = await scene();
  await replicate("a");
  await configure([v2To({ Bucket: arn("source") })], "destination");
  await tag("destination", "a", "local");
  mock.batchReplicate({ bucket: "destination" });
  mock.settle();
  expect(await status("source", "a")).toBe("COMPLETED");
  expect(await tags("source", "a")).toEqual({});
});

test("a replica that was deleted by its id is not made again", async () => {
  const { client, mock, replicate, status } = await scene();
  const VersionId = await replicate("a");
  await client.send(new DeleteObjectCommand({ Bucket: "destination", Key: "a", VersionId }));
  for (let attempt = 0; attempt < 2; attempt++) {
    mock.batchReplicate({ bucket: "source" });
    mock.settle();
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("destination", "a")).toBe("missing");
  }
});

// lifecycle-inventory-batch.md C6: making the bucket anew does not help.
test("a replica deleted by its id is not made again, not in a destination that was made anew either", async () => {
  const { client, mock, replicate, status } = await scene();
  const VersionId = await replicate("a");
  const Bucket = "destination";
  await client.send(new DeleteObjectCommand({ Bucket, Key: "a", VersionId }));
  await client.send(new DeleteBucketCommand({ Bucket }));
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
  );
  mock.batchReplicate({ bucket: "source" });
  mock.settle();
  expect(await status(Bucket, "a")).toBe("missing");
  expect(mock.bucket("source")?.versions[0]?.work[0]?.failureReason).toBe("DstObjectHardDeleted");
});

test("a null version is replicated, and comes to nothing when it is overwritten before", async () => {
  const { client, configure, mock, put, status, text } = await scene({
    rules: [],
    buckets: { source: {} },
  });
  await put("a");
  await put("b");
  const versioning = (Status: "Enabled" | "Suspended") =>
    client.send(
      new PutBucketVersioningCommand({
        Bucket: "source",
        VersioningConfiguration: { Status },
      }),
    );
  await versioning("Enabled");
  await configure([v2()]);
  expect(mock.batchReplicate({ bucket: "source" }).accepted).toBe(2);
  await client.send(new DeleteBucketReplicationCommand({ Bucket: "source" }));
  await versioning("Suspended");
  await put("b", { Body: "newer" });
  mock.settle();
  expect(await text("destination", "a", "null")).toBe("data");
  expect(await status("destination", "b")).toBe("missing");
  expect(await status("source", "b")).toBe("none");
});

test("existing delete markers go where the rules replicate delete markers", async () => {
  const { configure, mark, mock, replicate, status } = await scene();
  await replicate("a");
  await mark("a");
  await configure([v2({ DeleteMarkerReplication: { Status: "Enabled" } })]);
  mock.batchReplicate({ bucket: "source" });
  mock.settle();
  expect(await status("destination", "a")).toBe("missing");
});
