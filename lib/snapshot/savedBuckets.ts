import { type Bucket, createBucket } from "../state/bucket.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import { sortedMap } from "../state/sortedMap.js";
import type { Upload, UploadedPart } from "../state/upload.js";
import { entriesOf, type Keeper, mapOf } from "./keeper.js";

/** A bucket as plain data. Versions, parts and documents are never changed in place: they are shared. */
export interface SavedBucket extends Omit<Bucket, "versions" | "uploads"> {
  readonly versions: readonly [string, readonly ObjectVersion[]][];
  readonly uploads: readonly [string, readonly SavedUpload[]][];
}

interface SavedUpload extends Omit<Upload, "parts"> {
  readonly parts: readonly [number, UploadedPart][];
}

export const bucketsKeeper: Keeper<Map<string, Bucket>, readonly SavedBucket[]> = {
  save: (buckets) => [...buckets.values()].map(savedBucket),
  restore(buckets, saved) {
    buckets.clear();
    for (const bucket of saved) buckets.set(bucket.name, restoredBucket(bucket));
  },
};

function savedBucket(bucket: Bucket): SavedBucket {
  return {
    ...bucket,
    versions: entriesOf(bucket.versions),
    uploads: bucket.uploads
      .toArray()
      .map(([key, uploads]) => [key, uploads.map((upload) => savedUpload(upload))]),
    documents: new Map(bucket.documents),
  };
}

function savedUpload(upload: Upload): SavedUpload {
  return { ...upload, parts: entriesOf(upload.parts) };
}

function restoredBucket(saved: SavedBucket): Bucket {
  const empty = createBucket(saved);
  for (const [key, uploads] of saved.uploads) empty.uploads.set(key, uploads.map(restoredUpload));
  return {
    ...saved,
    versions: mapOf(saved.versions, empty.versions),
    uploads: empty.uploads,
    documents: new Map(saved.documents),
  };
}

function restoredUpload(saved: SavedUpload): Upload {
  return {
    ...saved,
    parts: mapOf(
      saved.parts,
      sortedMap((a, b) => a - b),
    ),
  };
}
