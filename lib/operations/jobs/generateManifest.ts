import { gzipSync } from "node:zlib";
import { md5 } from "../../base/checksums.js";
import { wholeSecond } from "../../base/clock.js";
import { S3Error } from "../../base/errors.js";
import { parseBucketArn } from "../../replication/arns.js";
import { batchEligibility } from "../../replication/sendAgain.js";
import { replicationStatus } from "../../replication/status.js";
import type { Bucket } from "../../state/bucket.js";
import type {
  Job,
  JobFailure,
  JobTask,
  ManifestFilter,
  ManifestGenerator,
  ManifestLocation,
} from "../../state/job.js";
import type { Encryption, ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { versionsIn } from "../../state/versionStack.js";
import { encodedKey } from "../encodedKey.js";
import { unquoted } from "../objects/etag.js";
import { writeForService } from "../writeForService.js";
import { jobMay, jobRequester } from "./jobRole.js";
import { manifestRow } from "./readManifest.js";

/** A manifest that S3 made, and where it stored it. */
export interface GeneratedManifest {
  readonly tasks: readonly JobTask[];
  readonly stored: ManifestLocation | undefined;
}

/**
 * Makes the manifest of a job: all versions that fit the replication configuration of now and the filter.
 * Delete markers are among them where a rule replicates delete markers, and versions that are PENDING are
 * not: `assumed`, like the codes of failures.
 *
 * @returns why the job fails, where there is nothing to do or the manifest cannot be stored
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
 */
export function generateManifest(
  s3: S3,
  job: Job,
  generator: ManifestGenerator,
): GeneratedManifest | JobFailure {
  const bucket = s3.buckets.get(parseBucketArn(generator.SourceBucket) ?? "");
  if (bucket?.replication === undefined) {
    return failure("The source bucket has no replication configuration.");
  }
  const { replication } = bucket;
  const requester = jobRequester(job);
  for (const action of ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"]) {
    if (jobMay(s3, requester, { bucket, key: undefined, action })) continue;
    return failure(`The role is not allowed to do ${action} on the source bucket: AccessDenied`);
  }
  const tasks: JobTask[] = [];
  for (const stack of bucket.versions.values()) {
    for (const version of versionsIn(stack)) {
      if (!fits(s3, version, generator.Filter ?? {})) continue;
      if (batchEligibility(replication, version).rules.length === 0) continue;
      const { key, versionId } = version;
      tasks.push(manifestRow({ bucket: bucket.name, key: encodedKey(key), versionId }));
    }
  }
  if (tasks.length === 0) {
    return failure("Manifest generation found no keys matching the filter criteria.");
  }
  if (!generator.EnableManifestOutput) return { tasks, stored: undefined };
  try {
    return { tasks, stored: store(s3, job, generator, bucket, tasks) };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return failure(`The generated manifest could not be written: ${error.code}`);
  }
}

function failure(reason: string): JobFailure {
  return { code: "ManifestGenerationFailed", reason };
}

/** Whether a version meets everything that the filter says. */
function fits(s3: S3, version: ObjectVersion, filter: ManifestFilter): boolean {
  const { CreatedAfter, CreatedBefore, ObjectReplicationStatuses: statuses } = filter;
  const status = replicationStatus(s3, version) ?? "NONE";
  if (status === "PENDING") return false;
  if (statuses !== undefined && statuses.length > 0 && !statuses.includes(status)) return false;
  const { lastModified } = version;
  if (CreatedAfter !== undefined && lastModified < wholeSecond(+CreatedAfter)) return false;
  if (CreatedBefore !== undefined && lastModified > +CreatedBefore) return false;
  return hasName(version.key, filter) && hasContent(version, filter);
}

function hasName(key: string, { KeyNameConstraint }: ManifestFilter): boolean {
  if (KeyNameConstraint === undefined) return true;
  const { MatchAnyPrefix, MatchAnySuffix, MatchAnySubstring } = KeyNameConstraint;
  return (
    (MatchAnyPrefix?.some((text) => key.startsWith(text)) ?? true) &&
    (MatchAnySuffix?.some((text) => key.endsWith(text)) ?? true) &&
    (MatchAnySubstring?.some((text) => key.includes(text)) ?? true)
  );
}

/** What asks for a size, a storage class or an encryption leaves delete markers out: `assumed`. */
function hasContent(version: ObjectVersion, filter: ManifestFilter): boolean {
  const {
    ObjectSizeGreaterThanBytes: above,
    ObjectSizeLessThanBytes: below,
    MatchAnyStorageClass: classes,
    MatchAnyObjectEncryption: encryptions,
  } = filter;
  if (version.isDeleteMarker) {
    return [above, below, classes, encryptions].every((asked) => asked === undefined);
  }
  const sizeBytes = version.content.bytes.length;
  return (
    (above === undefined || sizeBytes > above) &&
    (below === undefined || sizeBytes < below) &&
    (classes?.includes(version.storageClass) ?? true) &&
    (encryptions?.some((asked) => isEncrypted(version.encryption, asked)) ?? true)
  );
}

function isEncrypted(
  { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled, SSECustomerKeyMD5 }: Encryption,
  asked: Readonly<Record<string, unknown>>,
): boolean {
  const [[name, details] = []] = Object.entries(asked);
  // The schemas say what is in a filter for KMS keys.
  const { KmsKeyArn = SSEKMSKeyId, BucketKeyEnabled: usesBucketKey } = (details ?? {}) as {
    readonly KmsKeyArn?: string;
    readonly BucketKeyEnabled?: boolean;
  };
  const isUnderKey = KmsKeyArn === SSEKMSKeyId;
  switch (name) {
    case "SSES3":
      return ServerSideEncryption === "AES256";
    case "SSEKMS":
      return (
        ServerSideEncryption === "aws:kms" &&
        isUnderKey &&
        (usesBucketKey === undefined || usesBucketKey === (BucketKeyEnabled ?? false))
      );
    case "DSSEKMS":
      return ServerSideEncryption === "aws:kms:dsse" && isUnderKey;
    case "SSEC":
      return SSECustomerKeyMD5 !== undefined;
    default:
      return ServerSideEncryption === undefined && SSECustomerKeyMD5 === undefined;
  }
}

/** Layout and columns are `assumed`: those of an inventory report, in a folder of the job. */
function store(
  s3: S3,
  job: Job,
  { ManifestOutputLocation: output, SourceBucket }: ManifestGenerator,
  source: Bucket,
  tasks: readonly JobTask[],
): ManifestLocation | undefined {
  if (output === undefined) return undefined;
  const bucket = parseBucketArn(output.Bucket) ?? "";
  const { ManifestPrefix, ManifestEncryption, ExpectedManifestBucketOwner: owner } = output;
  const folder = `${ManifestPrefix === undefined ? "" : `${ManifestPrefix}/`}job-${job.id}`;
  const rows = tasks.map((row) => `"${row.bucket}","${row.key}","${row.versionId}"\n`);
  const data = gzipSync(rows.join(""));
  const dataKey = `${folder}/data/${s3.ids.uuid()}.csv.gz`;
  const to = {
    by: jobRequester(job),
    owner,
    region: source.region,
    keyId: ManifestEncryption?.SSEKMS?.KeyId,
  };
  writeForService(s3, bucket, { key: dataKey, bytes: data, contentType: "application/gzip" }, to);
  const manifest = {
    sourceBucket: parseBucketArn(SourceBucket),
    destinationBucket: output.Bucket,
    version: "2021-11-30",
    creationTimestamp: String(s3.time.now()),
    fileFormat: "CSV",
    fileSchema: "Bucket, Key, VersionId",
    files: [{ key: dataKey, size: data.length, MD5checksum: md5(data, "hex") }],
  };
  const bytes = Buffer.from(JSON.stringify(manifest, undefined, 2));
  const key = `${folder}/manifest.json`;
  const file = { key, bytes, contentType: "application/json" };
  const { ETag = "", VersionId } = writeForService(s3, bucket, file, to);
  return {
    ObjectArn: `${output.Bucket}/${key}`,
    ETag: unquoted(ETag),
    ...(VersionId !== undefined && { ObjectVersionId: VersionId }),
  };
}
