import { aclSide } from "../access/aclPermission.js";
import { ignoresAcls } from "../access/ownership.js";
import { kmsKeyState } from "../faults/kmsKeyFaults.js";
import { findVersion } from "../state/versions.js";
import { kmsRegion } from "./arns.js";
import type { Attempt } from "./attempt.js";
import { isKmsEncrypted } from "./decide.js";
import { missingLock, needs, type Obstacle, where } from "./obstacles.js";
import { permissionSteps as steps } from "./permissionStep.js";

const unreadable = "SrcGetObjectNotPermitted";
const unwritable = "DstPutObjectNotPermitted";

/** The source's owner has not let the bucket's owner read it. The reason is `assumed`. */
const foreignOwner: Obstacle = ({ bucket, source }) => {
  const { ownerId } = bucket;
  if (source.ownerId === ownerId || ignoresAcls(bucket)) return undefined;
  const isGranted = (action: string) =>
    aclSide(bucket, source, action, ownerId).aclGrant !== undefined;
  return isGranted("s3:GetObject") && isGranted("s3:GetObjectAcl") ? undefined : unreadable;
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

/** The rule names another account than the one that owns the destination. The reason is `assumed`. */
const otherOwner: Obstacle = ({ work, destination }) => {
  const { accountId } = work.rule.destination;
  return accountId === undefined || accountId === destination.ownerId ? undefined : unwritable;
};

/** What an object can fail at, but for its tags. */
export const objectObstacles: readonly Obstacle[] = [
  needs(steps.readObject),
  foreignOwner,
  needs(steps.readAcl),
  needs(steps.readRetention),
  needs(steps.readLegalHold),
  unusableSourceKey,
  needs(steps.decrypt),
  hardDeleted,
  where(isLocked, missingLock),
  blockedCustomerKey,
  otherOwner,
  needs(steps.writeObject),
  needs(steps.overrideOwner),
  needs(steps.lockObject),
  needs(steps.holdObject),
  where(({ source }) => isKmsEncrypted(source), unusableReplicaKey),
  needs(steps.encrypt),
  needs(steps.decryptBucketKey),
  needs(steps.generateDataKey),
];
