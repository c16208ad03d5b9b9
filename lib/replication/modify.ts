import type { Bucket } from "../state/bucket.js";
import type { DataVersion } from "../state/objectVersion.js";
import type { CompiledRule } from "../state/replicationRules.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import { findVersion, insertVersion } from "../state/versions.js";
import type { WorkOperation } from "../state/work.js";
import { workOf } from "../state/workRecords.js";
import { acceptWork } from "./acceptWork.js";
import { rulesForKey, selectRules } from "./compiledRules.js";
import { isKmsEncrypted } from "./decide.js";
import { changesOwner } from "./replica.js";
import { arrivals } from "./status.js";

/** A change of what a version carries beside its bytes. */
export type Modification = Exclude<WorkOperation, "OBJECT_PUT" | "DELETE_MARKER">;

/**
 * Replaces a version by one with other tags, ACL, retention or legal hold, and accepts the
 * replication work that the change calls for.
 *
 * The configuration of now judges the version as it is after the change (recorded 2026). A version
 * that is still on its way needs nothing more: the copy takes what it finds.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-for-metadata-changes.html
 */
export function changeVersion(
  s3: S3,
  bucket: Bucket,
  changed: DataVersion,
  modification: Modification,
): void {
  report(s3, {
    type: "VersionChanged",
    bucket: bucket.name,
    version: changed,
    modification,
    at: s3.time.now(),
  });
  const rules = rulesFor(s3, bucket, changed, modification);
  if (rules.length === 0) insertVersion(bucket, changed);
  else acceptWork(s3, bucket, changed, { operation: modification, rules, isBatch: false });
}

function rulesFor(
  s3: S3,
  bucket: Bucket,
  version: DataVersion,
  modification: Modification,
): readonly CompiledRule[] {
  if (bucket.replication === undefined) return [];
  const selected = selectRules(bucket.replication, {
    operation: "object",
    key: version.key,
    tags: version.tags,
    isKmsEncrypted: isKmsEncrypted(version),
  });
  const arrived = arrivals(s3, version);
  return selected.filter((rule) => {
    const destination = s3.buckets.get(rule.destination.bucket);
    if (modification === "ACL_PUT" && destination) {
      if (changesOwner(broughtBy(s3, version, rule), destination)) return false;
    }
    return version.isReplica
      ? destination !== undefined && syncsBack(bucket, version, rule, destination)
      : arrived.has(rule.destination.bucket);
  });
}

/**
 * The rule as it was when it brought the object to its destination: an owner override that was switched on
 * or off since is for later objects (documented).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html
 */
function broughtBy(s3: S3, version: DataVersion, rule: CompiledRule): CompiledRule {
  const { bucket } = rule.destination;
  const brought = workOf(s3, version).find(
    (work) => work.operation === "OBJECT_PUT" && work.rule.destination.bucket === bucket,
  );
  return brought?.rule ?? rule;
}

/**
 * Whether changes of a replica go to a bucket that has the version too: the rules of both ways must
 * say so. That bucket is mostly where the replica came from; another one that Batch Replication sent
 * it on to is treated alike: `assumed`.
 */
function syncsBack(
  bucket: Bucket,
  { key, versionId }: DataVersion,
  rule: CompiledRule,
  destination: Bucket,
): boolean {
  if (!rule.replicatesReplicaModifications || destination.replication === undefined) return false;
  if (findVersion(destination, key, versionId) === undefined) return false;
  return rulesForKey(destination.replication, key).some(
    (back) =>
      back.isEnabled &&
      back.replicatesReplicaModifications &&
      back.destination.bucket === bucket.name,
  );
}
