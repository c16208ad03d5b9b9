/** S3's limits, with their units in their names. @see https://docs.aws.amazon.com/general/latest/gr/s3.html */
export const limits = {
  /** UTF-8 bytes. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
  keyBytes: 1024,
  /** Sum of the bytes of user metadata names and values. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
  userMetadataBytes: 2048,
  /** The headers and the query of a request. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
  requestHeadBytes: 8 * 1024,
  /** The head that a server reads before it gives up: pages of the console come with any cookies. */
  readHeadBytes: 16 * 1024,
  /** All fields of a POST form before its file. @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html */
  postFieldsBytes: 20 * 1024,
  /** How far a request's time may be from S3's. @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
  clockSkewMs: 15 * 60 * 1000,
  /** The longest life of a presigned URL: seven days. @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
  presignedSeconds: 7 * 24 * 60 * 60,
  /** One PutObject, UploadPart or CopyObject. */
  putBytes: 5 * 1024 ** 3,
  /** Each part but the last. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
  partBytes: 5 * 1024 ** 2,
  /** The highest part number. */
  parts: 10_000,
  /** Keys in one DeleteObjects. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
  deletedObjects: 1000,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
  objectTags: 10,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html */
  bucketTags: 50,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationConfiguration.html */
  replicationRules: 1000,
  replicationRuleIdCharacters: 255,
  replicationPrefixCharacters: 1024,
  /** Analytics, inventory, metrics and Intelligent-Tiering configurations of a bucket, of each kind. */
  configurations: 1000,
  /** A page of them. */
  pageConfigurations: 100,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
  corsRules: 100,
  corsRuleIdCharacters: 255,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
  corsBytes: 64 * 1024,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
  redirectLocationBytes: 2048,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html */
  websiteRoutingRules: 50,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html */
  websiteBytes: 128 * 1024,
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
  lifecycleRules: 1000,
  lifecycleRuleIdCharacters: 255,
  /** The largest size that a rule filters by (recorded 2026). */
  lifecycleSizeBytes: 1_099_511_627_776_000,
  /** ListBuckets without `max-buckets`. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
  pageBuckets: 10_000,
  /** The longest default retention. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html */
  retentionDays: 36_500,
  retentionYears: 100,
  /** A page of keys, versions, parts or uploads. */
  pageKeys: 1000,
  /** The largest XML document S3 reads: CompleteMultipartUpload with 10,000 parts stays well below. `assumed` */
  xmlBytes: 4 * 1024 ** 2,
  /** Elements in one XML document; 10,000 parts with a checksum each need 50,000. `assumed` */
  xmlElements: 200_000,
  /** Depth of elements; S3's deepest document has 9. `assumed` */
  xmlDepth: 32,
} as const;
