import { settle } from "../../lib/agenda/settle.js";
import { manualClock } from "../../lib/base/clock.js";
import { aws } from "../../lib/dialects/aws.js";
import { plantSeeds } from "../../lib/mock/bucketSeeds.js";
import { deleteObject } from "../../lib/operations/objects/deleteObject.js";
import { putObject } from "../../lib/operations/objects/putObject.js";
import { removeBucket } from "../../lib/state/removeBucket.js";
import { tellChanges } from "../../lib/state/report.js";
import { createS3, type S3 } from "../../lib/state/s3.js";
import type { StateChange } from "../../lib/state/stateChange.js";
import { configuration, v2 } from "../support/replicationConfigurations.js";

const accountId = "123456789012";
const requester = { accountId, region: "us-east-1" };
const Bucket = "source";
const Key = "a";

/** A simulated S3 that replicates, and what it tells from here on. */
function observed(): { s3: S3; told: string[] } {
  const s3 = createS3({ ...requester, clock: manualClock(), seed: 1, delay: 1_000 });
  const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });
  plantSeeds(
    s3,
    {
      source: { versioning: "Enabled", replication: configuration(rule) },
      destination: { versioning: "Enabled" },
    },
    aws,
  );
  const told: string[] = [];
  s3.observers.add((change) => told.push(inShort(change)));
  return { s3, told };
}

/** Lets everything happen, and be told. */
function finish(s3: S3): void {
  tellChanges(s3);
  settle(s3);
}

function inShort(change: StateChange): string {
  switch (change.type) {
    case "WorkAccepted":
    case "WorkDropped":
    case "ThresholdMissed":
      return `${change.type} ${change.work.operation} ${change.work.state}`;
    case "WorkEnded":
      return `${change.type} ${change.work.operation} ${change.work.failureReason ?? change.work.state}`;
    case "VersionCreated":
    case "DeleteMarkerCreated":
      return `${change.type} ${change.bucket} ${change.origin}`;
    case "VersionRemoved":
    case "VersionExpired":
    case "VersionTransitioned":
    case "InventoryFailed":
      return `${change.type} ${change.bucket}`;
    case "VersionChanged":
      return `${change.type} ${change.bucket} ${change.modification}`;
    case "WorkHeld":
    case "FaultStruck":
      return `${change.type} ${change.work.operation}`;
  }
}

test("an object tells its making, its work, its replica and its end", () => {
  const { s3, told } = observed();
  putObject(s3, { Bucket, Key, ChecksumAlgorithm: "CRC32" }, requester);
  finish(s3);
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
  finish(s3);
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
  const destination = s3.buckets.get("destination");
  if (destination !== undefined) removeBucket(s3, destination);
  finish(s3);
  expect(told.at(-1)).toBe("WorkEnded OBJECT_PUT DstBucketNotFound");
});

test("the deletion of a version that is PENDING tells that its work came to nothing", () => {
  const { s3, told } = observed();
  const { VersionId } = putObject(s3, { Bucket, Key, ChecksumAlgorithm: "CRC32" }, requester);
  tellChanges(s3);
  told.length = 0;
  deleteObject(s3, { Bucket, Key, VersionId }, requester);
  finish(s3);
  expect(told).toEqual(["VersionRemoved source", "WorkDropped OBJECT_PUT PENDING"]);
});
