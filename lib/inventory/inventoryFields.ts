import type { ParquetType } from "../base/parquetWriter.js";

/** A column that a report may have. */
export interface InventoryField {
  /** As the configuration and CSV name it. */
  readonly field: string;
  /** As SQL, Parquet and ORC name it. */
  readonly column: string;
  readonly type: ParquetType;
  /** Those that no configuration has to ask for: in every report, or in those of all versions. */
  readonly presence: "always" | "allVersions" | "optional";
}

/**
 * All columns, in the order that every report has them in. The last two have no documented place: theirs
 * is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
 */
export const inventoryFields: readonly InventoryField[] = [
  ["Bucket", "string", "always"],
  ["Key", "string", "always"],
  ["VersionId", "string", "allVersions"],
  ["IsLatest", "boolean", "allVersions"],
  ["IsDeleteMarker", "boolean", "allVersions"],
  ["Size", "long", "optional"],
  ["LastModifiedDate", "time", "optional"],
  ["ETag", "string", "optional"],
  ["StorageClass", "string", "optional"],
  ["IsMultipartUploaded", "boolean", "optional"],
  ["ReplicationStatus", "string", "optional"],
  ["EncryptionStatus", "string", "optional"],
  ["ObjectLockRetainUntilDate", "time", "optional"],
  ["ObjectLockMode", "string", "optional"],
  ["ObjectLockLegalHoldStatus", "string", "optional"],
  ["IntelligentTieringAccessTier", "string", "optional"],
  ["BucketKeyStatus", "string", "optional"],
  ["ChecksumAlgorithm", "string", "optional"],
  ["ObjectAccessControlList", "string", "optional"],
  ["ObjectOwner", "string", "optional"],
  ["LifecycleExpirationDate", "time", "optional"],
  ["ObjectLockEventHoldStatus", "string", "optional"],
  ["ObjectLockEventHoldDuration", "string", "optional"],
].map(([field = "", type, presence]) => ({
  field,
  column: columnName(field),
  // The table above has no others.
  type: type as ParquetType,
  presence: presence as InventoryField["presence"],
}));

/** `e_tag` for `ETag`, `last_modified_date` for `LastModifiedDate`. */
function columnName(field: string): string {
  return field.replace(/(?!^)(?=[A-Z])/g, "_").toLowerCase();
}

/** The columns of a report. */
export function fieldsOfReport(
  includesAllVersions: boolean,
  optionalFields: readonly string[],
): readonly InventoryField[] {
  return inventoryFields.filter(
    ({ field, presence }) =>
      presence === "always" ||
      (presence === "allVersions" ? includesAllVersions : optionalFields.includes(field)),
  );
}

/** A report's schema as its manifest tells it: recorded 2026 for Parquet and CSV, documented for ORC. */
export function fileSchema(format: "CSV" | "Parquet", fields: readonly InventoryField[]): string {
  if (format === "CSV") return fields.map(({ field }) => field).join(", ");
  const members = fields.map(({ column, type, presence }) => {
    const isRequired = presence === "always";
    return `  ${isRequired ? "required" : "optional"} ${schemaTypes[type].replace("%", column)};`;
  });
  return `message s3.inventory {${members.join("")}}`;
}

const schemaTypes: Readonly<Record<ParquetType, string>> = {
  string: "binary % (STRING)",
  boolean: "boolean %",
  long: "int64 %",
  time: "int64 % (TIMESTAMP(MILLIS,true))",
};
