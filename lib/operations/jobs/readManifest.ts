import { gunzipSync } from "node:zlib";
import { readAction } from "../../access/actions.js";
import type { Requester } from "../../access/requester.js";
import { S3Error } from "../../base/errors.js";
import { parseBucketArn } from "../../replication/arns.js";
import type { Bucket } from "../../state/bucket.js";
import type { JobFailure, JobManifest, JobTask, ManifestLocation } from "../../state/job.js";
import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion, findVersion } from "../../state/versions.js";
import { checkDecryption } from "../objects/checkKmsKey.js";
import { unquoted } from "../objects/etag.js";
import { jobMay } from "./jobRole.js";
import { readCsv } from "./readCsv.js";

/** A row of a manifest that nothing has been done about. */
export function manifestRow(row: Pick<JobTask, "bucket" | "key" | "versionId">): JobTask {
  return { ...row, openWork: 0, failureReason: undefined, result: undefined };
}

/**
 * What is wrong with a manifest's object, before it is read: undefined where nothing is. But for the text
 * about a manifest that may not be read, which is documented, codes and texts are `assumed`.
 */
export function manifestProblem(
  s3: S3,
  { Spec, Location }: JobManifest,
  requester: Requester,
): JobFailure | undefined {
  const found = findObject(s3, Location, requester);
  if ("code" in found) return found;
  const { version } = found;
  const isUnder = version.encryption;
  const isPlainCsv = Spec.Format === "S3BatchOperations_CSV_20180820";
  if (
    isUnder.SSECustomerKeyMD5 !== undefined ||
    (isPlainCsv && isUnder.SSEKMSKeyId !== undefined)
  ) {
    return problem("InvalidManifest", "The manifest is encrypted in a way that is not supported");
  }
  if (unquoted(version.content.etag) !== unquoted(Location.ETag)) {
    return problem("ManifestETagMismatch", "The manifest's ETag is not the one that was given");
  }
  return undefined;
}

/**
 * Reads a manifest into tasks, in its order.
 *
 * @returns why the job fails, where it cannot be read
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html
 */
export function readManifest(
  s3: S3,
  manifest: JobManifest,
  requester: Requester,
): readonly JobTask[] | JobFailure {
  const failure = manifestProblem(s3, manifest, requester);
  if (failure !== undefined) return failure;
  const found = findObject(s3, manifest.Location, requester);
  if ("code" in found) return found;
  const { bytes } = found.version.content;
  return manifest.Spec.Format === "S3InventoryReport_CSV_20161130"
    ? readInventory(s3, found.bucket, bytes, requester)
    : readRows(Buffer.from(bytes).toString(), manifest.Spec.Fields ?? []);
}

/** A row of another length than the fields is recorded to fail the job by these words (2026). */
function readRows(text: string, fields: readonly string[]): readonly JobTask[] | JobFailure {
  const at = (name: string) => fields.indexOf(name);
  const [bucketAt, keyAt, versionAt] = [at("Bucket"), at("Key"), at("VersionId")];
  const tasks: JobTask[] = [];
  for (const row of readCsv(text)) {
    if (row.length !== fields.length) {
      return problem("InvalidManifestContent", "Unexpected number of task fields");
    }
    tasks.push(
      manifestRow({
        bucket: row[bucketAt] ?? "",
        key: row[keyAt] ?? "",
        versionId: versionAt === -1 ? undefined : row[versionAt],
      }),
    );
  }
  return tasks;
}

/** The manifest of an inventory report in CSV: its files lie in the same bucket. */
function readInventory(
  s3: S3,
  bucket: Bucket,
  bytes: Uint8Array,
  requester: Requester,
): readonly JobTask[] | JobFailure {
  const invalid = problem("InvalidManifest", "The manifest is not that of an inventory in CSV");
  let report: { fileFormat?: unknown; fileSchema?: unknown; files?: unknown };
  try {
    report = JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return invalid;
  }
  const { fileFormat, fileSchema, files } = report;
  if (fileFormat !== "CSV" || typeof fileSchema !== "string" || !Array.isArray(files)) {
    return invalid;
  }
  const fields = fileSchema.split(", ");
  const tasks: JobTask[] = [];
  for (const { key } of files as readonly { key?: string }[]) {
    const file = key === undefined ? undefined : currentVersion(bucket, key);
    if (file === undefined || file.isDeleteMarker) return invalid;
    if (!isReadable(s3, { bucket, version: file }, requester)) return unreadable;
    const rows = readRows(gunzipSync(file.content.bytes).toString(), fields);
    if ("code" in rows) return rows;
    for (const row of rows) tasks.push(row);
  }
  return tasks;
}

interface FoundObject {
  readonly bucket: Bucket;
  readonly version: DataVersion;
}

function findObject(
  s3: S3,
  { ObjectArn, ObjectVersionId }: ManifestLocation,
  requester: Requester,
): FoundObject | JobFailure {
  const { bucketName, key } = objectOfArn(ObjectArn);
  const bucket = s3.buckets.get(bucketName);
  if (bucket === undefined) return missing;
  const version =
    ObjectVersionId === undefined
      ? currentVersion(bucket, key)
      : findVersion(bucket, key, ObjectVersionId);
  if (version === undefined || version.isDeleteMarker) return missing;
  const found = { bucket, version };
  return isReadable(s3, found, requester, ObjectVersionId) ? found : unreadable;
}

/** The bucket and the key in the ARN of an object. */
export function objectOfArn(arn: string): { readonly bucketName: string; readonly key: string } {
  const path = parseBucketArn(arn) ?? "";
  const slash = path.indexOf("/");
  return { bucketName: path.slice(0, slash), key: path.slice(slash + 1) };
}

/** Whether a job's role may read an object, and decrypt it. */
function isReadable(
  s3: S3,
  { bucket, version }: FoundObject,
  requester: Requester,
  versionId?: string,
): boolean {
  const { key } = version;
  if (!jobMay(s3, requester, { bucket, key, versionId, action: readAction(versionId) }))
    return false;
  try {
    checkDecryption(s3, bucket, version, requester);
    return true;
  } catch (error) {
    if (error instanceof S3Error) return false;
    throw error;
  }
}

const missing = problem("ManifestNotFound", "The manifest does not exist");
/** What a job's role may not read: the job fails of it, and not its creation. */
export const unreadable = problem(
  "ManifestNotReadable",
  "Reading the manifest is forbidden: AccessDenied",
);

function problem(code: string, reason: string): JobFailure {
  return { code, reason };
}
