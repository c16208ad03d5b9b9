import { type ObjectName, objectAddress } from "../../base/objectName.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import { inventoryNotes } from "../inventoryRows.js";
import { explainLifecycle } from "./explainLifecycle.js";
import { missingBucket, missingKey, missingVersion } from "./explainMissing.js";
import { explainReplica } from "./explainReplica.js";
import { explainVersion } from "./explainVersion.js";
import { type Explanation, explanation } from "./explanation.js";

/**
 * Why a version was or was not replicated, what it waits for, or why it failed and what to do; and what
 * lifecycle will do with it, and when.
 *
 * @throws MockError without a bucket and a key
 */
export function explain(s3: S3, object: ObjectName): Explanation {
  const { Bucket: name, Key: key, VersionId: versionId } = objectAddress("mock.explain", object);
  const bucket = s3.buckets.get(name);
  if (bucket === undefined) return explanation(missingBucket(s3, { bucket: name, key, versionId }));
  const version =
    versionId === undefined ? currentVersion(bucket, key) : findVersion(bucket, key, versionId);
  if (version === undefined) {
    return explanation(
      versionId === undefined
        ? missingKey(s3, bucket, key)
        : missingVersion(s3, bucket, { key, versionId }),
    );
  }
  const explainWhole = version.isReplica ? explainReplica : explainVersion;
  const parts = explainWhole(s3, bucket, version);
  return explanation({
    ...parts,
    notes: [...(parts.notes ?? []), ...inventoryNotes(s3, bucket.name)],
    lifecycle: explainLifecycle(s3, bucket, version),
  });
}
