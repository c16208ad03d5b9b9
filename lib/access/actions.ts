import type { HttpRequest } from "../base/http.js";
import { type OperationName, operationNames } from "../base/operationNames.generated.js";
import type { Tag } from "../state/objectVersion.js";

/** What of a request decides which actions it needs. */
export interface AccessRequest {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly query: HttpRequest["query"];
  readonly headers: HttpRequest["headers"];
  /** What the body says, for the operations that are judged by it too. */
  readonly body?: (() => JudgedBody) | undefined;
}

/** What of a body decides about permissions, or is seen by conditions. */
export interface JudgedBody {
  readonly tags?: readonly Tag[] | undefined;
  readonly lockMode?: string | undefined;
  readonly retainUntil?: Date | undefined;
  readonly legalHold?: string | undefined;
  readonly locationConstraint?: string | undefined;
}

/** The action of an operation, and the one that takes its place where a version is named. */
interface NamedActions {
  readonly action: string;
  readonly ofVersion?: string;
}

/**
 * The IAM action of each operation whose action is not `s3:` and its name.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const namedActions: Partial<Record<OperationName, NamedActions>> = {
  CompleteMultipartUpload: { action: "s3:PutObject" },
  CopyObject: { action: "s3:PutObject" },
  CreateMultipartUpload: { action: "s3:PutObject" },
  DeleteBucketAnalyticsConfiguration: { action: "s3:PutAnalyticsConfiguration" },
  DeleteBucketCors: { action: "s3:PutBucketCORS" },
  DeleteBucketEncryption: { action: "s3:PutEncryptionConfiguration" },
  DeleteBucketIntelligentTieringConfiguration: {
    action: "s3:PutIntelligentTieringConfiguration",
  },
  DeleteBucketInventoryConfiguration: { action: "s3:PutInventoryConfiguration" },
  DeleteBucketLifecycle: { action: "s3:PutLifecycleConfiguration" },
  DeleteBucketMetricsConfiguration: { action: "s3:PutMetricsConfiguration" },
  DeleteBucketOwnershipControls: { action: "s3:PutBucketOwnershipControls" },
  DeleteBucketReplication: { action: "s3:PutReplicationConfiguration" },
  DeleteBucketTagging: { action: "s3:PutBucketTagging" },
  DeleteObject: { action: "s3:DeleteObject", ofVersion: "s3:DeleteObjectVersion" },
  DeleteObjectTagging: {
    action: "s3:DeleteObjectTagging",
    ofVersion: "s3:DeleteObjectVersionTagging",
  },
  DeleteObjects: { action: "s3:DeleteObject" },
  DeletePublicAccessBlock: { action: "s3:PutBucketPublicAccessBlock" },
  GetBucketAccelerateConfiguration: { action: "s3:GetAccelerateConfiguration" },
  GetBucketAnalyticsConfiguration: { action: "s3:GetAnalyticsConfiguration" },
  GetBucketCors: { action: "s3:GetBucketCORS" },
  GetBucketEncryption: { action: "s3:GetEncryptionConfiguration" },
  GetBucketIntelligentTieringConfiguration: {
    action: "s3:GetIntelligentTieringConfiguration",
  },
  GetBucketInventoryConfiguration: { action: "s3:GetInventoryConfiguration" },
  GetBucketLifecycleConfiguration: { action: "s3:GetLifecycleConfiguration" },
  GetBucketMetricsConfiguration: { action: "s3:GetMetricsConfiguration" },
  GetBucketNotificationConfiguration: { action: "s3:GetBucketNotification" },
  GetBucketReplication: { action: "s3:GetReplicationConfiguration" },
  GetObject: { action: "s3:GetObject", ofVersion: "s3:GetObjectVersion" },
  GetObjectAcl: { action: "s3:GetObjectAcl", ofVersion: "s3:GetObjectVersionAcl" },
  GetObjectAttributes: {
    action: "s3:GetObjectAttributes",
    ofVersion: "s3:GetObjectVersionAttributes",
  },
  GetObjectLockConfiguration: { action: "s3:GetBucketObjectLockConfiguration" },
  GetObjectTagging: { action: "s3:GetObjectTagging", ofVersion: "s3:GetObjectVersionTagging" },
  GetPublicAccessBlock: { action: "s3:GetBucketPublicAccessBlock" },
  HeadBucket: { action: "s3:ListBucket" },
  HeadObject: { action: "s3:GetObject", ofVersion: "s3:GetObjectVersion" },
  ListBucketAnalyticsConfigurations: { action: "s3:GetAnalyticsConfiguration" },
  ListBucketIntelligentTieringConfigurations: {
    action: "s3:GetIntelligentTieringConfiguration",
  },
  ListBucketInventoryConfigurations: { action: "s3:GetInventoryConfiguration" },
  ListBucketMetricsConfigurations: { action: "s3:GetMetricsConfiguration" },
  ListBuckets: { action: "s3:ListAllMyBuckets" },
  ListMultipartUploads: { action: "s3:ListBucketMultipartUploads" },
  ListObjectVersions: { action: "s3:ListBucketVersions" },
  ListObjects: { action: "s3:ListBucket" },
  ListObjectsV2: { action: "s3:ListBucket" },
  ListParts: { action: "s3:ListMultipartUploadParts" },
  PutBucketAccelerateConfiguration: { action: "s3:PutAccelerateConfiguration" },
  PutBucketAnalyticsConfiguration: { action: "s3:PutAnalyticsConfiguration" },
  PutBucketCors: { action: "s3:PutBucketCORS" },
  PutBucketEncryption: { action: "s3:PutEncryptionConfiguration" },
  PutBucketIntelligentTieringConfiguration: {
    action: "s3:PutIntelligentTieringConfiguration",
  },
  PutBucketInventoryConfiguration: { action: "s3:PutInventoryConfiguration" },
  PutBucketLifecycleConfiguration: { action: "s3:PutLifecycleConfiguration" },
  PutBucketMetricsConfiguration: { action: "s3:PutMetricsConfiguration" },
  PutBucketNotificationConfiguration: { action: "s3:PutBucketNotification" },
  PutBucketReplication: { action: "s3:PutReplicationConfiguration" },
  PutObjectAcl: { action: "s3:PutObjectAcl", ofVersion: "s3:PutObjectVersionAcl" },
  PutObjectLockConfiguration: { action: "s3:PutBucketObjectLockConfiguration" },
  PutObjectTagging: { action: "s3:PutObjectTagging", ofVersion: "s3:PutObjectVersionTagging" },
  PutPublicAccessBlock: { action: "s3:PutBucketPublicAccessBlock" },
  SelectObjectContent: { action: "s3:GetObject" },
  UploadPart: { action: "s3:PutObject" },
  UploadPartCopy: { action: "s3:PutObject" },
};

/** The writes of new objects, which need more than `s3:PutObject` for what else they say about an object. */
export const describingWrites: ReadonlySet<OperationName> = new Set<OperationName>([
  "CopyObject",
  "CreateMultipartUpload",
  "PutObject",
]);

