import { gunzipSync } from "node:zlib";
import { MockError } from "../base/mockError.js";
import { inventoryFields } from "../inventory/inventoryFields.js";
import { decodedKey } from "../operations/encodedKey.js";
import { readCsv } from "../operations/jobs/readCsv.js";
import type { InventoryReport, InventorySchedule } from "../state/inventorySchedule.js";
import type { S3 } from "../state/s3.js";

/**
 * A row of an inventory report. Members that the configuration did not ask for, and those that are empty
 * in the report, are undefined.
 */
export interface InventoryRow {
  readonly bucket: string;
  /** Decoded. */
  readonly key: string;
  /** Undefined for a null version, and in a report of current versions. */
  readonly versionId?: string;
  readonly isLatest?: boolean;
  readonly isDeleteMarker?: boolean;
  /** Bytes. */
  readonly size?: number;
  readonly lastModifiedDate?: Date;
  /** Without quotes. */
  readonly eTag?: string;
  readonly storageClass?: string;
  readonly isMultipartUploaded?: boolean;
  /** `PENDING`, `COMPLETED`, `FAILED` or `REPLICA`. */
  readonly replicationStatus?: string;
  readonly encryptionStatus?: string;
  readonly objectLockRetainUntilDate?: Date;
  readonly objectLockMode?: string;
  readonly objectLockLegalHoldStatus?: string;
  readonly intelligentTieringAccessTier?: string;
  readonly bucketKeyStatus?: string;
  readonly checksumAlgorithm?: string;
  /** Base64 of JSON, as it is in the report. */
  readonly objectAccessControlList?: string;
  readonly objectOwner?: string;
  readonly lifecycleExpirationDate?: Date;
  readonly objectLockEventHoldStatus?: string;
  readonly objectLockEventHoldDuration?: string;
}

/**
 * The rows of the last inventory report of a bucket, or of one of its configurations.
 *
 * @throws MockError that says why there is none
 */
export function inventoryRows(s3: S3, bucket: string, id?: string): readonly InventoryRow[] {
  const { fields, rows } = lastReport(s3, bucket, id);
  const read = fields.map((field) => readerOf(field));
  return Array.from(readCsv(gunzipSync(rows).toString()), (texts) => {
    const row: Record<string, unknown> = {};
    for (const [index, { member, parse }] of read.entries()) {
      const text = texts[index] ?? "";
      if (text !== "") row[member] = parse(text);
    }
    // The fields of a report are members of a row, and the first two are always there.
    return Object.freeze(row) as unknown as InventoryRow;
  });
}

function readerOf(field: string): { member: string; parse: (text: string) => unknown } {
  const member = field.charAt(0).toLowerCase() + field.slice(1);
  if (field === "Key") return { member, parse: decodedKey };
  switch (inventoryFields.find((each) => each.field === field)?.type) {
    case "boolean":
      return { member, parse: (text) => text === "true" };
    case "long":
      return { member, parse: Number };
    case "time":
      return { member, parse: (text) => new Date(text) };
    default:
      return { member, parse: (text) => text };
  }
}

function lastReport(s3: S3, name: string, id: string | undefined): InventoryReport {
  const bucket = s3.buckets.get(name);
  if (bucket === undefined)
    throw new MockError(`mock.inventory: there is no bucket ${name}`, "ERR_MOCK_NOT_FOUND");
  const schedules = [...bucket.inventories].filter(([each]) => id === undefined || each === id);
  if (schedules.length === 0) {
    const known = [...bucket.inventories.keys()].join(", ") || "none";
    throw new MockError(
      `mock.inventory: the bucket ${name} has no inventory configuration${id === undefined ? "" : ` ${id}`}; it has ${known}`,
    );
  }
  let last: InventoryReport | undefined;
  for (const [, { lastReport: report }] of schedules) {
    if (report !== undefined && report.scannedAt > (last?.scannedAt ?? -Infinity)) last = report;
  }
  if (last === undefined) {
    throw new MockError(
      `mock.inventory: ${schedules.map((each) => missingReport(name, each)).join("; ")}`,
    );
  }
  return last;
}

/** Why there is no report of a configuration. */
function missingReport(
  bucket: string,
  [id, { dueAt, lastFailure }]: readonly [string, InventorySchedule],
): string {
  const what = `no report of the configuration ${id} of ${bucket} has been delivered`;
  if (lastFailure !== undefined) return `${what}: ${lastFailure.reason}`;
  return dueAt === undefined
    ? `${what}: the configuration is not enabled`
    : `${what} yet: the first is due at ${new Date(dueAt).toISOString()}, which mock.advance(ms) brings about`;
}

/** What is to be said of the reports of a bucket that were not delivered, a sentence each. */
export function inventoryNotes(s3: S3, name: string): readonly string[] {
  const notes: string[] = [];
  for (const [id, { lastFailure }] of s3.buckets.get(name)?.inventories ?? []) {
    if (lastFailure === undefined) continue;
    const at = new Date(lastFailure.at).toISOString();
    notes.push(`The inventory report ${id} of ${at} was not delivered: ${lastFailure.reason}.`);
  }
  return notes;
}
