import type { Bucket } from "./bucket.js";
import { touchKey } from "./lifecycleSchedule.js";
import type { DataVersion } from "./objectVersion.js";
import type { CompletedUpload, Upload } from "./upload.js";

const none: readonly Upload[] = [];

/** The uploads in progress of a key, in the order in which they were initiated. */
export function uploadsOf(bucket: Bucket, key: string): readonly Upload[] {
  return bucket.uploads.get(key) ?? none;
}

/** The upload of a key with this id. */
export function findUpload(bucket: Bucket, key: string, uploadId: string): Upload | undefined {
  return uploadsOf(bucket, key).find((upload) => upload.uploadId === uploadId);
}

/** Puts a new upload behind the others of its key, or a changed one in its own place. */
export function putUpload(bucket: Bucket, upload: Upload): void {
  const uploads = [...uploadsOf(bucket, upload.key)];
  const index = uploads.findIndex(({ uploadId }) => uploadId === upload.uploadId);
  if (index === -1) uploads.push(upload);
  else uploads[index] = upload;
  bucket.uploads.set(upload.key, uploads);
  touchKey(bucket.lifecycle, upload.key);
}

/**
 * The completed uploads that a bucket remembers at most. S3 answers a completion again for a while, and
 * nobody knows for how long. A client that got no answer asks again within its retries, and no test has so
 * many clients at once: the older half is forgotten, at once, so that a completion costs the same however
 * many there were. `assumed`
 */
export const mostCompletedUploads = 2_000;

/** Takes an upload out that became a version, and remembers which. */
export function completeUpload(
  bucket: Bucket,
  upload: Upload,
  { versionId, sequence }: Pick<DataVersion, "versionId" | "sequence">,
): void {
  removeUpload(bucket, upload);
  const { completedUploads } = bucket;
  if (completedUploads.size >= mostCompletedUploads) forgetOlderHalf(completedUploads);
  completedUploads.set(upload.uploadId, { key: upload.key, versionId, sequence });
}

function forgetOlderHalf(completed: Bucket["completedUploads"]): void {
  const byAge = completed.toArray().sort(([, a], [, b]) => a.sequence - b.sequence);
  for (const [id] of byAge.slice(0, byAge.length / 2)) completed.delete(id);
}

/** What an upload of this key and id became. */
export function findCompletedUpload(
  bucket: Bucket,
  key: string,
  uploadId: string,
): CompletedUpload | undefined {
  const completed = bucket.completedUploads.get(uploadId);
  return completed?.key === key ? completed : undefined;
}

/** Takes an upload out, with its parts. */
export function removeUpload(bucket: Bucket, { key, uploadId }: Upload): void {
  const left = uploadsOf(bucket, key).filter((upload) => upload.uploadId !== uploadId);
  if (left.length === 0) bucket.uploads.delete(key);
  else bucket.uploads.set(key, left);
}
