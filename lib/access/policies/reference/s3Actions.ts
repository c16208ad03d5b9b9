/** What of S3 an action is done to. `other`: no bucket and no object, such as a job or the account. */
export type S3ResourceType = "bucket" | "object" | "other";

const names: Readonly<Record<S3ResourceType, string>> = {
  object: `
    AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectAnnotation
    DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionAnnotation
    DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes
    GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion
    GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAnnotationForReplication
    GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging
    GetObjectVersionTorrent InitiateReplication ListMultipartUploadParts ListObjectAnnotations
    ListObjectVersionAnnotations ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl
    PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging
    PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging ReplicateDelete
    ReplicateObject ReplicateObjectAnnotation ReplicateTags RestoreObject UpdateObjectEncryption`,
  bucket: `
    CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket
    DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite
    GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl
    GetBucketCORS GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration
    GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls
    GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment
    GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
    GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
    GetMetricsConfiguration GetReplicationConfiguration ListBucket ListBucketMultipartUploads
    ListBucketVersions ListTagsForResource PauseReplication PutAccelerateConfiguration
    PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging
    PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls
    PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging
    PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
    PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration
    PutMetricsConfiguration PutReplicationConfiguration TagResource UntagResource
    UpdateBucketMetadataAnnotationTableConfiguration
    UpdateBucketMetadataInventoryTableConfiguration
    UpdateBucketMetadataJournalTableConfiguration`,
  other: `
    AllowVendedLogDeliveryForResource AssociateAccessGrantsIdentityCenter CreateAccessGrant
    CreateAccessGrantsInstance CreateAccessGrantsLocation CreateAccessPoint
    CreateAccessPointForObjectLambda CreateJob CreateMultiRegionAccessPoint
    CreateStorageLensGroup DeleteAccessGrant DeleteAccessGrantsInstance
    DeleteAccessGrantsInstanceResourcePolicy DeleteAccessGrantsLocation DeleteAccessPoint
    DeleteAccessPointForObjectLambda DeleteAccessPointPolicy
    DeleteAccessPointPolicyForObjectLambda DeleteJobTagging DeleteMultiRegionAccessPoint
    DeleteStorageLensConfiguration DeleteStorageLensConfigurationTagging DeleteStorageLensGroup
    DescribeJob DescribeMultiRegionAccessPointOperation DissociateAccessGrantsIdentityCenter
    GetAccessGrant GetAccessGrantsInstance GetAccessGrantsInstanceForPrefix
    GetAccessGrantsInstanceResourcePolicy GetAccessGrantsLocation GetAccessPoint
    GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda
    GetAccessPointPolicy GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatus
    GetAccessPointPolicyStatusForObjectLambda GetAccountPublicAccessBlock GetDataAccess
    GetJobTagging GetMultiRegionAccessPoint GetMultiRegionAccessPointPolicy
    GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes
    GetStorageLensConfiguration GetStorageLensConfigurationTagging GetStorageLensDashboard
    GetStorageLensGroup ListAccessGrants ListAccessGrantsInstances ListAccessGrantsLocations
    ListAccessPoints ListAccessPointsForObjectLambda ListAllMyBuckets ListCallerAccessGrants
    ListJobs ListMultiRegionAccessPoints ListStorageLensConfigurations ListStorageLensGroups
    PutAccessGrantsInstanceResourcePolicy PutAccessPointConfigurationForObjectLambda
    PutAccessPointPolicy PutAccessPointPolicyForObjectLambda PutAccessPointPublicAccessBlock
    PutAccountPublicAccessBlock PutJobTagging PutMultiRegionAccessPointPolicy
    PutStorageLensConfiguration PutStorageLensConfigurationTagging
    SubmitMultiRegionAccessPointRoutes UpdateAccessGrantsLocation UpdateJobPriority
    UpdateJobStatus UpdateStorageLensGroup`,
};

/**
 * The actions of S3 with the type of resource they fit, without their prefix `s3:`. Of those that fit
 * several types `bucket` is told.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const s3Actions: ReadonlyMap<string, S3ResourceType> = new Map(
  (["object", "bucket", "other"] as const).flatMap((type) =>
    names[type]
      .trim()
      .split(/\s+/)
      .map((name) => [name, type] as const),
  ),
);
