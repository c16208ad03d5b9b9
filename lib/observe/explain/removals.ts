import type { Removal } from "../../state/removal.js";
import type { S3 } from "../../state/s3.js";
import type { Observer, VersionRemoved } from "../../state/stateChange.js";
import type { Work } from "../../state/work.js";
import { timeText } from "./wording.js";

/** So many removed versions are remembered; an explanation of an older one says less. */
const remembered = 1_000;

/** Remembers versions that are removed for good. */
export function removalsObserver({ removals }: Pick<S3, "removals">): Observer {
  return (change) => {
    if (change.type !== "VersionRemoved") return;
    const { bucket, version } = change;
    const name = removalName(bucket, version.key, version.versionId);
    removals.delete(name);
    removals.set(name, removalOf(change));
    if (removals.size <= remembered) return;
    for (const oldest of removals.keys()) {
      removals.delete(oldest);
      return;
    }
  };
}

/** What is remembered of a version that was removed. */
export function findRemoval(
  { removals }: S3,
  { bucket, key, versionId }: { bucket: string; key: string; versionId: string },
): Removal | undefined {
  return removals.get(removalName(bucket, key, versionId));
}

/** How and when a version went, as the end of a sentence about it. */
export function removalText({ expiredBy, removedAt }: Removal): string {
  return expiredBy === undefined
    ? `was deleted by its id at ${timeText(removedAt)}`
    : `was deleted by lifecycle rule ${JSON.stringify(expiredBy)} at ${timeText(removedAt)}`;
}

/** The removals of a key's versions, the last one first. */
export function removalsOf({ removals }: S3, bucket: string, key: string): Removal[] {
  return [...removals.values()]
    .filter((removal) => removal.bucket === bucket && removal.key === key)
    .reverse();
}

function removalOf({ bucket, version, work, expiredBy, at: removedAt }: VersionRemoved): Removal {
  const { key, versionId, isDeleteMarker, isReplica, lastModified } = version;
  return {
    bucket,
    key,
    versionId,
    isDeleteMarker,
    isReplica,
    lastModified,
    removedAt,
    expiredBy,
    pendingDestinations: destinationsOf(work, ({ state }) => state === "PENDING"),
    completedDestinations: destinationsOf(work, ({ arrivedAt }) => arrivedAt !== undefined),
  };
}

function destinationsOf(work: readonly Work[], isMeant: (work: Work) => boolean): string[] {
  return [...new Set(work.filter(isMeant).map(({ rule }) => rule.destination.bucket))];
}

/** Neither bucket names nor version ids have spaces. */
function removalName(bucket: string, key: string, versionId: string): string {
  return `${bucket} ${versionId} ${key}`;
}
