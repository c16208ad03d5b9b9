import { type ObjectName, objectAddress } from "../../base/objectName.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import { inventoryNotes } from "../inventoryRows.js";
import { explainJobs } from "./explainJobs.js";
import { explainLifecycle } from "./explainLifecycle.js";
import { missingBucket, missingKey, missingVersion } from "./explainMissing.js";
import { explainReplica } from "./explainReplica.js";
import { explainVersion } from "./explainVersion.js";
import { type Explanation, type ExplanationParts, explanation } from "./explanation.js";

/**
 * Why a version was or was not replicated, what it waits for, or why it failed and what to do; and what
 * lifecycle will do with it, and when. What the last inventory report and the last Batch job failed at is
 * told too.
 *
 * @throws MockError without a bucket and a key
 */
export function explain(s3: S3, object: ObjectName): Explanation {
  const { Bucket, Key, VersionId } = objectAddress("mock.explain", object);
  const parts = partsOf(s3, { bucket: Bucket, key: Key, versionId: VersionId });
  const jobs = explainJobs(s3, parts);
  return explanation({
    ...parts,
    notes: [...(parts.notes ?? []), ...jobs.notes],
    advice: [...(parts.advice ?? []), ...jobs.advice],
  });
}

function partsOf(
  s3: S3,
  named: { bucket: string; key: string; versionId: string | undefined },
): ExplanationParts {
  const { key, versionId } = named;
  const bucket = s3.buckets.get(named.bucket);
  if (bucket === undefined) return missingBucket(s3, named);
  const version =
    versionId === undefined ? currentVersion(bucket, key) : findVersion(bucket, key, versionId);
  if (version === undefined) {
    return versionId === undefined
      ? missingKey(s3, bucket, key)
      : missingVersion(s3, bucket, { key, versionId });
  }
  const explainWhole = version.isReplica ? explainReplica : explainVersion;
  const parts = explainWhole(s3, bucket, version);
  return {
    ...parts,
    notes: [...(parts.notes ?? []), ...inventoryNotes(s3, bucket.name)],
    lifecycle: explainLifecycle(s3, bucket, version),
  };
}
