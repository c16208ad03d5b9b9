import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operationNames } from "../lib/base/operationNames.generated.js";
import { operations } from "../lib/operations/operations.js";
import { markOf, operationsTable, tableIn, withTable } from "../scripts/operationsTable.js";

test("the documentation's table of operations is the registry's: npx tsx scripts/operationsTable.ts --write", () => {
  const document = readFileSync(join(__dirname, "../docs/operations.md"), "utf8");
  expect(tableIn(document)).toBe(operationsTable());
});

test("the table has a row for each operation, in their order", () => {
  const rows = operationsTable().match(/^\| \[\w+\]/gm);
  expect(rows).toEqual(operationNames.map((name) => `| [${name}]`));
});

test.each([
  ["GetObject", "simulated"],
  ["PutBucketReplication", "simulated"],
  ["GetBucketPolicyStatus", "simulated"],
  ["PutBucketCors", "simulated"],
  ["PutBucketPolicy", "simulated"],
  ["PutBucketWebsite", "stored"],
  ["DeleteBucketLifecycle", "simulated"],
  ["ListBucketMetricsConfigurations", "stored"],
  ["SelectObjectContent", "refused"],
] as const)("%s is %s", (name, mark) => {
  expect(markOf(name)).toBe(mark);
});

test("what is not refused is registered", () => {
  const marked = operationNames.filter((name) => markOf(name) !== "refused");
  expect(marked.toSorted()).toEqual(Object.keys(operations).toSorted());
});

test("a table replaces the one between the markers, and nothing else", () => {
  const text = "# Title\n<!-- operations -->\nold\n<!-- /operations -->\nrest\n";
  const replaced = withTable(text, "new");
  expect(replaced).toBe("# Title\n<!-- operations -->\n\nnew\n\n<!-- /operations -->\nrest\n");
  expect(tableIn(replaced)).toBe("new");
  expect(withTable(replaced, "new")).toBe(replaced);
});

test("a text without markers has no place for the table", () => {
  expect(() => withTable("# Title\n", "new")).toThrow("<!-- operations -->");
});
