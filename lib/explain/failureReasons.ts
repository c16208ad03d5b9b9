import type { ReplicationAction } from "../store/faults.js";
import type { Work } from "../store/work.js";

/** Why work ends FAILED: what a failure reason means, and what makes it go away. */
export interface FailureReason {
  readonly meaning: string;
  /** The permissions whose lack leads to it. */
  readonly permissions?: readonly ReplicationAction[];
  /** What else there is to do, in the imperative. */
  readonly remedy?: (work: Work) => string;
}

const destinationOf = ({ rule }: Work) => `s3://${rule.destination.bucket}`;

/**
 * The failure reasons that live replication has, in plain words.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
 */
export const failureReasons: Readonly<Record<string, FailureReason>> = {
  AssumeRoleNotPermitted: {
    meaning: "S3 could not assume the replication role.",
    permissions: ["sts:AssumeRole"],
  },
  DstBucketNotFound: {
    meaning: "The destination bucket does not exist.",
    remedy: (work) => `Create ${destinationOf(work)} with versioning enabled.`,
  },
  DstBucketObjectLockConfigMissing: {
    meaning: "The version is locked, and the destination bucket has no Object Lock.",
    remedy: (work) => `Enable Object Lock on ${destinationOf(work)} (PutObjectLockConfiguration).`,
  },
  DstBucketUnversioned: {
    meaning: "Versioning was not enabled on the destination bucket.",
    remedy: (work) => `Enable versioning on ${destinationOf(work)} (PutBucketVersioning).`,
  },
  DstDelObjNotPermitted: {
    meaning: "The role may not replicate delete markers to the destination.",
    permissions: ["s3:ReplicateDelete"],
  },
  DstKmsKeyInvalidState: {
    meaning: "The KMS key for replicas is disabled or about to be deleted.",
    remedy: ({ rule }) => `Enable the KMS key ${rule.destination.replicaKmsKeyId}.`,
  },
  DstKmsKeyNotFound: {
    meaning: "The KMS key for replicas does not exist.",
    remedy: ({ rule }) =>
      `Put a configuration whose rule ${JSON.stringify(rule.id)} names a ReplicaKmsKeyID that exists.`,
  },
  DstObjectHardDeleted: {
    meaning: "The replica was deleted by its version id; Batch Replication does not make it again.",
    remedy: () => "Copy the object onto itself, which makes a new version.",
  },
  DstPutAclNotPermitted: {
    meaning: "The role may not write the replica's ACL.",
    permissions: ["s3:ReplicateObject"],
  },
  DstPutLegalHoldNotPermitted: {
    meaning: "The role may not put a legal hold on the replica.",
    permissions: ["s3:PutObjectLegalHold"],
  },
  DstPutObjectNotPermitted: {
    meaning: "The role may not write replicas to the destination.",
    permissions: ["s3:ReplicateObject", "s3:ObjectOwnerOverrideToBucketOwner", "kms:Encrypt"],
  },
  DstPutRetentionNotPermitted: {
    meaning: "The role may not put a retention on the replica.",
    permissions: ["s3:PutObjectRetention"],
  },
  DstPutTaggingNotPermitted: {
    meaning: "The role may not write tags to the destination.",
    permissions: ["s3:ReplicateTags"],
  },
  DstVersionNotFound: {
    meaning: "The replica that was to be changed is not in the destination.",
  },
  InitiateReplicationNotPermitted: {
    meaning: "Batch Replication may not start replication in this bucket.",
    permissions: ["s3:InitiateReplication"],
  },
  SrcGetAclNotPermitted: {
    meaning: "The role may not read the version's ACL.",
    permissions: ["s3:GetObjectVersionAcl"],
  },
  SrcGetLegalHoldNotPermitted: {
    meaning: "The role may not read the version's legal hold.",
    permissions: ["s3:GetObjectLegalHold"],
  },
  SrcGetObjectNotPermitted: {
    meaning: "The role may not read the version.",
    permissions: ["s3:GetObjectVersionForReplication", "kms:Decrypt"],
  },
  SrcGetRetentionNotPermitted: {
    meaning: "The role may not read the version's retention.",
    permissions: ["s3:GetObjectRetention"],
  },
  SrcGetTaggingNotPermitted: {
    meaning: "The role may not read the version's tags.",
    permissions: ["s3:GetObjectVersionTagging"],
  },
  SrcHeadObjectNotPermitted: {
    meaning: "The role may not read the version's metadata.",
    permissions: ["s3:GetObjectVersionForReplication"],
  },
  SrcKmsKeyInvalidState: {
    meaning: "The KMS key of the version cannot be used.",
    remedy: () => "Enable the KMS key that the object is encrypted under.",
  },
};
