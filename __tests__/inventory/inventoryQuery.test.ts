import { DeleteObjectCommand, type InventoryFormat } from "@aws-sdk/client-s3";
import { type InventoryScene, inventoryScene } from "../support/inventoryScene.js";
import { v2 } from "../support/replicationConfigurations.js";

/**
 * Athena's columns and their types, from its DDL; in CSV some are text.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-athena-query.html
 */
const columns: Readonly<Record<string, string>> = {
  bucket: "VARCHAR",
  key: "VARCHAR",
  version_id: "VARCHAR",
  is_latest: "BOOLEAN",
  is_delete_marker: "BOOLEAN",
  size: "BIGINT",
  last_modified_date: "TIMESTAMP",
  e_tag: "VARCHAR",
  storage_class: "VARCHAR",
  is_multipart_uploaded: "BOOLEAN",
  replication_status: "VARCHAR",
  encryption_status: "VARCHAR",
  object_lock_retain_until_date: "TIMESTAMP",
  object_lock_mode: "VARCHAR",
  object_lock_legal_hold_status: "VARCHAR",
  intelligent_tiering_access_tier: "VARCHAR",
  bucket_key_status: "VARCHAR",
  checksum_algorithm: "VARCHAR",
  object_access_control_list: "VARCHAR",
  object_owner: "VARCHAR",
  lifecycle_expiration_date: "TIMESTAMP",
};
const textInCsv = [
  "size",
  "last_modified_date",
  "object_lock_retain_until_date",
  "lifecycle_expiration_date",
];

/** A scene with versions that are COMPLETED, FAILED and never were eligible, and a report of them. */
async function reported(Format: InventoryFormat): Promise<InventoryScene> {
  const set = await inventoryScene({ rules: [] });
  const { configure, mark, mock, put, replicate, report, take } = set;
  await put("never");
  await configure([v2()]);
  await replicate("a b");
  const denied = mock.faults.deny({ action: "s3:ReplicateObject" });
  await replicate("failed", { Body: "12345" });
  denied.end();
  await mark("never");
  await take(
    {
      OptionalFields: [
        "Size",
        "LastModifiedDate",
        "ETag",
        "StorageClass",
        "IsMultipartUploaded",
        "ReplicationStatus",
        "EncryptionStatus",
        "ObjectLockRetainUntilDate",
        "ObjectLockMode",
        "ObjectLockLegalHoldStatus",
        "IntelligentTieringAccessTier",
        "BucketKeyStatus",
        "ChecksumAlgorithm",
        "ObjectAccessControlList",
        "ObjectOwner",
        "LifecycleExpirationDate",
      ],
    },
    { Format },
  );
  report();
  return set;
}

describe.each(["CSV", "Parquet"] as const)("SQL over reports in %s", (format) => {
  test("finds Athena's columns with their types, and dt", async () => {
    const { mock } = await reported(format);
    const described = await mock.query("DESCRIBE inventory");
    const types = Object.fromEntries(described.map((row) => [row.column_name, row.column_type]));
    const expected = Object.entries(columns).map(([column, type]) => [
      column,
      format === "CSV" && textInCsv.includes(column) ? "VARCHAR" : type,
    ]);
    expect(types).toMatchObject({ ...Object.fromEntries(expected), dt: "VARCHAR" });
  });

  test("finds what has FAILED", async () => {
    const { mock } = await reported(format);
    expect(
      await mock.query("select key, dt from inventory where replication_status = 'FAILED'"),
    ).toEqual([{ key: "failed", dt: "2026-01-01-01-00" }]);
  });

  test("groups by status; what was never eligible is empty in CSV and NULL in Parquet", async () => {
    const { mock } = await reported(format);
    expect(
      await mock.query(
        "select replication_status, count(*) as n from inventory group by 1 order by 1 nulls first",
      ),
    ).toEqual([
      { replication_status: format === "CSV" ? "" : null, n: 2 },
      { replication_status: "COMPLETED", n: 1 },
      { replication_status: "FAILED", n: 1 },
    ]);
  });

  test("gives values as they were delivered", async () => {
    const { mock } = await reported(format);
    const [row] = await mock.query(
      "select key, size, is_latest, is_delete_marker, last_modified_date from inventory where key like 'a%'",
    );
    expect(row).toEqual({
      key: format === "CSV" ? "a+b" : "a b",
      size: format === "CSV" ? "4" : 4,
      is_latest: true,
      is_delete_marker: false,
      last_modified_date:
        format === "CSV" ? "2026-01-01T00:00:00.000Z" : new Date("2026-01-01T00:00:00.000Z"),
    });
    const [marker] = await mock.query("select size, e_tag from inventory where is_delete_marker");
    expect(marker).toEqual(
      format === "CSV" ? { size: "", e_tag: "" } : { size: null, e_tag: null },
    );
  });
});

