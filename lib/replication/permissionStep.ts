import type { FailureReason } from "../state/failureReasons.js";
import type { ReplicationAction } from "../state/faults.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { WorkOperation } from "../state/work.js";
import type { Attempt } from "./attempt.js";
import { isKmsEncrypted } from "./decide.js";
import { replicaEncryption } from "./replica.js";

/** Something that S3 asks a permission for while it replicates. */
export interface PermissionStep {
  /** What `mock.faults.deny` takes away. */
  readonly action: ReplicationAction;
  /** Another action that is as good. */
  readonly alias?: { readonly action: string; readonly isEnough: Condition };
  /** What it is done to: the role, either end's object, or either end's KMS key. */
  readonly on: "role" | "source" | "destination" | "sourceKey" | "replicaKey";
  /** What work ends with that may not do it. */
  readonly reason: FailureReason;
  /** Whether another permission brings it along, so that only an explicit Deny is in the way. */
  readonly isImplied?: true;
  /** Whether only documents can refuse it: a fault is about another step with this action. */
  readonly isBeyondFaults?: true;
  /** Whether a version needs it. Default: all do. */
  readonly isAsked?: Condition;
}

type Condition = (attempt: Attempt<ObjectVersion>) => boolean;

const hasLock: Condition = ({ bucket }) => bucket.objectLock !== undefined;
const isUnderKms: Condition = ({ source }) => isKmsEncrypted(source);
const hasRetention: Condition = ({ source }) =>
  !source.isDeleteMarker && source.lock.retention !== undefined;
const hasLegalHold: Condition = ({ source }) =>
  !source.isDeleteMarker && source.lock.legalHold !== undefined;
const hasTags: Condition = ({ source }) => !source.isDeleteMarker && source.tags.length > 0;
const usesBucketKey: Condition = ({ source }) =>
  !source.isDeleteMarker && source.encryption.BucketKeyEnabled === true;

/** What was not encrypted under a KMS key and takes the destination's default, which is one. */
const becomesKms: Condition = ({ source, work, destination }) =>
  !source.isDeleteMarker &&
  !isKmsEncrypted(source) &&
  replicaEncryption(source.encryption, work.rule, destination).SSEKMSKeyId !== undefined;

/** For what is not under a KMS key either action is enough (recorded 2026). */
const reads = {
  action: "s3:GetObjectVersionForReplication",
  alias: {
    action: "s3:GetObjectVersion",
    isEnough: (attempt: Attempt<ObjectVersion>) => !isUnderKms(attempt),
  },
  on: "source",
} as const;
const writes = { action: "s3:ReplicateObject", on: "destination" } as const;
const readsTags = {
  action: "s3:GetObjectVersionTagging",
  on: "source",
  reason: "SrcGetTaggingNotPermitted",
} as const;
/** s3:ReplicateObject covers it (recorded 2026). */
const writesTags = {
  action: "s3:ReplicateTags",
  on: "destination",
  reason: "DstPutTaggingNotPermitted",
  isImplied: true,
} as const;
const retention = { action: "s3:PutObjectRetention", on: "destination", isImplied: true } as const;
const legalHold = { action: "s3:PutObjectLegalHold", on: "destination", isImplied: true } as const;

/**
 * Every permission that replication asks for.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export const permissionSteps = {
  assumeRole: { action: "sts:AssumeRole", on: "role", reason: "AssumeRoleNotPermitted" },
  readObject: { ...reads, reason: "SrcGetObjectNotPermitted" },
  readHead: { ...reads, reason: "SrcHeadObjectNotPermitted" },
  readAcl: { action: "s3:GetObjectVersionAcl", on: "source", reason: "SrcGetAclNotPermitted" },
  readRetention: {
    action: "s3:GetObjectRetention",
    on: "source",
    reason: "SrcGetRetentionNotPermitted",
    isAsked: hasLock,
  },
  readLegalHold: {
    action: "s3:GetObjectLegalHold",
    on: "source",
    reason: "SrcGetLegalHoldNotPermitted",
    isAsked: hasLock,
  },
  readTags: readsTags,
  decrypt: {
    action: "kms:Decrypt",
    on: "sourceKey",
    reason: "SrcGetObjectNotPermitted",
    isAsked: isUnderKms,
  },
  writeObject: { ...writes, reason: "DstPutObjectNotPermitted" },
  overrideOwner: {
    action: "s3:ObjectOwnerOverrideToBucketOwner",
    on: "destination",
    reason: "DstPutObjectNotPermitted",
    isAsked: ({ work }) => work.rule.destination.overridesOwner,
  },
  lockObject: { ...retention, reason: "DstPutRetentionNotPermitted", isAsked: hasRetention },
  holdObject: { ...legalHold, reason: "DstPutLegalHoldNotPermitted", isAsked: hasLegalHold },
  encrypt: {
    action: "kms:Encrypt",
    on: "replicaKey",
    reason: "DstPutObjectNotPermitted",
    isAsked: isUnderKms,
  },
  /** An S3 Bucket Key is decrypted before it is used. */
  decryptBucketKey: {
    action: "kms:Decrypt",
    on: "replicaKey",
    reason: "DstPutObjectNotPermitted",
    isBeyondFaults: true,
    isAsked: (attempt) => isUnderKms(attempt) && usesBucketKey(attempt),
  },
  generateDataKey: {
    action: "kms:GenerateDataKey",
    on: "replicaKey",
    reason: "DstPutObjectNotPermitted",
    isAsked: becomesKms,
  },
  writeTags: writesTags,
  /** Without tags there is nothing to ask a permission for: `assumed`. */
  readObjectTags: { ...readsTags, isAsked: hasTags },
  writeObjectTags: { ...writesTags, isAsked: hasTags },
  changeTags: { ...writes, reason: "DstPutTaggingNotPermitted" },
  changeAcl: { ...writes, reason: "DstPutAclNotPermitted" },
  changeRetention: { ...writes, reason: "DstPutRetentionNotPermitted" },
  writeRetention: { ...retention, reason: "DstPutRetentionNotPermitted" },
  changeLegalHold: { ...writes, reason: "DstPutLegalHoldNotPermitted" },
  writeLegalHold: { ...legalHold, reason: "DstPutLegalHoldNotPermitted" },
  writeMarker: {
    action: "s3:ReplicateDelete",
    on: "destination",
    reason: "DstDelObjNotPermitted",
  },
} as const satisfies Readonly<Record<string, PermissionStep>>;

const s = permissionSteps;

/** The permissions that work of a kind asks for, once the role is assumed. */
export const stepsOfOperation: Readonly<Record<WorkOperation, readonly PermissionStep[]>> = {
  OBJECT_PUT: [
    ...[s.readObject, s.readAcl, s.readRetention, s.readLegalHold, s.decrypt],
    ...[s.writeObject, s.overrideOwner, s.lockObject, s.holdObject],
    ...[s.encrypt, s.decryptBucketKey, s.generateDataKey, s.readObjectTags, s.writeObjectTags],
  ],
  DELETE_MARKER: [s.writeMarker],
  TAGGING_PUT: [s.readHead, s.readTags, s.changeTags, s.writeTags],
  ACL_PUT: [s.readHead, s.readAcl, s.changeAcl],
  RETENTION_PUT: [s.readHead, s.readRetention, s.changeRetention, s.writeRetention],
  LEGAL_HOLD_PUT: [s.readHead, s.readLegalHold, s.changeLegalHold, s.writeLegalHold],
};
