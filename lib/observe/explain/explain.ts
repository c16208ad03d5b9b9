import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import { inventoryNotes } from "../inventoryRows.js";
import { missingBucket, missingKey, missingVersion } from "./explainMissing.js";
import { explainReplica } from "./explainReplica.js";
import { explainVersion } from "./explainVersion.js";
import { type Explanation, explanation } from "./explanation.js";

/** The version that is to be explained, on the names of the SDK's inputs. */
export interface ExplainInput {
  readonly Bucket: string;
  readonly Key: string;
  /** Default: the current version, which may be a delete marker. */
  readonly VersionId?: string | undefined;
}

/**
 * Why a version was or was not replicated, what it waits for, or why it failed and what to do.
 *
 * @throws Error without a bucket and a key
 */
export function explain(s3: S3, input: ExplainInput): Explanation {
  const { Bucket: name, Key: key, VersionId: versionId } = input;
  if (typeof name !== "string" || typeof key !== "string") {
    throw new Error(
      "mock.explain: say which object, as { Bucket, Key } or { Bucket, Key, VersionId }",
    );
  }
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
  const parts = version.isReplica
    ? explainReplica(s3, bucket, version)
    : explainVersion(s3, bucket, version);
  const notes = [...(parts.notes ?? []), ...inventoryNotes(s3, name)];
  return explanation({ ...parts, notes });
}
