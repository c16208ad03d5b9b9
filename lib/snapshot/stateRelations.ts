import { bucketPolicyProblem } from "../access/policies/documents/bucketPolicyProblem.js";
import type { SavedBucket, SavedState, SavedVersion } from "./savedState.js";

/** A saved state whose pieces of work are known to be such. */
type Related = SavedState & { readonly work: readonly [number, SavedWork][] };

interface SavedWork {
  readonly id: number;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly state: "PENDING" | "COMPLETED" | "FAILED";
}

/**
 * What the parts of a saved state say of each other that cannot be: undefined where all of it fits.
 *
 * @param bodyCount - how many bodies came with it
 */
export function relationProblem(state: Related, bodyCount: number): string | undefined {
  const names = new Set<string>();
  for (const { name } of state.buckets) {
    if (names.has(name)) return `there are two buckets ${name}`;
    names.add(name);
  }
  const work = new Map(state.work);
  if (work.size < state.work.length) return "two pieces of work have one id";
  for (const [id, piece] of work) {
    if (piece.id !== id) return `work ${id} has another id`;
  }
  const named = new Set<number>();
  for (const bucket of state.buckets) {
    const problem =
      versionsProblem(bucket, { work, named, bodyCount, last: state.ids.sequence }) ??
      uploadsProblem(bucket, bodyCount) ??
      policyProblem(bucket);
    if (problem !== undefined) return problem;
  }
  const orphan = [...work.keys()].find((id) => !named.has(id));
  if (orphan !== undefined) return `no version has work ${orphan}`;
  const stray = state.held.find((id) => work.get(id)?.state !== "PENDING");
  return stray === undefined ? undefined : `work ${stray} is held back and does not wait`;
}

/** A policy that S3 would not have stored cannot be judged by. */
function policyProblem({ name, documents }: SavedBucket): string | undefined {
  if (!documents.has("policy")) return undefined;
  const { Policy } = (documents.get("policy") ?? {}) as { readonly Policy?: unknown };
  const isOne =
    typeof Policy === "string" && bucketPolicyProblem(Policy, { bucketName: name }) === undefined;
  return isOne ? undefined : `s3://${name} has a policy that S3 refuses`;
}

interface Known {
  readonly work: ReadonlyMap<number, SavedWork>;
  /** The ids of the work that a version was found for. */
  readonly named: Set<number>;
  readonly bodyCount: number;
  /** No sequence may be beyond it. */
  readonly last: number;
}

function versionsProblem(bucket: SavedBucket, known: Known): string | undefined {
  const keys = new Set<string>();
  for (const [key, versions] of bucket.versions) {
    const place = `s3://${bucket.name}/${key}`;
    if (keys.has(key) || versions.length === 0)
      return `${place} has no versions, or has them twice`;
    keys.add(key);
    const ids = new Set<string>();
    let before = Number.POSITIVE_INFINITY;
    for (const version of versions) {
      const problem = versionProblem(bucket, key, version, known);
      if (problem !== undefined) return `${place}: ${problem}`;
      if (ids.has(version.versionId)) return `${place} has version ${version.versionId} twice`;
      ids.add(version.versionId);
      if (version.sequence >= before) return `${place} has versions that are not in their order`;
      before = version.sequence;
    }
  }
  return undefined;
}

function versionProblem(
  bucket: SavedBucket,
  key: string,
  version: SavedVersion,
  { work, named, bodyCount, last }: Known,
): string | undefined {
  const { versionId, sequence, workIds } = version;
  if (version.key !== key) return `version ${versionId} is of another key`;
  if (sequence > last) return `version ${versionId} is from later than now`;
  if (!version.isDeleteMarker && version.content.body >= bodyCount) {
    return `version ${versionId} has a body that is not there`;
  }
  for (const id of workIds) {
    const piece = work.get(id);
    if (piece === undefined || named.has(id))
      return `work ${id} is not there, or another version's`;
    named.add(id);
    const isIts =
      piece.bucket === bucket.name && piece.key === key && piece.versionId === versionId;
    if (!isIts) return `work ${id} is another version's`;
  }
  return undefined;
}

function uploadsProblem(bucket: SavedBucket, bodyCount: number): string | undefined {
  for (const [key, uploads] of bucket.uploads) {
    for (const upload of uploads) {
      const place = `upload ${upload.uploadId} of s3://${bucket.name}/${key}`;
      if (upload.key !== key) return `${place} is of another key`;
      const stray = upload.parts.find(
        ([number, part]) => part.partNumber !== number || part.body >= bodyCount,
      );
      if (stray !== undefined) return `${place}: part ${stray[0]} has another number, or no body`;
    }
  }
  return undefined;
}
