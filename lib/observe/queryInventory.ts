import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { MockError } from "../base/mockError.js";
import { inventoryFields } from "../inventory/inventoryFields.js";
import { getObject } from "../operations/objects/getObject.js";
import type { InventoryReport } from "../state/inventorySchedule.js";
import type { S3 } from "../state/s3.js";

/** A delivered report, its files read back. */
interface ReadReport extends InventoryReport {
  readonly files: readonly Uint8Array[];
}

/**
 * Runs SQL over the last reports of all inventory configurations, as Athena does over what S3 delivers:
 * the table `inventory` has the columns of Athena's table and `dt`. Values are as they were delivered;
 * columns that a report lacks are NULL.
 *
 * @returns the rows as objects by column; whole numbers that JavaScript can hold are numbers
 * @throws MockError without `@duckdb/node-api` and without reports; what DuckDB throws at wrong SQL
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-athena-query.html
 */
export async function queryInventory(
  s3: S3,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  // All that is of the mock is read before anything is waited for.
  const reports = readReports(s3);
  const { DuckDBInstance } = await loadDuckDb();
  const folder = await mkdtemp(join(tmpdir(), "s3-replication-mock-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await createTable(connection, folder, reports);
    const reader = await connection.runAndReadAll(sql).catch(refuse);
    return reader.getRowObjectsJS().map((row) => plainRow(row));
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

function readReports(s3: S3): readonly ReadReport[] {
  const reports: ReadReport[] = [];
  for (const { inventories, ownerId: accountId } of s3.buckets.values()) {
    for (const { lastReport } of inventories.values()) {
      if (lastReport === undefined) continue;
      const files = lastReport.fileKeys.map((Key) => {
        const input = { Bucket: lastReport.bucket, Key };
        return getObject(s3, input, { accountId, region: undefined }).Body ?? new Uint8Array(0);
      });
      reports.push({ ...lastReport, files });
    }
  }
  if (reports.length > 0) return reports;
  throw new MockError(
    "mock.query: no inventory report has been delivered yet; put a configuration with PutBucketInventoryConfiguration and move time on with mock.advance(ms); mock.inventory(bucket) says what a bucket's report waits for",
  );
}

function loadDuckDb() {
  return import("@duckdb/node-api").catch(() => {
    throw new MockError(
      "mock.query needs DuckDB: npm install --save-dev @duckdb/node-api",
      "ERR_MOCK_NOT_FOUND",
    );
  });
}

async function createTable(
  connection: DuckDBConnection,
  folder: string,
  reports: readonly ReadReport[],
): Promise<void> {
  const selects: string[] = [emptyTable];
  for (const [number, report] of reports.entries()) {
    for (const [part, bytes] of report.files.entries()) {
      const extension = report.format === "CSV" ? "csv.gz" : "parquet";
      const path = join(folder, `${number}-${part}.${extension}`);
      await writeFile(path, bytes);
      selects.push(selectFrom(path, report));
    }
  }
  await connection.run(`CREATE TABLE inventory AS ${selects.join(" UNION ALL BY NAME ")}`);
  // From here on it is the user's SQL, which has no business with files or extensions.
  await connection.run("SET enable_external_access = false");
  // Some settings name files that DuckDB writes by itself: logs, profiles.
  await connection.run("SET lock_configuration = true");
}

/** @throws MockError where SQL asks for what is outside; else what DuckDB has thrown, which says what is wrong */
function refuse(error: unknown): never {
  const { message } = error as Error;
  if (!/disabled (?:by|through) configuration|configuration has been locked/.test(message))
    throw error;
  throw new MockError(
    `mock.query: SQL is over inventory reports alone, and reaches no files, databases, extensions or settings: ${message}`,
    undefined,
    { cause: error },
  );
}

/** All columns without rows, so that those that no report has are there. */
const emptyTable = `SELECT ${[...inventoryFields.map(({ column }) => column), "dt"]
  .map((column) => `NULL AS ${column}`)
  .join(", ")} WHERE false`;

const sqlTypes = { string: "VARCHAR", boolean: "BOOLEAN", long: "BIGINT", time: "TIMESTAMP" };

/** Athena reads booleans of a CSV as such, and numbers and times as text. */
function selectFrom(path: string, { format, fields, scannedAt }: ReportPlace): string {
  const quoted = `'${path.replaceAll("'", "''")}'`;
  const dt = `'${new Date(scannedAt).toISOString().slice(0, 16).replace(/[T:]/g, "-")}' AS dt`;
  const columns = inventoryFields.filter(({ field }) => fields.includes(field));
  if (format === "Parquet") {
    const casts = columns.map(({ column, type }) => {
      return type === "time"
        ? `CAST(${column} AT TIME ZONE 'UTC' AS TIMESTAMP) AS ${column}`
        : column;
    });
    return `SELECT ${casts.join(", ")}, ${dt} FROM read_parquet(${quoted})`;
  }
  const names = columns.map(({ column }) => `'${column}': 'VARCHAR'`).join(", ");
  const casts = columns.map(({ column, type }) =>
    type === "boolean" ? `TRY_CAST(${column} AS ${sqlTypes.boolean}) AS ${column}` : column,
  );
  return `SELECT ${casts.join(", ")}, ${dt} FROM read_csv(${quoted}, header = false, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '\\N', compression = 'gzip', auto_detect = false, columns = {${names}})`;
}

type ReportPlace = Pick<InventoryReport, "format" | "fields" | "scannedAt">;

function plainRow(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value,
    ]),
  );
}
