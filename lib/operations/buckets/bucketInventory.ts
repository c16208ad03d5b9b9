import type {
  GetBucketInventoryConfigurationOutput,
  InventoryConfiguration,
  InventoryS3BucketDestination,
  ListBucketInventoryConfigurationsOutput,
  PutBucketInventoryConfigurationCommandInput,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { requireOneOf, requireValid } from "../../base/schemaRequirements.js";
import { isKmsArn, parseBucketArn } from "../../replication/arns.js";
import { setInventorySchedule } from "../../state/inventoryTasks.js";
import { sent } from "./bucketDocument.js";
import { configurationsById } from "./configurationsById.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html */
export const inventory = configurationsById<
  PutBucketInventoryConfigurationCommandInput,
  InventoryConfiguration,
  GetBucketInventoryConfigurationOutput,
  ListBucketInventoryConfigurationsOutput
>({
  name: "inventory",
  read({ InventoryConfiguration }) {
    const configuration = sent(InventoryConfiguration);
    checkConfiguration(configuration);
    return configuration;
  },
  idMismatch: "IdMismatch",
  one: (InventoryConfiguration) => ({ InventoryConfiguration }),
  many: (page) => (page.length === 0 ? {} : { InventoryConfigurationList: page }),
  changed(s3, bucket, id, configuration) {
    const before = bucket.inventories.get(id);
    setInventorySchedule(
      s3,
      bucket,
      id,
      configuration && {
        sequence: s3.ids.sequence(),
        dueAt: configuration.IsEnabled ? nextScan(s3.time.now()) : undefined,
        lastReport: before?.lastReport,
        lastFailure: undefined,
      },
    );
  },
});

const dayMs = 24 * 60 * 60 * 1000;
const scanHourMs = 60 * 60 * 1000;

/**
 * When a bucket is looked at next for its reports: at 01:00 UTC (recorded 2026 of daily and weekly ones).
 * That the first report comes with the next such time is `assumed`: within 48 hours, as documented.
 */
function nextScan(now: number): number {
  return (Math.floor((now - scanHourMs) / dayMs) + 1) * dayMs + scanHourMs;
}

const formats: ReadonlySet<unknown> = new Set(["CSV", "ORC", "Parquet"]);
const frequencies: ReadonlySet<unknown> = new Set(["Daily", "Weekly"]);
const includedVersions: ReadonlySet<unknown> = new Set(["All", "Current"]);
const optionalFields: ReadonlySet<unknown> = new Set([
  "BucketKeyStatus",
  "ChecksumAlgorithm",
  "ETag",
  "EncryptionStatus",
  "IntelligentTieringAccessTier",
  "IsMultipartUploaded",
  "LastModifiedDate",
  "LifecycleExpirationDate",
  "ObjectAccessControlList",
  "ObjectLockEventHoldDuration",
  "ObjectLockEventHoldStatus",
  "ObjectLockLegalHoldStatus",
  "ObjectLockMode",
  "ObjectLockRetainUntilDate",
  "ObjectOwner",
  "ReplicationStatus",
  "Size",
  "StorageClass",
]);

/** A destination bucket that is missing is accepted: delivery fails later (recorded 2026). */
function checkConfiguration(configuration: InventoryConfiguration): void {
  const { Destination, Filter, OptionalFields = [] } = configuration;
  requireOneOf(includedVersions, configuration.IncludedObjectVersions);
  requireOneOf(frequencies, configuration.Schedule?.Frequency);
  for (const field of OptionalFields) requireOneOf(optionalFields, field);
  // `assumed`: an empty prefix.
  requireValid(Filter === undefined || Filter.Prefix !== "");
  const destination = Destination?.S3BucketDestination;
  requireValid(destination !== undefined);
  checkDestination(destination);
}

function checkDestination({ Bucket = "", Format, Encryption }: InventoryS3BucketDestination): void {
  requireOneOf(formats, Format);
  const name = parseBucketArn(Bucket);
  if (name === undefined || name.includes("/")) fail("InvalidS3DestinationBucket");
  const keyId = Encryption?.SSEKMS?.KeyId;
  // Code and text are `assumed`.
  if (keyId !== undefined && !isKmsArn(keyId)) {
    fail("InvalidKmskeyId", { message: "The provided KMS key ID is not valid." });
  }
}
