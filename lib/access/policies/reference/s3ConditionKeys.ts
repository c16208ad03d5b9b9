/**
 * The condition keys of S3 that go with any of its actions, or with actions on other things than
 * buckets and objects, without their prefix `s3:`. One that ends with `/` is completed by a tag's key.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys
 */
export const generalS3Keys: readonly string[] = [
  "AccessGrantScope",
  "AccessGrantsInstanceArn",
  "AccessGrantsLocationScope",
  "AccessPointNetworkOrigin",
  "AccessPointTag/",
  "BucketTag/",
  "DataAccessPointAccount",
  "DataAccessPointArn",
  "ExistingJobOperation",
  "ExistingJobPriority",
  "JobSuspendedCause",
  "RequestJobOperation",
  "RequestJobPriority",
  "ResourceAccount",
  "TlsVersion",
  "authType",
  "deliverySourceArn",
  "logType",
  "resourceArnBeingAuthorized",
  "signatureAge",
  "signatureversion",
  "x-amz-content-sha256",
];

/** The other keys, each with the actions it goes with. `VersionId` is spelled `versionid` there. */
export const s3KeysOfActions: Readonly<Record<string, string>> = {
  "ExistingObjectTag/":
    "DeleteObjectAnnotation DeleteObjectTagging DeleteObjectVersionAnnotation DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAttributes GetObjectVersionTagging ListObjectAnnotations ListObjectVersionAnnotations PutObjectAcl PutObjectAnnotation PutObjectTagging PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging UpdateObjectEncryption",
  InventoryAccessibleOptionalFields: "PutInventoryConfiguration",
  ObjectCreationOperation: "PutObject",
  "RequestObjectTag/":
    "BypassGovernanceRetention PutObject PutObjectTagging PutObjectVersionTagging",
  RequestObjectTagKeys:
    "BypassGovernanceRetention PutObject PutObjectTagging PutObjectVersionTagging",
  "annotation-prefix": "ListObjectAnnotations ListObjectVersionAnnotations",
  delimiter: "ListBucket ListBucketVersions",
  destinationRegion: "PauseReplication",
  "if-match": "DeleteObject PutObject",
  "if-none-match": "PutObject",
  isReplicationPauseRequest: "PutReplicationConfiguration",
  locationconstraint: "CreateAccessPoint CreateBucket",
  "max-annotation-results": "ListObjectAnnotations ListObjectVersionAnnotations",
  "max-keys": "ListBucket ListBucketVersions",
  "object-lock-event-hold": "PutObject PutObjectRetention ReplicateObject",
  "object-lock-event-hold-duration-days": "PutObject PutObjectRetention ReplicateObject",
  "object-lock-legal-hold": "PutObject PutObjectLegalHold",
  "object-lock-mode": "PutObject PutObjectRetention",
  "object-lock-remaining-retention-days": "PutObject PutObjectRetention",
  "object-lock-retain-until-date": "PutObject PutObjectRetention",
  prefix: "ListBucket ListBucketVersions",
  versionid:
    "DeleteObjectVersion DeleteObjectVersionAnnotation DeleteObjectVersionTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAttributes GetObjectVersionTagging GetObjectVersionTorrent ListObjectVersionAnnotations PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging",
  "x-amz-acl":
    "BypassGovernanceRetention CreateAccessPoint CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl",
  "x-amz-bucket-namespace": "CreateBucket",
  "x-amz-copy-source": "BypassGovernanceRetention PutObject",
  "x-amz-grant-full-control":
    "BypassGovernanceRetention CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl",
  "x-amz-grant-read":
    "BypassGovernanceRetention CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl",
  "x-amz-grant-read-acp":
    "BypassGovernanceRetention CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl",
  "x-amz-grant-write":
    "BypassGovernanceRetention CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl",
  "x-amz-grant-write-acp":
    "BypassGovernanceRetention CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl",
  "x-amz-metadata-directive": "BypassGovernanceRetention PutObject",
  "x-amz-object-annotation-directive": "PutObject",
  "x-amz-object-if-match":
    "DeleteObjectAnnotation DeleteObjectVersionAnnotation PutObjectAnnotation PutObjectVersionAnnotation",
  "x-amz-object-ownership": "CreateBucket",
  "x-amz-server-side-encryption":
    "BypassGovernanceRetention PutObject ReplicateObject UpdateObjectEncryption",
  "x-amz-server-side-encryption-aws-kms-key-id":
    "BypassGovernanceRetention PutObject ReplicateObject UpdateObjectEncryption",
  "x-amz-server-side-encryption-customer-algorithm":
    "BypassGovernanceRetention PutObject ReplicateObject",
  "x-amz-storage-class": "BypassGovernanceRetention PutObject PutObjectAcl PutObjectVersionAcl",
  "x-amz-website-redirect-location": "BypassGovernanceRetention PutObject",
};
