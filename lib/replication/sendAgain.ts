import type { Bucket } from "../state/bucket.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { CompiledConfiguration, CompiledRule } from "../state/replicationRules.js";
import type { S3 } from "../state/s3.js";
import type { JobTaskPlace } from "../state/work.js";
import { acceptWork } from "./acceptWork.js";
import { selectRules } from "./compiledRules.js";
import { ineligibility, isArchived, isKmsEncrypted } from "./decide.js";

/** What Batch Replication has for a version: its rules, or why it has none. */
export interface BatchEligibility {
  /** One per destination; none where it is skipped. */
  readonly rules: readonly CompiledRule[];
  readonly skippedBecause: "ArchivedStorageClass" | "NoRuleMatches" | undefined;
}

/** Which rules of now Batch Replication replicates a version by. */
export function batchEligibility(
  replication: CompiledConfiguration,
  version: ObjectVersion,
): BatchEligibility {
  // That Batch Replication leaves lifecycle's markers alone too is `assumed`.
  if (ineligibility(version) === "LifecycleMarker") {
    return { rules: [], skippedBecause: "NoRuleMatches" };
  }
  if (!version.isDeleteMarker && isArchived(version.storageClass)) {
    return { rules: [], skippedBecause: "ArchivedStorageClass" };
  }
  const rules = selectRules(replication, {
    operation: version.isDeleteMarker ? "deleteMarker" : "object",
    key: version.key,
    tags: version.isDeleteMarker ? [] : version.tags,
    isKmsEncrypted: isKmsEncrypted(version),
  });
  return { rules, skippedBecause: rules.length === 0 ? "NoRuleMatches" : undefined };
}

/** Accepts the work by which Batch Replication sends a version to the destinations of these rules. */
export function sendAgain(
  s3: S3,
  bucket: Bucket,
  version: ObjectVersion,
  { rules, jobTask }: { rules: readonly CompiledRule[]; jobTask?: JobTaskPlace },
): void {
  const operation = version.isDeleteMarker ? "DELETE_MARKER" : "OBJECT_PUT";
  acceptWork(s3, bucket, version, { operation, rules, isBatch: true, jobTask });
}