/** The headers of such a write that need an action of their own. */
const describingHeaders = [
  ["x-amz-acl", "s3:PutObjectAcl"],
  ["x-amz-grant-full-control", "s3:PutObjectAcl"],
  ["x-amz-grant-read", "s3:PutObjectAcl"],
  ["x-amz-grant-read-acp", "s3:PutObjectAcl"],
  ["x-amz-grant-write-acp", "s3:PutObjectAcl"],
  ["x-amz-tagging", "s3:PutObjectTagging"],
  ["x-amz-object-lock-mode", "s3:PutObjectRetention"],
  ["x-amz-object-lock-retain-until-date", "s3:PutObjectRetention"],
  ["x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold"],
] as const;

/** The operations that check each of their targets, and answer with 200 whatever comes of it. */
export const answeringEach: ReadonlySet<OperationName> = new Set<OperationName>(["DeleteObjects"]);

/** The headers of CreateBucket that need an action of their own. */
const bucketHeaders = [
  ["x-amz-acl", "s3:PutBucketAcl"],
  ["x-amz-grant-full-control", "s3:PutBucketAcl"],
  ["x-amz-grant-read", "s3:PutBucketAcl"],
  ["x-amz-grant-read-acp", "s3:PutBucketAcl"],
  ["x-amz-grant-write", "s3:PutBucketAcl"],
  ["x-amz-grant-write-acp", "s3:PutBucketAcl"],
  ["x-amz-bucket-object-lock-enabled", "s3:PutBucketObjectLockConfiguration"],
  ["x-amz-bucket-object-lock-enabled", "s3:PutBucketVersioning"],
  ["x-amz-object-ownership", "s3:PutBucketOwnershipControls"],
] as const;

/** The operations that read an object's ETag where they are sent one: of writes, `assumed`. */
const conditional: ReadonlySet<OperationName> = new Set<OperationName>([
  "CompleteMultipartUpload",
  "CopyObject",
  "DeleteObject",
  "PutObject",
]);

/** The actions that an operation needs on its bucket or object, before it looks at single targets. */
export function actionsOf(name: OperationName, request: AccessRequest): readonly string[] {
  if (answeringEach.has(name)) return [];
  const { action, ofVersion = action } = namedActions[name] ?? { action: `s3:${name}` };
  const versionId = versionIdOf(request);
  const actions = [versionId === undefined ? action : ofVersion];
  if (name === "GetObjectAttributes") actions.push(readAction(versionId));
  const { headers } = request;
  if (bypassesGovernance(request)) actions.push("s3:BypassGovernanceRetention");
  const etag = headers["if-match"];
  if (etag !== undefined && etag !== "*" && conditional.has(name)) actions.push("s3:GetObject");
  const needed = describingWrites.has(name) ? describingHeaders : [];
  for (const [header, each] of name === "CreateBucket" ? bucketHeaders : needed) {
    if (headers[header] !== undefined && !actions.includes(each)) actions.push(each);
  }
  if (name === "CreateBucket" && request.body?.().tags?.length) actions.push("s3:TagResource");
  return actions;
}

/** Whether a request asks to get round a retention in governance mode. */
export function bypassesGovernance({ headers }: AccessRequest): boolean {
  return headers["x-amz-bypass-governance-retention"] === "true";
}

/** The version that a request names. */
export function versionIdOf({ query }: AccessRequest): string | undefined {
  const { versionId } = query;
  return typeof versionId === "string" ? versionId : undefined;
}

/** The action that reading an object needs, with or without a version named. */
export function readAction(versionId: string | undefined): string {
  return versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
}

/** Every action that an operation on a bucket, or the job of a role, can need. */
export const knownActions: ReadonlySet<string> = new Set([
  "s3:BypassGovernanceRetention",
  "s3:InitiateReplication",
  ...operationNames.flatMap((name) => {
    const { action, ofVersion } = namedActions[name] ?? { action: `s3:${name}` };
    return ofVersion === undefined ? [action] : [action, ofVersion];
  }),
]);
