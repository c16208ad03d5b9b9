import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MockError } from "s3-replication-mock";
import { inFolder } from "../support/commandLine.js";
import { inventoryScene } from "../support/inventoryScene.js";

/** What SQL could reach outside of the reports, in a folder with a file of somebody's. */
const attempts: readonly (readonly [what: string, sql: (folder: string) => string])[] = [
  ["COPY … TO a file", (folder) => `COPY inventory TO '${folder}/out.csv'`],
  ["COPY of a query to a file", (folder) => `COPY (SELECT 1) TO '${folder}/out.parquet'`],
  ["COPY … FROM a file", (folder) => `COPY inventory FROM '${folder}/mine.csv'`],
  ["EXPORT DATABASE", (folder) => `EXPORT DATABASE '${folder}/out'`],
  ["ATTACH of a file", (folder) => `ATTACH '${folder}/out.db' AS other`],
  ["INSTALL of an extension", () => "INSTALL httpfs"],
  ["LOAD of an extension by its name", () => "LOAD httpfs"],
  ["LOAD of an extension by its file", (folder) => `LOAD '${folder}/mine.csv'`],
  ["read_csv of a system's file", () => "SELECT * FROM read_csv('/etc/passwd')"],
  ["read_csv of somebody's file", (folder) => `SELECT * FROM read_csv('${folder}/mine.csv')`],
  ["read_text", () => "SELECT * FROM read_text('/etc/passwd')"],
  ["read_blob", () => "SELECT * FROM read_blob('/etc/passwd')"],
  ["read_parquet of an address", () => "SELECT * FROM read_parquet('http://127.0.0.1:9/a')"],
  ["a file for a table", (folder) => `SELECT * FROM '${folder}/mine.csv'`],
  ["access given back", () => "SET enable_external_access = true"],
  ["a log of queries in a file", (folder) => `SET log_query_path = '${folder}/out.log'`],
  ["a folder for extensions", (folder) => `SET extension_directory = '${folder}'`],
];

test.each(attempts)("%s is refused in a sentence, and nothing is written", async (_what, sql) => {
  const { mock, put, report, take } = await inventoryScene({ rules: [] });
  await put("a");
  await take();
  report();
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "mine.csv"), "secret\n");
    const error = await mock.query(sql(folder)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MockError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^mock\.query: SQL is over inventory reports alone, and reaches no files, databases, extensions or settings: /,
      ),
    });
    expect(readdirSync(folder)).toEqual(["mine.csv"]);
  });
  // The next query goes on as before.
  expect(await mock.query("SELECT key FROM inventory")).toEqual([{ key: "a" }]);
});
