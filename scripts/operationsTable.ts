import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type OperationName, operationNames } from "../lib/base/operationNames.generated.js";
import { operations } from "../lib/operations/operations.js";
import { operationHead } from "../lib/wire/model.js";

/** What the mock does with an operation. */
export type Mark = "simulated" | "stored" | "refused";

/**
 * Configurations that are checked, kept and given back, and that do nothing else here: their
 * sub-resources. What they would do is S3's work outside of its API, or its enforcement.
 */
const storedConfigurations: ReadonlySet<string> = new Set([
  "accelerate",
  "analytics",
  "intelligent-tiering",
  "logging",
  "metrics",
  "requestPayment",
  "website",
]);

/** What the mock does with this operation, as the registry has it. */
export function markOf(name: OperationName): Mark {
  if (!(name in operations)) return "refused";
  const [subresource = ""] = Object.keys(operationHead(name).literalQuery);
  return storedConfigurations.has(subresource) ? "stored" : "simulated";
}

/** All of S3's operations with their marks, as a table in Markdown. */
export function operationsTable(): string {
  const marks = operationNames.map((name) => [name, markOf(name)] as const);
  const count = (mark: Mark) => marks.filter(([, each]) => each === mark).length;
  const rows = marks.map(([name, mark]) => `| [${name}](${page(name)}) | ${mark} |`);
  return [
    `Of S3's ${marks.length} operations ${count("simulated")} are simulated, ${count("stored")} stored and ${count("refused")} refused.`,
    "",
    "| Operation | |",
    "| --- | --- |",
    ...rows,
  ].join("\n");
}

function page(name: OperationName): string {
  return `https://docs.aws.amazon.com/AmazonS3/latest/API/API_${name}.html`;
}

const start = "<!-- operations -->";
const end = "<!-- /operations -->";

/** What stands between the markers of a Markdown text. @throws Error where there are none */
export function tableIn(markdown: string): string {
  return split(markdown).table.trim();
}

/** A Markdown text with another table between its markers. @throws Error where there are none */
export function withTable(markdown: string, table: string): string {
  const { before, after } = split(markdown);
  return `${before}\n\n${table}\n\n${after}`;
}

function split(markdown: string): { before: string; table: string; after: string } {
  const from = markdown.indexOf(start);
  const to = markdown.indexOf(end);
  if (from === -1 || to < from) {
    throw new Error(`There is no place for the table: write ${start} and ${end} where it belongs.`);
  }
  return {
    before: markdown.slice(0, from + start.length),
    table: markdown.slice(from + start.length, to),
    after: markdown.slice(to),
  };
}

if (process.argv[1]?.endsWith("operationsTable.ts")) {
  const document = join(process.cwd(), "docs/operations.md");
  if (process.argv.includes("--write")) {
    writeFileSync(document, withTable(readFileSync(document, "utf8"), operationsTable()));
  } else {
    process.stdout.write(`${operationsTable()}\n`);
  }
}
