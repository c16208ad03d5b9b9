import { mostCompletedUploads } from "../state/uploads.js";
import type { SavedBucket, SavedUpload, SavedVersion } from "./savedState.js";

/** A piece of work, as far as others refer to it. */
export interface SavedWork {
  readonly id: number;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly state: "PENDING" | "COMPLETED" | "FAILED";
}

/** What the parts of saved buckets say of each other, and of work and bodies. */
export class BucketRelations {
  readonly #work: ReadonlyMap<number, SavedWork>;
  readonly #bodies: readonly Uint8Array[];
  readonly #last: number;
  /** The work that a version was found for. */
  readonly #ownedWork = new Set<number>();
  /** The bodies that a version or a part was found for. */
  readonly #ownedBodies = new Set<number>();

  /** @param last - no sequence may be beyond it */
  constructor(work: ReadonlyMap<number, SavedWork>, bodies: readonly Uint8Array[], last: number) {
    this.#work = work;
    this.#bodies = bodies;
    this.#last = last;
  }

  /** What cannot be in a bucket; undefined where all of it can. */
  problemOf(bucket: SavedBucket): string | undefined {
    return (
      this.#versionsProblem(bucket) ??
      this.#uploadsProblem(bucket) ??
      this.#schedulesProblem(bucket)
    );
  }

  /** What is nobody's once all buckets have been looked at. */
  orphan(): string | undefined {
    const work = [...this.#work.keys()].find((id) => !this.#ownedWork.has(id));
    if (work !== undefined) return `no version has work ${work}`;
    const body = this.#bodies.findIndex((_, number) => !this.#ownedBodies.has(number));
    return body === -1 ? undefined : `no version has body ${body + 1}`;
  }

  #versionsProblem(bucket: SavedBucket): string | undefined {
    const keys = new Set<string>();
    for (const [key, versions] of bucket.versions) {
      const place = `s3://${bucket.name}/${key}`;
      if (keys.has(key) || versions.length === 0)
        return `${place} has no versions, or has them twice`;
      keys.add(key);
      const ids = new Set<string>();
      let before = Number.POSITIVE_INFINITY;
      for (const version of versions) {
        const problem = this.#versionProblem(bucket, key, version);
        if (problem !== undefined) return `${place}: ${problem}`;
        if (ids.has(version.versionId)) return `${place} has version ${version.versionId} twice`;
        ids.add(version.versionId);
        if (version.sequence >= before) return `${place} has versions that are not in their order`;
        before = version.sequence;
      }
    }
    return undefined;
  }

  #versionProblem(bucket: SavedBucket, key: string, version: SavedVersion): string | undefined {
    const { versionId, sequence } = version;
    if (version.key !== key) return `version ${versionId} is of another key`;
    if (sequence > this.#last) return `version ${versionId} is from later than now`;
    return this.#contentProblem(version) ?? this.#workProblem(bucket, version);
  }

  #contentProblem(version: SavedVersion): string | undefined {
    if (version.isDeleteMarker) return undefined;
    const { versionId, content } = version;
    const body = this.#bodyOf(content.body);
    if (body === undefined) return `version ${versionId} has a body that is not there`;
    if (content.parts === undefined) return undefined;
    const numbers = content.parts.map(({ partNumber }) => partNumber);
    if (!isRising(numbers)) return `version ${versionId} has parts that are not in their order`;
    const sizeBytes = content.parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    return sizeBytes === body.length
      ? undefined
      : `version ${versionId} has parts of ${sizeBytes} bytes, and a body of ${body.length}`;
  }

  #workProblem(bucket: SavedBucket, { key, versionId, workIds }: SavedVersion): string | undefined {
    for (const id of workIds) {
      const piece = this.#work.get(id);
      if (piece === undefined || this.#ownedWork.has(id))
        return `work ${id} is not there, or another version's`;
      this.#ownedWork.add(id);
      const isIts =
        piece.bucket === bucket.name && piece.key === key && piece.versionId === versionId;
      if (!isIts) return `work ${id} is another version's`;
    }
    return undefined;
  }

  #uploadsProblem(bucket: SavedBucket): string | undefined {
    const ids = new Set<string>();
    const keys = new Set<string>();
    for (const [key, uploads] of bucket.uploads) {
      if (keys.has(key)) return `s3://${bucket.name}/${key} has its uploads twice`;
      keys.add(key);
      for (const upload of uploads) {
        const place = `upload ${upload.uploadId} of s3://${bucket.name}/${key}`;
        if (upload.key !== key) return `${place} is of another key`;
        if (ids.has(upload.uploadId)) return `${place} is there twice`;
        ids.add(upload.uploadId);
        if (upload.sequence > this.#last) return `${place} is from later than now`;
        const problem = this.#partsProblem(upload);
        if (problem !== undefined) return `${place}: ${problem}`;
      }
    }
    return this.#completedProblem(bucket);
  }

  #partsProblem({ parts }: SavedUpload): string | undefined {
    if (!isRising(parts.map(([number]) => number))) return "its parts are not in their order";
    const stray = parts.find(
      ([number, part]) => part.partNumber !== number || this.#bodyOf(part.body) === undefined,
    );
    return stray && `part ${stray[0]} has another number, or no body`;
  }

  #completedProblem({ name, completedUploads }: SavedBucket): string | undefined {
    if (completedUploads.length > mostCompletedUploads)
      return `s3://${name} remembers more than ${mostCompletedUploads} completed uploads`;
    const ids = new Set<string>();
    for (const [id, { sequence }] of completedUploads) {
      const place = `s3://${name}: completed upload ${id}`;
      if (ids.has(id)) return `${place} is there twice`;
      ids.add(id);
      if (sequence > this.#last) return `${place} is from later than now`;
    }
    return undefined;
  }

  #schedulesProblem({ name, inventories, unseenConfigurations }: SavedBucket): string | undefined {
    const schedules = [...inventories.values(), ...unseenConfigurations];
    const isLate = schedules.some(({ sequence }) => sequence > this.#last);
    return isLate ? `s3://${name} waits for what is from later than now` : undefined;
  }

  #bodyOf(number: number): Uint8Array | undefined {
    this.#ownedBodies.add(number);
    return this.#bodies[number];
  }
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}
