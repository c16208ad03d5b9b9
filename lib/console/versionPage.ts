import { replicationStatus } from "../replication/status.js";
import type { Bucket } from "../state/bucket.js";
import { compareKeys } from "../state/keyOrder.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { currentOf, versionsIn, versionsUpTo } from "../state/versionStack.js";

/** A page of a bucket's versions. */
export interface VersionPage {
  readonly rows: readonly VersionRow[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
}

export interface VersionRow {
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isDeleteMarker: boolean;
  readonly lastModified: string;
  readonly sizeBytes: number;
  readonly storageClass: string | undefined;
  readonly replicationStatus: string | undefined;
}

const rowsOfPage = 100;

/**
 * Versions in the order of S3's listings. The cost is that of a page, however large the bucket is.
 *
 * @param after - where the page before ended
 */
export function versionPage(
  s3: S3,
  bucket: Bucket,
  { prefix, after }: { readonly prefix: string; readonly after: string | undefined },
): VersionPage {
  const last = readPlace(after);
  const rows: VersionRow[] = [];
  let end: ObjectVersion | undefined;
  for (const { version, isLatest } of versionsFrom(bucket, prefix, last)) {
    if (end !== undefined && rows.length === rowsOfPage) {
      return { rows, next: JSON.stringify([end.key, end.sequence]) };
    }
    rows.push(rowOf(s3, version, isLatest));
    end = version;
  }
  return { rows, next: undefined };
}

interface Place {
  readonly key: string;
  readonly sequence: number;
}

function* versionsFrom(bucket: Bucket, prefix: string, last: Place | undefined) {
  const start = last !== undefined && compareKeys(last.key, prefix) > 0 ? last.key : prefix;
  for (const [key, stack] of bucket.versions.entries(start)) {
    if (!key.startsWith(prefix)) return;
    const current = currentOf(stack);
    const rest = key === last?.key ? versionsUpTo(stack, last.sequence - 1) : versionsIn(stack);
    for (const version of rest) yield { version, isLatest: version === current };
  }
}

/** A place that was made up stands for the beginning. */
function readPlace(after: string | undefined): Place | undefined {
  if (after === undefined) return undefined;
  try {
    const [key, sequence]: unknown[] = JSON.parse(after);
    return typeof key === "string" && typeof sequence === "number" ? { key, sequence } : undefined;
  } catch {
    return undefined;
  }
}

function rowOf(s3: S3, version: ObjectVersion, isLatest: boolean): VersionRow {
  const { key, versionId, isDeleteMarker, lastModified } = version;
  return {
    key,
    versionId,
    isLatest,
    isDeleteMarker,
    lastModified: new Date(lastModified).toISOString(),
    sizeBytes: isDeleteMarker ? 0 : version.content.bytes.length,
    storageClass: isDeleteMarker ? undefined : version.storageClass,
    replicationStatus: replicationStatus(s3, version),
  };
}
