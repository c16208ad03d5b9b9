import type { FailureReason } from "./failureReasons.js";
import type { Tag } from "./objectVersion.js";
import type { SortedMap } from "./sortedMap.js";

/** The statuses that the mock's jobs have. Pausing and Paused are not among them: no limit is reached. */
export const jobStatuses = [
  "New",
  "Preparing",
  "Suspended",
  "Ready",
  "Active",
  "Completing",
  "Complete",
  "Cancelling",
  "Cancelled",
  "Failing",
  "Failed",
] as const;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html */
export type JobStatus = (typeof jobStatuses)[number];

/** A job of S3 Batch Operations. Immutable but for `tasks`: a change replaces the record. */
export interface Job {
  readonly id: string;
  /** When it came to be, among all that did. */
  readonly sequence: number;
  readonly accountId: string;
  readonly region: string;
  /** What CreateJob was sent, checked. */
  readonly request: JobRequest;
  readonly priority: number;
  readonly tags: readonly Tag[];
  readonly status: JobStatus;
  /** When it goes on by itself, in milliseconds since the epoch; undefined while it waits for something else. */
  readonly stepAt: number | undefined;
  /** Milliseconds since the epoch, as are the next. */
  readonly createdAt: number;
  readonly suspendedAt: number | undefined;
  /** When its tasks began. */
  readonly activeAt: number | undefined;
  /** When its last task was done. */
  readonly doneAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly statusUpdateReason: string | undefined;
  readonly failure: JobFailure | undefined;
  /** The manifest that S3 generated and stored. */
  readonly generatedManifest: ManifestLocation | undefined;
  /** One for each row of the manifest, by its number. */
  readonly tasks: SortedMap<number, JobTask>;
  readonly succeeded: number;
  readonly failed: number;
}

/** Why a job failed. */
export interface JobFailure {
  readonly code: string;
  readonly reason: string;
}

/** One row of a manifest, and what became of it. */
export interface JobTask {
  readonly bucket: string;
  /** Encoded, as the manifest has it. */
  readonly key: string;
  /** As the manifest has it: undefined without such a column, empty where the row has none. */
  readonly versionId: string | undefined;
  /** How many pieces of replication work it waits for. */
  readonly openWork: number;
  /** What the first of them failed at. */
  readonly failureReason: FailureReason | undefined;
  /** Undefined until it is done. */
  readonly result: JobTaskResult | undefined;
}

/** How a task ended, in the words of a completion report. */
export interface JobTaskResult {
  readonly isSuccess: boolean;
  readonly httpStatus: number;
  readonly errorCode: string;
  readonly message: string;
}

/** What CreateJob is sent, as far as the mock has it. */
export interface JobRequest {
  readonly clientRequestToken: string;
  readonly confirmationRequired: boolean;
  readonly description: string | undefined;
  readonly roleArn: string;
  readonly report: JobReport;
  readonly manifest: JobManifest | undefined;
  readonly generator: ManifestGenerator | undefined;
}

/** The completion report that is asked for; undefined members where none is. */
export interface JobReport {
  readonly Enabled: boolean;
  readonly Bucket?: string | undefined;
  readonly Format?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly ReportScope?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** A manifest that is there as an object. */
export interface JobManifest {
  readonly Spec: { readonly Format: string; readonly Fields?: readonly string[] | undefined };
  readonly Location: ManifestLocation;
}

export interface ManifestLocation {
  readonly ObjectArn: string;
  readonly ETag: string;
  readonly ObjectVersionId?: string | undefined;
}

/** How S3 is to make a manifest by itself. */
export interface ManifestGenerator {
  readonly SourceBucket: string;
  readonly EnableManifestOutput: boolean;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ManifestOutputLocation?: ManifestOutputLocation | undefined;
  readonly Filter?: ManifestFilter | undefined;
}

export interface ManifestOutputLocation {
  readonly Bucket: string;
  readonly ManifestFormat: string;
  readonly ManifestPrefix?: string | undefined;
  readonly ExpectedManifestBucketOwner?: string | undefined;
  readonly ManifestEncryption?:
    | {
        readonly SSES3?: object | undefined;
        readonly SSEKMS?: { readonly KeyId: string } | undefined;
      }
    | undefined;
}

/** Which versions a generated manifest has: those that meet all that is given. */
export interface ManifestFilter {
  readonly EligibleForReplication?: boolean | undefined;
  readonly CreatedAfter?: Date | undefined;
  readonly CreatedBefore?: Date | undefined;
  readonly ObjectReplicationStatuses?: readonly string[] | undefined;
  readonly KeyNameConstraint?:
    | {
        readonly MatchAnyPrefix?: readonly string[] | undefined;
        readonly MatchAnySuffix?: readonly string[] | undefined;
        readonly MatchAnySubstring?: readonly string[] | undefined;
      }
    | undefined;
  readonly ObjectSizeGreaterThanBytes?: number | undefined;
  readonly ObjectSizeLessThanBytes?: number | undefined;
  readonly MatchAnyStorageClass?: readonly string[] | undefined;
  readonly MatchAnyObjectEncryption?: readonly Readonly<Record<string, unknown>>[] | undefined;
}
