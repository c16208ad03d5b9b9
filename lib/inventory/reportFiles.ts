import { gzipSync } from "node:zlib";
import { md5 } from "../base/checksums.js";
import { type ParquetColumn, parquetFile } from "../base/parquetWriter.js";
import { encodedKey } from "../operations/encodedKey.js";
import type { InventoryField } from "./inventoryFields.js";
import type { FieldValue } from "./scanBucket.js";

/** A column of a report with the values of all its rows. */
export interface ReportColumn extends InventoryField {
  readonly values: FieldValue[];
}

/**
 * The rows as CSV, compressed: no header, every field in double quotes, keys encoded (recorded 2026).
 */
export function csvFile(columns: readonly ReportColumn[]): Uint8Array {
  const count = columns[0]?.values.length ?? 0;
  const lines: string[] = [];
  for (let index = 0; index < count; index++) {
    let line = "";
    for (const column of columns) {
      line += `${line === "" ? "" : ","}"${csvValue(column, column.values[index])}"`;
    }
    lines.push(`${line}\n`);
  }
  return gzipSync(lines.join(""));
}

function csvValue({ field, type }: InventoryField, value: FieldValue): string {
  if (value === undefined) return "";
  if (field === "Key") return encodedKey(String(value));
  return type === "time" ? new Date(Number(value)).toISOString() : String(value);
}

/** The rows as Parquet, with plain keys and NULL for what is empty in CSV. */
export function parquetReport(columns: readonly ReportColumn[]): Uint8Array {
  return parquetFile(
    "s3.inventory",
    columns.map(({ column, type, presence, values }): ParquetColumn => {
      return { name: column, type, isRequired: presence === "always", values };
    }),
  );
}

/** What a manifest says of a report. */
export interface ManifestDetails {
  readonly sourceBucket: string;
  /** An ARN. */
  readonly destinationBucket: string;
  /** Milliseconds since the epoch. */
  readonly scannedAt: number;
  readonly format: string;
  readonly schema: string;
  readonly files: readonly { readonly key: string; readonly bytes: Uint8Array }[];
}

/** The text of manifest.json, laid out as S3 lays it out (recorded 2026). */
export function manifestText(details: ManifestDetails): string {
  const text = (value: string) => JSON.stringify(value);
  const files = details.files.map(
    ({ key, bytes }) => `{
    "key" : ${text(key)},
    "size" : ${bytes.length},
    "MD5checksum" : ${text(md5(bytes, "hex"))}
  }`,
  );
  return `{
  "sourceBucket" : ${text(details.sourceBucket)},
  "destinationBucket" : ${text(details.destinationBucket)},
  "version" : "2016-11-30",
  "creationTimestamp" : ${text(String(details.scannedAt))},
  "fileFormat" : ${text(details.format)},
  "fileSchema" : ${text(details.schema)},
  "files" : [ ${files.join(", ")} ]
}`.replace("[  ]", "[ ]");
}
