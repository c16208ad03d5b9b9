import type { InventoryConfiguration } from "@aws-sdk/client-s3";
import { resourceArn } from "../access/bucketQuestion.js";
import type { Requester } from "../access/requester.js";
import { md5 } from "../base/checksums.js";
import { S3Error } from "../base/errors.js";
import { parquetWriterLoaded } from "../base/parquetWriter.js";
import { inventory } from "../operations/buckets/bucketInventory.js";
import { writeForService } from "../operations/writeForService.js";
import { parseBucketArn } from "../replication/arns.js";
import type { Bucket } from "../state/bucket.js";
import type { InventoryReport, InventorySchedule } from "../state/inventorySchedule.js";
import { setInventorySchedule } from "../state/inventoryTasks.js";
import { report } from "../state/report.js";
import type { S3 } from "../state/s3.js";
import { fieldsOfReport, fileSchema } from "./inventoryFields.js";
import { csvFile, manifestText, parquetReport, type ReportColumn } from "./reportFiles.js";
import { readField, scanBucket } from "./scanBucket.js";

const dayMs = 24 * 60 * 60 * 1000;
/** The first Sunday after the epoch, which was a Thursday. */
const firstSundayMs = 3 * dayMs;
/** Of reports that are due at once, so many are made, the last ones. */
const mostAtOnce = 400;

