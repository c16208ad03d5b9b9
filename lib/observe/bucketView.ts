import { type ReplicationStatus, replicationStatus } from "../replication/status.js";
import type { Bucket } from "../state/bucket.js";
import type { FailureReason } from "../state/failureReasons.js";
import type { ObjectVersion, Tag } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { currentOf, versionsIn } from "../state/versionStack.js";
import { findVersion } from "../state/versions.js";
import type { Work, WorkOperation, WorkState } from "../state/work.js";
import { workOf } from "../state/workRecords.js";

/** A bucket as it stands: frozen plain data that does not follow later changes. */
export interface BucketView {
  readonly name: string;
  readonly region: string;
  /** The account that owns it. */
  readonly owner: string;
  readonly createdAt: Date;
  readonly versioning: "Enabled" | "Suspended" | undefined;
  /** Whether it has a replication configuration. */
  readonly isReplicated: boolean;
  /** All versions and delete markers: keys in S3's order, the newest of each key first. */
  readonly versions: readonly VersionView[];
  /** Replication work from this bucket that is PENDING, in the order in which it was accepted. */
  readonly pendingWork: readonly WorkView[];
}

/** A version of an object, or a delete marker. */
export interface VersionView {
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isDeleteMarker: boolean;
  readonly lastModified: Date;
  /** 0 for a delete marker. */
  readonly sizeBytes: number;
  /** In quotes, as S3 prints it; undefined for a delete marker. */
  readonly etag: string | undefined;
  readonly storageClass: string | undefined;
  readonly tags: readonly Tag[];
  /** Undefined while it was never eligible. A delete marker's is not visible to a client. */
  readonly replicationStatus: ReplicationStatus | undefined;
  readonly isReplica: boolean;
  /** The buckets that its replication has brought it to and that have it by now. */
  readonly replicas: readonly string[];
  /** Its replication work, accepted and ended. */
  readonly work: readonly WorkView[];
}

/** A piece of replication work. */
export interface WorkView {
  readonly operation: WorkOperation;
  readonly key: string;
  readonly versionId: string;
  readonly ruleId: string;
  readonly destinationBucket: string;
  readonly state: WorkState;
  readonly acceptedAt: Date;
  /** When it will be done; undefined once it has ended, and while nothing but reads or an outage says. */
  readonly dueAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly failureReason: FailureReason | undefined;
}

/**
 * A bucket as it stands, or undefined when there is none.
 *
 * @param prefix - what the keys begin with; the cost is that of these keys alone
 */
export function viewBucket(
  s3: S3,
  name: string,
  { prefix = "" }: { readonly prefix?: string } = {},
): BucketView | undefined {
  const bucket = s3.buckets.get(name);
  if (bucket === undefined) return undefined;
  const versions: VersionView[] = [];
  for (const [key, stack] of bucket.versions.entries(prefix)) {
    if (!key.startsWith(prefix)) break;
    const current = currentOf(stack);
    for (const version of versionsIn(stack)) {
      versions.push(viewVersion(s3, version, version === current));
    }
  }
  const pending = versions.flatMap(({ work }) => work.filter(({ state }) => state === "PENDING"));
  return Object.freeze({
    name,
    region: bucket.region,
    owner: bucket.ownerId,
    createdAt: new Date(bucket.createdAt),
    versioning: bucket.versioning,
    isReplicated: bucket.replication !== undefined,
    versions: Object.freeze(versions),
    pendingWork: Object.freeze(pending.sort((a, b) => +a.acceptedAt - +b.acceptedAt)),
  });
}

function viewVersion(s3: S3, version: ObjectVersion, isLatest: boolean): VersionView {
  const { key, versionId, lastModified, isDeleteMarker, isReplica } = version;
  return Object.freeze({
    key,
    versionId,
    isLatest,
    isDeleteMarker,
    lastModified: new Date(lastModified),
    sizeBytes: isDeleteMarker ? 0 : version.content.bytes.length,
    etag: isDeleteMarker ? undefined : version.content.etag,
    storageClass: isDeleteMarker ? undefined : version.storageClass,
    tags: isDeleteMarker
      ? noTags
      : Object.freeze(version.tags.map((tag) => Object.freeze({ ...tag }))),
    replicationStatus: replicationStatus(s3, version),
    isReplica,
    replicas: Object.freeze(replicasOf(s3, version)),
    work: Object.freeze(workOf(s3, version).map(viewWork)),
  });
}

const noTags: readonly Tag[] = Object.freeze([]);

/** The buckets with a replica of a version, as far as its own work has made them. */
export function replicasOf(s3: S3, version: ObjectVersion): string[] {
  const { key, versionId } = version;
  const destinations = new Set(workOf(s3, version).map(({ rule }) => rule.destination.bucket));
  return [...destinations].filter((name) => {
    const bucket: Bucket | undefined = s3.buckets.get(name);
    return bucket !== undefined && findVersion(bucket, key, versionId)?.isReplica === true;
  });
}

function viewWork(work: Work): WorkView {
  const { operation, key, versionId, rule, state, failureReason } = work;
  const hasDueTime = state === "PENDING" && Number.isFinite(work.dueAt);
  return Object.freeze({
    operation,
    key,
    versionId,
    ruleId: rule.id,
    destinationBucket: rule.destination.bucket,
    state,
    acceptedAt: new Date(work.acceptedAt),
    dueAt: hasDueTime ? new Date(work.dueAt) : undefined,
    endedAt: work.endedAt === undefined ? undefined : new Date(work.endedAt),
    failureReason,
  });
}
