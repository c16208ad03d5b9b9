import type { Bucket } from "../state/bucket.js";
import type { Checkpoint } from "../state/checkpoint.js";
import type { Job, JobTask } from "../state/job.js";
import type { Content, DataVersion, DeleteMarker, ObjectVersion } from "../state/objectVersion.js";
import type { CompletedUpload, Upload, UploadedPart } from "../state/upload.js";
import { versionsIn } from "../state/versionStack.js";

/** A state as plain data. Where bytes were, the number of the body stands that has them. */
export interface SavedState
  extends Omit<Checkpoint, "buckets" | "work" | "held" | "agenda" | "addedMs" | "jobs"> {
  readonly buckets: readonly SavedBucket[];
  readonly work: readonly [number, unknown][];
  readonly held: readonly number[];
  readonly jobs: readonly [string, SavedJob][];
}

export type SavedJob = Omit<Job, "tasks"> & { readonly tasks: readonly [number, JobTask][] };

export interface SavedBucket
  extends Omit<Bucket, "versions" | "uploads" | "completedUploads" | "generation" | "lifecycle"> {
  readonly versions: readonly [string, readonly SavedVersion[]][];
  readonly uploads: readonly [string, readonly SavedUpload[]][];
  readonly completedUploads: readonly [string, CompletedUpload][];
}

export type SavedVersion =
  | DeleteMarker
  | (Omit<DataVersion, "content"> & { readonly content: SavedContent });

export type SavedContent = Omit<Content, "bytes"> & { readonly body: number };

export interface SavedUpload extends Omit<Upload, "parts"> {
  readonly parts: readonly [number, Omit<UploadedPart, "bytes"> & { readonly body: number }][];
}

/** The bodies of a state, each of them once. */
export class Bodies {
  readonly all: Uint8Array[] = [];
  readonly #numbers = new Map<Uint8Array, number>();

  /** The number of a body, which is a new one if it was not there. */
  numberOf(bytes: Uint8Array): number {
    const known = this.#numbers.get(bytes);
    if (known !== undefined) return known;
    const number = this.all.push(bytes) - 1;
    this.#numbers.set(bytes, number);
    return number;
  }
}

/**
 * A checkpoint as plain data.
 *
 * @param bodies - gets the bytes of all objects and parts
 */
export function savedState(checkpoint: Checkpoint, bodies: Bodies): SavedState {
  const { agenda: _, addedMs: __, buckets, work, held, jobs, ...same } = checkpoint;
  // A source and its replicas share a content, and do so again when they come back.
  const contents = new Map<Content, SavedContent>();
  return {
    ...same,
    buckets: buckets.map((bucket) => savedBucket(bucket, bodies, contents)),
    work: work.toArray(),
    held: held.keysArray(),
    jobs: Array.from(jobs, ([id, job]) => [id, { ...job, tasks: job.tasks.toArray() }]),
  };
}

function savedBucket(
  bucket: Bucket,
  bodies: Bodies,
  contents: Map<Content, SavedContent>,
): SavedBucket {
  const versionOf = (version: ObjectVersion): SavedVersion =>
    version.isDeleteMarker
      ? version
      : { ...version, content: savedContent(version.content, bodies, contents) };
  // Lifecycle's rules follow from its document, and when they act from the versions.
  const { generation: _, lifecycle: __, ...same } = bucket;
  return {
    ...same,
    versions: bucket.versions
      .toArray()
      .map(([key, stack]) => [key, Array.from(versionsIn(stack), versionOf)]),
    uploads: bucket.uploads
      .toArray()
      .map(([key, uploads]) => [key, uploads.map((upload) => savedUpload(upload, bodies))]),
    completedUploads: bucket.completedUploads.toArray(),
  };
}

function savedContent(
  content: Content,
  bodies: Bodies,
  contents: Map<Content, SavedContent>,
): SavedContent {
  const known = contents.get(content);
  if (known !== undefined) return known;
  const { bytes, ...same } = content;
  const saved = { ...same, body: bodies.numberOf(bytes) };
  contents.set(content, saved);
  return saved;
}

function savedUpload(upload: Upload, bodies: Bodies): SavedUpload {
  return {
    ...upload,
    parts: upload.parts
      .toArray()
      .map(([number, { bytes, ...part }]) => [number, { ...part, body: bodies.numberOf(bytes) }]),
  };
}