/** The report that is due. */
interface DueReport {
  readonly bucket: string;
  readonly configurationId: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/**
 * Makes and delivers a report, and lets the next one wait. One that cannot be delivered is told in
 * `mock.inventory`, `mock.explain` and the log; the next period tries again, which is `assumed`. Looking at the bucket and delivering
 * take no time, which S3 takes hours for.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html
 */
export function deliverInventory(
  s3: S3,
  { bucket: name, configurationId, dueAt }: DueReport,
): void {
  const bucket = s3.buckets.get(name);
  const schedule = bucket?.inventories.get(configurationId);
  const configuration = bucket && inventory.of(bucket).find(({ Id }) => Id === configurationId);
  if (bucket === undefined || schedule === undefined || configuration === undefined) return;
  const isWeekly = configuration.Schedule?.Frequency === "Weekly";
  const first = firstOfMany(dueAt, s3.time.latest(), isWeekly);
  if (first > dueAt) {
    setInventorySchedule(s3, bucket, configurationId, { ...schedule, dueAt: first });
    return;
  }
  setInventorySchedule(s3, bucket, configurationId, {
    ...schedule,
    dueAt: nextAfter(dueAt, isWeekly),
    ...outcome(s3, bucket, configuration, dueAt),
  });
}

/** After the first report they come daily, or every Sunday. */
function nextAfter(at: number, isWeekly: boolean): number {
  if (!isWeekly) return at + dayMs;
  const hours = at % dayMs;
  const weekMs = 7 * dayMs;
  const weeks = Math.floor((at - hours - firstSundayMs) / weekMs);
  return firstSundayMs + (weeks + 1) * weekMs + hours;
}

/** The first of those that are due by now and not too many. */
function firstOfMany(dueAt: number, now: number, isWeekly: boolean): number {
  const periodMs = isWeekly ? 7 * dayMs : dayMs;
  const after = nextAfter(dueAt, isWeekly);
  const later = Math.floor((now - after) / periodMs) + 1;
  return later < mostAtOnce ? dueAt : after + (later - mostAtOnce) * periodMs;
}

type Outcome = Pick<InventorySchedule, "lastFailure"> &
  Partial<Pick<InventorySchedule, "lastReport">>;

function outcome(
  s3: S3,
  bucket: Bucket,
  configuration: InventoryConfiguration,
  at: number,
): Outcome {
  const failed = (reason: string): Outcome => {
    const { Id: configurationId = "" } = configuration;
    report(s3, { type: "InventoryFailed", at, bucket: bucket.name, configurationId, reason });
    return { lastFailure: { at, reason } };
  };
  const format = configuration.Destination?.S3BucketDestination?.Format;
  if (format !== "CSV" && format !== "Parquet") {
    return failed(
      `reports in ${format} are not simulated: there is no well-kept writer of it for Node. Ask for CSV or Parquet`,
    );
  }
  if (format === "Parquet" && !parquetWriterLoaded()) {
    return failed(
      "what writes Parquet was not loaded yet, since the configuration came with a saved state: send a request first, and move time then",
    );
  }
  try {
    return {
      lastReport: deliver(s3, bucket, configuration, { format, at }),
      lastFailure: undefined,
    };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const to = parseBucketArn(configuration.Destination?.S3BucketDestination?.Bucket ?? "");
    const advised = error.code === "AccessDenied" ? advice(configuration, bucket) : "";
    return failed(`the write into ${to} failed: ${error.code}: ${error.message}${advised}`);
  }
}

/** In the same account too, the destination's policy has to let S3 in, and its key's if there is one. */
function advice({ Destination }: InventoryConfiguration, { name, ownerId }: Bucket): string {
  const isUnderKms = Destination?.S3BucketDestination?.Encryption?.SSEKMS !== undefined;
  const ofKey = isUnderKms
    ? ", and the policy of its key the same service kms:GenerateDataKey"
    : "";
  return `. The policy of the destination must allow s3.amazonaws.com to s3:PutObject, for aws:SourceArn arn:aws:s3:::${name}, aws:SourceAccount ${ownerId} and s3:x-amz-acl bucket-owner-full-control${ofKey}`;
}

interface Delivery {
  readonly format: "CSV" | "Parquet";
  readonly at: number;
}

function deliver(
  s3: S3,
  source: Bucket,
  configuration: InventoryConfiguration,
  { format, at }: Delivery,
): InventoryReport {
  const { Id = "", Destination } = configuration;
  const {
    Bucket: arn = "",
    Prefix,
    Encryption,
    AccountId,
  } = Destination?.S3BucketDestination ?? {};
  const destination = parseBucketArn(arn) ?? "";
  const columns = columnsOf(s3, source, configuration);
  const folder = `${Prefix === undefined ? "" : `${Prefix}/`}${source.name}/${Id}`;
  const by: Requester = {
    accountId: source.ownerId,
    region: undefined,
    service: { principal: "s3.amazonaws.com", sourceArn: resourceArn(source.name) },
  };
  const write = (key: string, bytes: Uint8Array, contentType: string) => {
    const to = {
      by,
      region: source.region,
      owner: AccountId,
      keyId: Encryption?.SSEKMS?.KeyId,
      isSseS3: Encryption?.SSES3 !== undefined,
    };
    writeForService(s3, destination, { key, bytes, contentType }, to);
  };
  const rows = csvFile(columns);
  // Whether a report without rows has a file is not known: `assumed` that it has none.
  const files = hasRows(columns)
    ? [
        format === "CSV"
          ? { key: `${folder}/data/${s3.ids.uuid()}.csv.gz`, bytes: rows }
          : { key: `${folder}/data/${s3.ids.uuid()}.parquet`, bytes: parquetReport(columns) },
      ]
    : [];
  for (const { key, bytes } of files) write(key, bytes, "application/octet-stream");
  const links = files.map(({ key }) => `s3://${destination}/${key}`).join("\n");
  const [date = "", time = ""] = new Date(at)
    .toISOString()
    .slice(0, 16)
    .replace(":", "-")
    .split("T");
  write(`${folder}/hive/dt=${date}-${time}/symlink.txt`, Buffer.from(links), "text/plain");
  const manifest = manifestText({
    sourceBucket: source.name,
    destinationBucket: arn,
    scannedAt: at,
    format,
    schema: fileSchema(format, columns),
    files,
  });
  const bytes = Buffer.from(manifest);
  const dated = `${folder}/${date}T${time}Z`;
  write(`${dated}/manifest.json`, bytes, "application/json");
  // The checksum comes last: it says that all is there.
  write(`${dated}/manifest.checksum`, Buffer.from(`${md5(bytes, "hex")}\n`), "text/plain");
  return {
    scannedAt: at,
    format,
    bucket: destination,
    fileKeys: files.map(({ key }) => key),
    fields: columns.map(({ field }) => field),
    rows,
  };
}

function hasRows(columns: readonly ReportColumn[]): boolean {
  return (columns[0]?.values.length ?? 0) > 0;
}

function columnsOf(
  s3: S3,
  bucket: Bucket,
  { IncludedObjectVersions, OptionalFields = [], Filter }: InventoryConfiguration,
): readonly ReportColumn[] {
  const includesAllVersions = IncludedObjectVersions === "All";
  const columns = fieldsOfReport(includesAllVersions, OptionalFields).map((field) => ({
    ...field,
    values: [] as ReportColumn["values"],
  }));
  for (const row of scanBucket(bucket, { prefix: Filter?.Prefix ?? "", includesAllVersions })) {
    for (const { field, values } of columns) values.push(readField[field]?.(row, s3, bucket));
  }
  return columns;
}