test("the manifest of a report in Parquet has the schema that real ones have", async () => {
  const { bytes, keys, put, report, take } = await inventoryScene({ rules: [] });
  await put("a");
  await take(
    {
      IncludedObjectVersions: "Current",
      OptionalFields: ["Size", "LastModifiedDate", "ETag", "StorageClass"],
    },
    { Format: "Parquet" },
  );
  report();
  const key = (await keys()).find((each) => each.endsWith("manifest.json")) ?? "";
  const manifest = JSON.parse((await bytes(key)).toString());
  expect(manifest.fileFormat).toBe("Parquet");
  // Recorded 2026 of a public bucket.
  expect(manifest.fileSchema).toBe(
    "message s3.inventory {  required binary bucket (STRING);  required binary key (STRING);  optional int64 size;  optional int64 last_modified_date (TIMESTAMP(MILLIS,true));  optional binary e_tag (STRING);  optional binary storage_class (STRING);}",
  );
  expect(manifest.files[0].key).toMatch(/\/data\/[0-9a-f-]{36}\.parquet$/);
  expect((await bytes(manifest.files[0].key)).subarray(0, 4).toString()).toBe("PAR1");
});

test("the rows of a report in Parquet are those of one in CSV", async () => {
  const [csv, parquet] = [await reported("CSV"), await reported("Parquet")];
  expect(parquet.mock.inventory("source")).toEqual(csv.mock.inventory("source"));
});

test("columns that a report lacks are NULL, and reports of several configurations are one table", async () => {
  const { mock, put, report, take } = await inventoryScene({ rules: [] });
  await put("a");
  await take({ Id: "one", OptionalFields: ["Size"] });
  await take({ Id: "two", IncludedObjectVersions: "Current" }, { Format: "Parquet" });
  report();
  expect(
    await mock.query("select size, version_id is null as has_none from inventory order by 2"),
  ).toEqual([
    { size: "4", has_none: false },
    { size: null, has_none: true },
  ]);
});

test("what was deleted from the destination cannot be queried", async () => {
  const { client, keys, mock, put, report, take } = await inventoryScene({ rules: [] });
  await expect(mock.query("select 1")).rejects.toThrow(
    "no inventory report has been delivered yet",
  );
  await put("a");
  await take();
  report();
  const Key = (await keys()).find((key) => key.endsWith(".csv.gz"));
  await client.send(new DeleteObjectCommand({ Bucket: "stock", Key }));
  await expect(mock.query("select 1")).rejects.toThrow("The specified key does not exist");
});

test("wrong SQL is DuckDB's error, and SQL reaches no files", async () => {
  const { mock } = await reported("CSV");
  await expect(mock.query("select nothing from inventory")).rejects.toThrow("nothing");
  await expect(mock.query("select * from read_csv('/etc/hosts')")).rejects.toThrow(/disabled/);
});

test("without DuckDB a sentence says what to install", async () => {
  const { mock } = await reported("CSV");
  jest.doMock("@duckdb/node-api", () => {
    throw new Error("Cannot find module");
  });
  try {
    await expect(mock.query("select 1")).rejects.toThrow(
      "mock.query needs DuckDB: npm install --save-dev @duckdb/node-api",
    );
  } finally {
    jest.dontMock("@duckdb/node-api");
  }
});
