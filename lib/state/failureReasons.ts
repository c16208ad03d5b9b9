/**
 * Why replication ends FAILED, in S3's words.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
 */
export const failureReasons = [
  "AssumeRoleNotPermitted",
  "DstBucketInvalidRegion",
  "DstBucketNotFound",
  "DstBucketObjectLockConfigMissing",
  "DstBucketUnversioned",
  "DstDelObjNotPermitted",
  "DstKmsKeyInvalidState",
  "DstKmsKeyNotFound",
  "DstMultipartCompleteNotPermitted",
  "DstMultipartInitNotPermitted",
  "DstMultipartUploadNotPermitted",
  "DstObjectHardDeleted",
  "DstPutAclNotPermitted",
  "DstPutLegalHoldNotPermitted",
  "DstPutObjectNotPermitted",
  "DstPutRetentionNotPermitted",
  "DstPutTaggingNotPermitted",
  "DstVersionNotFound",
  "InitiateReplicationNotPermitted",
  "SrcBucketInvalidRegion",
  "SrcBucketNotFound",
  "SrcBucketReplicationConfigMissing",
  "SrcGetAclNotPermitted",
  "SrcGetLegalHoldNotPermitted",
  "SrcGetObjectNotPermitted",
  "SrcGetRetentionNotPermitted",
  "SrcGetTaggingNotPermitted",
  "SrcHeadObjectNotPermitted",
  "SrcKeyNotFound",
  "SrcKmsKeyInvalidState",
  "SrcObjectNotEligible",
  "SrcObjectNotFound",
  "SrcReplicationNotPending",
  "SrcVersionNotFound",
] as const;

/** One of S3's failure reasons. */
export type FailureReason = (typeof failureReasons)[number];

/** The reasons that Batch Replication alone has. */
export const batchFailureReasons: ReadonlySet<FailureReason> = new Set([
  "DstBucketInvalidRegion",
  "DstObjectHardDeleted",
  "InitiateReplicationNotPermitted",
  "SrcBucketInvalidRegion",
]);

/** The reasons for which an object arrives all the same, without its tags (recorded 2026). */
export const partialFailureReasons: ReadonlySet<FailureReason> = new Set([
  "DstPutTaggingNotPermitted",
  "SrcGetTaggingNotPermitted",
]);
