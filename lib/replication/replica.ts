import { ignoresAcls } from "../access/ownership.js";
import { defaultEncryption } from "../defaults/defaultEncryption.js";
import { defaultLock } from "../defaults/defaultLock.js";
import type { Bucket } from "../state/bucket.js";
import type { DataVersion, DeleteMarker, Encryption, ObjectLock } from "../state/objectVersion.js";
import type { CompiledRule } from "../state/replicationRules.js";

const replica = { isReplica: true, judgedBy: undefined, workIds: [] } as const;

/** A delete marker as it arrives in a destination. */
export function markerReplica(
  source: DeleteMarker,
  { destination: { overridesOwner } }: CompiledRule,
  destination: Bucket,
): DeleteMarker {
  const ownerId = overridesOwner ? destination.ownerId : source.ownerId;
  return { ...source, ...replica, ownerId };
}

/**
 * An object as it arrives in a destination: the source's, version id, ETag, checksums and
 * LastModified included, but for what the rule and the destination say of class, key, owner and lock.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html
 */
export function objectReplica(
  source: DataVersion,
  rule: CompiledRule,
  destination: Bucket,
): DataVersion {
  const isTheirs = changesOwner(rule, destination);
  return {
    ...source,
    ...replica,
    ownerId: isTheirs ? destination.ownerId : source.ownerId,
    acl: isTheirs ? undefined : source.acl,
    storageClass: rule.destination.storageClass ?? source.storageClass,
    encryption: replicaEncryption(source.encryption, rule, destination),
    lock: replicaLock(source, destination),
    restore: undefined,
  };
}

/** Whether the replica belongs to the destination's owner: then no ACL travels. */
export function changesOwner(rule: CompiledRule, destination: Bucket): boolean {
  return rule.destination.overridesOwner || ignoresAcls(destination);
}

/**
 * SSE-S3 and customers' keys stay what they are; KMS encryption stays of its kind under the rule's key.
 * A replica keeps the source's use of a bucket key: `assumed`. What is from before 2023 and not encrypted
 * takes the destination's default; that its ETag stays the same is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function replicaEncryption(
  source: Encryption,
  rule: CompiledRule,
  destination: Bucket,
): Encryption {
  const isEncrypted = source.ServerSideEncryption ?? source.SSECustomerAlgorithm;
  if (isEncrypted === undefined) return defaultEncryption(destination, destination.ownerId);
  const { replicaKmsKeyId } = rule.destination;
  if (source.SSEKMSKeyId === undefined || replicaKmsKeyId === undefined) return source;
  return { ...source, SSEKMSKeyId: replicaKmsKeyId };
}

/**
 * A version that has a lock of its own, be it a legal hold that is off, brings that and gets no more
 * (recorded). The destination's default counts from when the source version was made: `assumed`.
 */
function replicaLock({ lock, lastModified }: DataVersion, destination: Bucket): ObjectLock {
  if (lock.retention !== undefined || lock.legalHold !== undefined) return lock;
  const { retention } = defaultLock(destination, lastModified);
  return retention === undefined ? lock : { ...lock, retention };
}
