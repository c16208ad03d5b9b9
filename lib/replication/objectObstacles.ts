import { grants } from "../access/acl.js";
import { ignoresAcls } from "../access/ownership.js";
import { kmsKeyState } from "../faults/kmsKeyFaults.js";
import { findVersion } from "../state/versions.js";
import { kmsRegion } from "./arns.js";
import { isKmsEncrypted } from "./decide.js";
import { type Attempt, missingLock, type Obstacle, where, without } from "./obstacles.js";

const unreadable = "SrcGetObjectNotPermitted";
const unwritable = "DstPutObjectNotPermitted";

/** The source's owner has not let the bucket's owner read it. The reason is `assumed`. */
const foreignOwner: Obstacle = ({ bucket, source }) => {
  const { ownerId } = bucket;
  if (source.ownerId === ownerId || ignoresAcls(bucket)) return undefined;
  const isReadable = grants(source, ownerId, "READ") && grants(source, ownerId, "READ_ACP");
  return isReadable ? undefined : unreadable;
};

const unusableSourceKey: Obstacle = ({ s3, source }) => {
  const { SSEKMSKeyId } = source.encryption;
  const isUnusable = SSEKMSKeyId !== undefined && kmsKeyState(s3, SSEKMSKeyId) !== undefined;
  return isUnusable ? "SrcKmsKeyInvalidState" : undefined;
};

/** That a key of another Region than the bucket's fails is documented, the reason is `assumed`. */
const unusableReplicaKey: Obstacle = ({ s3, work, destination }) => {
  const { replicaKmsKeyId } = work.rule.destination;
  const region = replicaKmsKeyId === undefined ? undefined : kmsRegion(replicaKmsKeyId);
  if (region !== undefined && region !== destination.region) return "DstKmsKeyNotFound";
  const state = replicaKmsKeyId === undefined ? undefined : kmsKeyState(s3, replicaKmsKeyId);
  if (state === undefined) return undefined;
  return state === "Missing" ? "DstKmsKeyNotFound" : "DstKmsKeyInvalidState";
};

/** That it FAILED is recorded 2026; the reason is `assumed`. */
const blockedCustomerKey: Obstacle = ({ source, destination }) =>
  source.encryption.SSECustomerKeyMD5 !== undefined && destination.encryption.blocksCustomerKeys
    ? unwritable
    : undefined;

/** Batch Replication does not make a replica again that was deleted by its id, not in a new bucket either. */
const hardDeleted: Obstacle = ({ work, source, destination }) => {
  if (!work.isBatch || work.arrivedAt === undefined) return undefined;
  const isThere = findVersion(destination, source.key, source.versionId) !== undefined;
  return isThere ? undefined : "DstObjectHardDeleted";
};

const isLocked = ({ source: { lock } }: Attempt): boolean =>
  lock.retention !== undefined || lock.legalHold !== undefined;

/** What an object can fail at, but for its tags. */
export const objectObstacles: readonly Obstacle[] = [
  without("s3:GetObjectVersionForReplication", unreadable),
  foreignOwner,
  without("s3:GetObjectVersionAcl", "SrcGetAclNotPermitted"),
  where(
    ({ bucket }) => bucket.objectLock !== undefined,
    without("s3:GetObjectRetention", "SrcGetRetentionNotPermitted"),
  ),
  where(
    ({ bucket }) => bucket.objectLock !== undefined,
    without("s3:GetObjectLegalHold", "SrcGetLegalHoldNotPermitted"),
  ),
  unusableSourceKey,
  where(({ source }) => isKmsEncrypted(source), without("kms:Decrypt", unreadable)),
  hardDeleted,
  where(isLocked, missingLock),
  blockedCustomerKey,
  without("s3:ReplicateObject", unwritable),
  where(
    ({ work }) => work.rule.destination.overridesOwner,
    without("s3:ObjectOwnerOverrideToBucketOwner", unwritable),
  ),
  where(
    ({ source }) => source.lock.retention !== undefined,
    without("s3:PutObjectRetention", "DstPutRetentionNotPermitted"),
  ),
  where(
    ({ source }) => source.lock.legalHold !== undefined,
    without("s3:PutObjectLegalHold", "DstPutLegalHoldNotPermitted"),
  ),
  where(({ source }) => isKmsEncrypted(source), unusableReplicaKey),
  where(({ source }) => isKmsEncrypted(source), without("kms:Encrypt", unwritable)),
];
