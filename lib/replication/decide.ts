import type { ObjectVersion } from "../state/objectVersion.js";
import type { CompiledConfiguration, CompiledRule } from "../state/replicationRules.js";
import { selectRules } from "./compiledRules.js";

/**
 * The rules that replicate a new version, one per destination. They are chosen when the version is
 * made: what happens to the configuration or to the version's tags later changes nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html
 */
export function decide(
  configuration: CompiledConfiguration | undefined,
  version: ObjectVersion,
): readonly CompiledRule[] {
  if (configuration === undefined || ineligibility(version) !== undefined) return [];
  return version.isDeleteMarker
    ? selectRules(configuration, {
        operation: "deleteMarker",
        key: version.key,
        tags: [],
        isKmsEncrypted: false,
      })
    : selectRules(configuration, {
        operation: "object",
        key: version.key,
        tags: version.tags,
        isKmsEncrypted: isKmsEncrypted(version),
      });
}

/** Why no rule at all can replicate this version. */
export type Ineligibility = "Replica" | "LifecycleMarker" | "NullVersion" | "ArchivedStorageClass";

/** Whether something about the version itself keeps it from being replicated, whatever the rules. */
export function ineligibility(version: ObjectVersion): Ineligibility | undefined {
  if (version.isReplica) return "Replica";
  // What lifecycle does is never replicated.
  if (version.isDeleteMarker && version.expiredBy !== undefined) return "LifecycleMarker";
  if (version.versionId === "null") return "NullVersion";
  if (!version.isDeleteMarker && isArchived(version.storageClass)) return "ArchivedStorageClass";
  return undefined;
}

/** The storage classes whose objects must be restored before they can be read. */
export function isArchived(storageClass: string): boolean {
  return storageClass === "GLACIER" || storageClass === "DEEP_ARCHIVE";
}

/** Encrypted under a KMS key, once or twice: such objects replicate only where a rule selects them. */
export function isKmsEncrypted(version: ObjectVersion): boolean {
  return (
    !version.isDeleteMarker &&
    version.encryption.ServerSideEncryption !== "AES256" &&
    version.encryption.ServerSideEncryption !== undefined
  );
}
