import { manualClock } from "../../lib/base/clock.js";
import { plantSeeds } from "../../lib/mock/bucketSeeds.js";
import { deleteObject } from "../../lib/operations/objects/deleteObject.js";
import { putObject } from "../../lib/operations/objects/putObject.js";
import { settle } from "../../lib/replication/apply.js";
import { createS3, type S3 } from "../../lib/state/s3.js";
import type { Fact } from "../../lib/state/stateChange.js";
import { configuration, v2 } from "../support/replicationConfigurations.js";

const accountId = "123456789012";
const requester = { accountId, region: "us-east-1" };
const Bucket = "source";
const Key = "a";

/** A simulated S3 that replicates, and what it tells from here on. */
function observed(): { s3: S3; told: string[] } {
  const s3 = createS3({ ...requester, clock: manualClock(), seed: 1, delay: 1_000 });
  const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });
  plantSeeds(s3, {
    source: { versioning: "Enabled", replication: configuration(rule) },
    destination: { versioning: "Enabled" },
  });
  const told: string[] = [];
  s3.observers.add((fact) => told.push(inShort(fact)));
  return { s3, told };
}

function inShort(fact: Fact): string {
  switch (fact.type) {
    case "WorkAccepted":
    case "WorkDropped":
      return `${fact.type} ${fact.work.operation} ${fact.work.state}`;
    case "WorkEnded":
      return `${fact.type} ${fact.work.operation} ${fact.work.failureReason ?? fact.work.state}`;
    case "VersionCreated":
    case "DeleteMarkerCreated":
      return `${fact.type} ${fact.bucket} ${fact.origin}`;
    case "VersionRemoved":
      return `${fact.type} ${fact.bucket}`;
    case "VersionChanged":
      return `${fact.type} ${fact.bucket} ${fact.modification}`;
    case "WorkHeld":
    case "FaultStruck":
      return `${fact.type} ${fact.work.operation}`;
  }
}

test("an object tells its making, its work, its replica and its end", () => {
  const { s3, told } = observed();
  putObject(s3, { Bucket, Key, ChecksumAlgorithm: "CRC32" }, requester);
  settle(s3);
  expect(told).toEqual([
    "VersionCreated source PutObject",
    "WorkAccepted OBJECT_PUT PENDING",
    "VersionCreated destination replication",
    "WorkEnded OBJECT_PUT COMPLETED",
  ]);
});

test("a delete marker tells the same of itself", () => {
  const { s3, told } = observed();
  deleteObject(s3, { Bucket, Key }, requester);
  settle(s3);
  expect(told).toEqual([
    "DeleteMarkerCreated source DeleteObject",
    "WorkAccepted DELETE_MARKER PENDING",
    "DeleteMarkerCreated destination replication",
    "WorkEnded DELETE_MARKER COMPLETED",
  ]);
});

test("a failure tells its reason", () => {
  const { s3, told } = observed();
  putObject(s3, { Bucket, Key, ChecksumAlgorithm: "CRC32" }, requester);
  s3.buckets.delete("destination");
  settle(s3);
  expect(told.at(-1)).toBe("WorkEnded OBJECT_PUT DstBucketNotFound");
});

test("the deletion of a version that is PENDING tells that its work came to nothing", () => {
  const { s3, told } = observed();
  const { VersionId } = putObject(s3, { Bucket, Key, ChecksumAlgorithm: "CRC32" }, requester);
  told.length = 0;
  deleteObject(s3, { Bucket, Key, VersionId }, requester);
  settle(s3);
  expect(told).toEqual(["VersionRemoved source", "WorkDropped OBJECT_PUT PENDING"]);
});
