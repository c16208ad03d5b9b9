import { wholeSecond } from "../base/clock.js";
import { MockError } from "../base/mockError.js";
import { isInitiationDenied } from "../faults/deniedActions.js";
import type { Bucket } from "../state/bucket.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { CompiledConfiguration } from "../state/replicationRules.js";
import type { S3 } from "../state/s3.js";
import { versionsIn } from "../state/versionStack.js";
import { type BatchOptions, type CheckedBatch, checkedBatch } from "./batchOptions.js";
import { batchEligibility, sendAgain } from "./sendAgain.js";
import { replicationStatus } from "./status.js";

/** What Batch Replication did with the versions that its filter selects. */
export interface BatchReport {
  /** In the order of keys, and newest first. */
  readonly versions: readonly BatchVersion[];
  /** How many versions are on their way. */
  readonly accepted: number;
  readonly skipped: number;
}

/** What Batch Replication did with one version. */
export interface BatchVersion {
  readonly key: string;
  readonly versionId: string;
  /** Its replication status before; `NONE` where it had none. */
  readonly status: "NONE" | "COMPLETED" | "FAILED" | "REPLICA";
  /** The buckets it is on its way to; none when it was skipped. */
  readonly destinations: readonly string[];
  /** Why it was skipped. Its status stays as it was then. */
  readonly skippedBecause:
    | "ArchivedStorageClass"
    | "InitiateReplicationNotPermitted"
    | "NoRuleMatches"
    | undefined;
}

/**
 * Accepts replication work for versions that are there already, by the configuration of now: what S3
 * Batch Replication does. Versions that are PENDING are left alone; delete markers go where the rules
 * replicate them: `assumed`, like the sending of a version that FAILED to all of its destinations again.
 *
 * @throws MockError when an argument is wrong, or the bucket has no replication configuration
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
 */
export function batchReplicate(s3: S3, options: BatchOptions): BatchReport {
  const batch = checkedBatch(options);
  const bucket = s3.buckets.get(batch.bucket);
  if (bucket === undefined) {
    throw new MockError(
      `batchReplicate: there is no bucket ${batch.bucket}; create it first`,
      "ERR_MOCK_NOT_FOUND",
    );
  }
  const { replication } = bucket;
  if (replication === undefined) {
    throw new MockError(
      `batchReplicate: the bucket ${batch.bucket} has no replication configuration; put one first`,
      "ERR_MOCK_NOT_FOUND",
    );
  }
  const versions = selected(s3, bucket, batch).map((version) =>
    replicateAgain(s3, { bucket, version, replication }),
  );
  const accepted = versions.filter(({ destinations }) => destinations.length > 0).length;
  return { versions, accepted, skipped: versions.length - accepted };
}

function selected(s3: S3, bucket: Bucket, batch: CheckedBatch): ObjectVersion[] {
  const versions: ObjectVersion[] = [];
  for (const [key, stack] of bucket.versions.entries(batch.prefix)) {
    if (!key.startsWith(batch.prefix)) break;
    for (const version of versionsIn(stack)) {
      if (isSelected(s3, version, batch)) versions.push(version);
    }
  }
  return versions;
}

/** S3 keeps when a version was made in whole seconds: one of the second that is named is meant too. */
function isSelected(s3: S3, version: ObjectVersion, batch: CheckedBatch): boolean {
  const { lastModified } = version;
  if (lastModified < wholeSecond(batch.createdAfter)) return false;
  if (lastModified > batch.createdBefore) return false;
  const status = replicationStatus(s3, version) ?? "NONE";
  return batch.statuses.some((asked) => asked === status);
}

function replicateAgain(
  s3: S3,
  target: { bucket: Bucket; version: ObjectVersion; replication: CompiledConfiguration },
): BatchVersion {
  const { bucket, version, replication } = target;
  const { key, versionId } = version;
  const eligible = batchEligibility(replication, version);
  const { role } = replication;
  const subjects = eligible.rules.map((rule) => ({ bucket: bucket.name, key, rule, role }));
  // That the version keeps its status then is `assumed`; S3's documentation names the reason alone.
  const { rules, skippedBecause } = isInitiationDenied(s3, subjects)
    ? { rules: [], skippedBecause: "InitiateReplicationNotPermitted" as const }
    : eligible;
  // PENDING is not among the statuses that a filter can name.
  const status = (replicationStatus(s3, version) ?? "NONE") as BatchVersion["status"];
  if (rules.length > 0) sendAgain(s3, bucket, version, { rules });
  return {
    key,
    versionId,
    status,
    destinations: rules.map(({ destination }) => destination.bucket),
    skippedBecause,
  };
}
