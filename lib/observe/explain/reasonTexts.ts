import type { FailureReason } from "../../state/failureReasons.js";
import type { ReplicationAction } from "../../state/faults.js";
import type { Work } from "../../state/work.js";

/** Why work ends FAILED: what a failure reason means, and what makes it go away. */
export interface ReasonText {
  readonly meaning: string;
  /** The permissions whose lack leads to it. */
  readonly permissions?: readonly ReplicationAction[];
  /** What else there is to do, in the imperative. */
  readonly remedy?: (work: Work) => string;
}

const destinationOf = ({ rule }: Work) => `s3://${rule.destination.bucket}`;
const sourceOf = ({ bucket }: Work) => `s3://${bucket}`;
const uploadParts = ["s3:ReplicateObject"] as const;

/** The failure reasons in plain words. */
export const reasonTexts: Readonly<Record<FailureReason, ReasonText>> = {
  AssumeRoleNotPermitted: {
    meaning: "S3 could not assume the replication role.",
    permissions: ["sts:AssumeRole"],
  },
  DstBucketInvalidRegion: {
    meaning: "The destination bucket is not in the Region that the batch job names.",
    remedy: (work) => `Create a job with the Region of ${destinationOf(work)}.`,
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
  DstMultipartCompleteNotPermitted: {
    meaning: "The role may not complete the multipart upload of a replica.",
    permissions: uploadParts,
  },
  DstMultipartInitNotPermitted: {
    meaning: "The role may not begin the multipart upload of a replica.",
    permissions: uploadParts,
  },
  DstMultipartUploadNotPermitted: {
    meaning: "The role may not upload a part of a replica.",
    permissions: uploadParts,
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
  SrcBucketInvalidRegion: {
    meaning: "The source bucket is not in the Region that the batch job names.",
    remedy: (work) => `Create a job with the Region of ${sourceOf(work)}.`,
  },
  SrcBucketNotFound: {
    meaning: "The source bucket was not found when S3 came to the object.",
    remedy: (work) => `See whether ${sourceOf(work)} was deleted and made again.`,
  },
  SrcBucketReplicationConfigMissing: {
    meaning: "The source bucket had no replication configuration when S3 came to the object.",
    remedy: (work) => `Put a configuration on ${sourceOf(work)} (PutBucketReplication).`,
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
  SrcKeyNotFound: {
    meaning: "The key was not found in the source bucket when S3 came to it.",
  },
  SrcKmsKeyInvalidState: {
    meaning: "The KMS key of the version cannot be used.",
    remedy: () => "Enable the KMS key that the object is encrypted under.",
  },
  SrcObjectNotEligible: {
    meaning: "The version is not one that the configuration replicates.",
    remedy: (work) => `See which rules of ${sourceOf(work)} match it, and how it is encrypted.`,
  },
  SrcObjectNotFound: {
    meaning: "The object was not found in the source bucket when S3 came to it.",
  },
  SrcReplicationNotPending: {
    meaning: "The version did not wait for replication any more when S3 came to it.",
  },
  SrcVersionNotFound: {
    meaning: "The version was not found in the source bucket when S3 came to it.",
  },
};
