/**
 * Every error S3 answers with: one table of codes, each with its status and its usual message.
 *
 * Codes whose message differs from case to case have an empty one here, and `fail` then demands it.
 * Sources: the S3 API Reference, "Error responses", and answers recorded from S3 in 2026.
 */
export const catalogue = {
  AccessControlListNotSupported: [400, "The bucket does not allow ACLs"],
  AccessDenied: [403, "Access Denied"],
  AccessForbidden: [403, ""],
  AuthorizationHeaderMalformed: [400, ""],
  AuthorizationQueryParametersError: [400, ""],
  BadDigest: [400, ""],
  BadRequest: [400, ""],
  // S3 Control's, as are the others whose names end so: the status of all of them is `assumed`.
  BadRequestException: [400, ""],
  BucketAlreadyExists: [
    409,
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
  ],
  BucketAlreadyOwnedByYou: [
    409,
    "Your previous request to create the named bucket succeeded and you already own it.",
  ],
  BucketNotEmpty: [409, "The bucket you tried to delete is not empty"],
  // COS's; the message is `assumed`.
  BucketVersionNotOpen: [400, "Versioning must be enabled on the bucket"],
  ConditionalRequestConflict: [
    409,
    "The conditional request cannot succeed due to a conflicting operation against this resource.",
  ],
  CrossLocationLoggingProhibitted: [403, "Cross S3 location logging not allowed. "],
  EntityTooLarge: [400, "Your proposed upload exceeds the maximum allowed size"],
  EntityTooSmall: [400, "Your proposed upload is smaller than the minimum allowed size"],
  ExpiredToken: [400, "The provided token has expired."],
  IdMismatch: [400, "Document ID does not match the specified configuration ID."],
  IdempotencyException: [400, ""],
  IllegalLocationConstraintException: [400, ""],
  IllegalVersioningConfigurationException: [400, "The Versioning element must be specified"],
  IncompleteBody: [
    400,
    "You did not provide the number of bytes specified by the Content-Length HTTP header",
  ],
  InternalError: [500, "We encountered an internal error. Please try again."],
  InvalidAccessKeyId: [403, "The AWS Access Key Id you provided does not exist in our records."],
  InvalidArgument: [400, ""],
  InvalidBucketAclWithBlockPublicAccessError: [
    400,
    "Bucket cannot have public ACLs set with BlockPublicAccess enabled",
  ],
  InvalidBucketAclWithObjectOwnership: [
    400,
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  ],
  InvalidBucketName: [400, "The specified bucket is not valid."],
  InvalidBucketOwnerAWSAccountID: [400, ""],
  InvalidBucketState: [409, ""],
  InvalidChunkSizeError: [
    403,
    "Only the last chunk is allowed to have a size less than 8192 bytes",
  ],
  InvalidDigest: [400, "The Content-MD5 you specified was invalid."],
  InvalidEncryptionAlgorithmError: [
    400,
    "The Encryption request you specified is not valid. Supported value: AES256.",
  ],
  InvalidKmskeyId: [400, ""],
  InvalidLocationConstraint: [400, "The specified location-constraint is not valid"],
  InvalidNextTokenException: [400, ""],
  InvalidObjectState: [403, "The operation is not valid for the object's storage class"],
  InvalidPart: [
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  ],
  InvalidPartNumber: [416, "The requested partnumber is not satisfiable"],
  InvalidPartOrder: [
    400,
    "The list of parts was not in ascending order. Parts must be ordered by part number.",
  ],
  InvalidPolicyDocument: [400, ""],
  InvalidRange: [416, "The requested range is not satisfiable"],
  InvalidRedirectLocation: [
    400,
    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.",
  ],
  InvalidRequest: [400, ""],
  InvalidRequestException: [400, ""],
  InvalidS3DestinationBucket: [400, "Invalid bucket ARN."],
  InvalidStorageClass: [400, "The storage class you specified is not valid"],
  InvalidTag: [400, ""],
  InvalidTargetBucketForLogging: [400, "The target bucket for logging does not exist"],
  InvalidToken: [400, "The provided token is malformed or otherwise invalid."],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  JobStatusException: [400, ""],
  "KMS.DisabledException": [400, ""],
  "KMS.KMSInvalidStateException": [400, ""],
  "KMS.NotFoundException": [400, ""],
  KeyTooLongError: [400, "Your key is too long"],
  // COS's; the message is `assumed`.
  MAZOperationNotSupportOnOAZBucket: [400, "The bucket is in one zone only"],
  MalformedPOSTRequest: [
    400,
    "The body of your POST request is not well-formed multipart/form-data.",
  ],
  MalformedPolicy: [400, ""],
  MalformedACLError: [
    400,
    "The XML you provided was not well-formed or did not validate against our published schema",
  ],
  MalformedTrailerError: [
    400,
    "The request contained trailing data that was not well-formed or did not conform to our published schema.",
  ],
  MalformedXML: [
    400,
    "The XML you provided was not well-formed or did not validate against our published schema",
  ],
  MaxMessageLengthExceeded: [400, "Your request was too big."],
  MaxPostPreDataLengthExceeded: [
    400,
    "Your POST request fields preceding the upload file were too large.",
  ],
  MetadataTooLarge: [400, "Your metadata headers exceed the maximum allowed metadata size"],
  MethodNotAllowed: [405, "The specified method is not allowed against this resource."],
  MissingContentLength: [411, "You must provide the Content-Length HTTP header."],
  MissingRequestBodyError: [400, "Request Body is empty"],
  MissingSecurityHeader: [400, "Your request was missing a required header"],
  NoSuchAccessPoint: [404, "The specified accesspoint does not exist"],
  NoSuchBucket: [404, "The specified bucket does not exist"],
  NoSuchBucketPolicy: [404, "The bucket policy does not exist"],
  NoSuchCORSConfiguration: [404, "The CORS configuration does not exist"],
  NoSuchConfiguration: [404, "The specified configuration does not exist."],
  NoSuchKey: [404, "The specified key does not exist."],
  NoSuchLifecycleConfiguration: [404, "The lifecycle configuration does not exist"],
  NoSuchPublicAccessBlockConfiguration: [
    404,
    "The public access block configuration was not found",
  ],
  NoSuchTagSet: [404, "The TagSet does not exist"],
  NoSuchObjectLockConfiguration: [
    404,
    "The specified object does not have a ObjectLock configuration",
  ],
  NoSuchUpload: [
    404,
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
  ],
  NoSuchVersion: [404, "The specified version does not exist."],
  NoSuchWebsiteConfiguration: [404, "The specified bucket does not have a website configuration"],
  NotFoundException: [400, "The specified job does not exist"],
  NotImplemented: [501, "A header you provided implies functionality that is not implemented"],
  NotModified: [304, "Not Modified"],
  // COS's; the message is `assumed`.
  NotSupportedStorageClass: [400, "The storage class you specified is not supported"],
  ObjectAlreadyInActiveTierError: [403, "This action is not allowed against this storage tier."],
  ObjectLockConfigurationNotFoundError: [
    404,
    "Object Lock configuration does not exist for this bucket",
  ],
  OperationAborted: [
    409,
    "A conflicting conditional operation is currently in progress against this resource. Please try again.",
  ],
  OwnershipControlsNotFoundError: [404, "The bucket ownership controls were not found"],
  PermanentRedirect: [
    301,
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
  ],
  PreconditionFailed: [412, "At least one of the pre-conditions you specified did not hold"],
  ReplicationConfigurationNotFoundError: [404, "The replication configuration was not found"],
  RequestHeaderSectionTooLarge: [
    400,
    "Your request header section exceeds the maximum allowed size.",
  ],
  RequestTimeTooSkewed: [
    403,
    "The difference between the request time and the current time is too large.",
  ],
  RequestTimeout: [
    400,
    "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.",
  ],
  RestoreAlreadyInProgress: [409, "Object restore is already in progress"],
  ServiceUnavailable: [503, "Service is unable to handle request."],
  SignatureDoesNotMatch: [
    403,
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  ],
  SlowDown: [503, "Please reduce your request rate."],
  UnexpectedContent: [400, "This request does not support content"],
  // COS's, both; the messages are `assumed`.
  UserNotSourceBucketOwner: [403, "You are not the owner of the source bucket"],
  UserNotTargetBucketOwner: [403, "You are not the owner of the destination bucket"],
  XAmzContentSHA256Mismatch: [
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
  TooManyConfigurations: [
    400,
    "You are attempting to create a new configuration but have already reached the 1,000-configuration limit.",
  ],
  TooManyTagsException: [400, "The number of tags exceeds the limit of 50 tags"],
} as const satisfies Record<string, readonly [statusCode: number, message: string]>;

/** The extra elements that `<Error>` carries, for the codes that have any. */
export interface ExtraElements {
  AccessDenied: {
    "X-Amz-Expires"?: string;
    Expires?: string;
    HeadersNotSigned?: string;
    ServerTime?: string;
  };
  AccessForbidden: { Method: string; ResourceType: string };
  AuthorizationHeaderMalformed: { Region?: string };
  AuthorizationQueryParametersError: { Region?: string };
  BadDigest: { CalculatedDigest?: string; ExpectedDigest?: string };
  BucketAlreadyExists: { BucketName: string };
  BucketAlreadyOwnedByYou: { BucketName: string };
  BucketNotEmpty: { BucketName: string };
  ConditionalRequestConflict: { Condition: string; Key: string };
  CrossLocationLoggingProhibitted: { SourceBucketLocation?: string; TargetBucketLocation: string };
  EntityTooLarge: { MaxSizeAllowed: string; ProposedSize: string };
  EntityTooSmall: {
    ETag?: string;
    MinSizeAllowed: string;
    PartNumber?: string;
    ProposedSize: string;
  };
  InvalidAccessKeyId: { AWSAccessKeyId: string };
  InvalidArgument: { ArgumentName?: string; ArgumentValue?: string };
  InvalidBucketName: { BucketName: string };
  InvalidChunkSizeError: { Chunk: string; BadChunkSize: string };
  InvalidDigest: { "Content-MD5": string };
  InvalidEncryptionAlgorithmError: { ArgumentName: string; ArgumentValue: string };
  InvalidLocationConstraint: { LocationConstraint: string };
  InvalidObjectState: { StorageClass: string };
  InvalidPart: { ETag: string; PartNumber: string; UploadId: string };
  InvalidPartNumber: { PartNumberRequested: string; ActualPartCount: string };
  InvalidPartOrder: { UploadId: string };
  InvalidRange: { RangeRequested: string; ActualObjectSize: string };
  InvalidStorageClass: { StorageClassRequested: string };
  InvalidTag: { TagKey?: string; TagValue?: string };
  InvalidTargetBucketForLogging: { TargetBucket: string };
  KeyTooLongError: { Size: string; MaxSizeAllowed: string };
  MalformedPolicy: { Detail?: string | undefined };
  MaxMessageLengthExceeded: { MaxMessageLengthBytes: string };
  MethodNotAllowed: { Method: string; ResourceType: string };
  MissingSecurityHeader: { MissingHeaderName: string };
  NoSuchBucket: { BucketName: string };
  NoSuchBucketPolicy: { BucketName: string };
  NoSuchCORSConfiguration: { BucketName: string };
  NoSuchKey: { Key: string };
  NoSuchLifecycleConfiguration: { BucketName: string };
  NoSuchPublicAccessBlockConfiguration: { BucketName: string };
  NoSuchTagSet: { BucketName: string };
  NoSuchUpload: { UploadId: string };
  NoSuchVersion: { Key: string; VersionId: string };
  NoSuchWebsiteConfiguration: { BucketName: string };
  NotImplemented: { Header?: string; additionalMessage?: string };
  ObjectLockConfigurationNotFoundError: { BucketName: string };
  OwnershipControlsNotFoundError: { BucketName: string };
  PermanentRedirect: { Endpoint: string; Bucket: string };
  PreconditionFailed: { Condition: string };
  ReplicationConfigurationNotFoundError: { BucketName: string };
  RequestHeaderSectionTooLarge: { MaxSizeAllowed: string };
  RequestTimeTooSkewed: {
    RequestTime: string;
    ServerTime: string;
    MaxAllowedSkewMilliseconds: string;
  };
  SignatureDoesNotMatch: {
    AWSAccessKeyId?: string;
    StringToSign?: string;
    SignatureProvided?: string;
    StringToSignBytes?: string;
    CanonicalRequest?: string;
    CanonicalRequestBytes?: string;
  };
  XAmzContentSHA256Mismatch: {
    ClientComputedContentSHA256: string;
    S3ComputedContentSHA256: string;
  };
}
