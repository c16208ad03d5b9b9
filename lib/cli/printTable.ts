import type { Terminal } from "./command.js";

type TableRow = Readonly<Record<string, unknown>>;

/** Prints rows as a table with a heading, or as JSON. Columns are in the order in which rows have them. */
export function printTable(terminal: Terminal, rows: readonly TableRow[], isJson: boolean): void {
  if (isJson) {
    terminal.print(JSON.stringify(rows, undefined, 2));
    return;
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, index) =>
    lines.reduce((width, line) => Math.max(width, line[index]?.length ?? 0), 0),
  );
  for (const line of rows.length === 0 ? [] : lines) {
    terminal.print(
      line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
  terminal.print(rows.length === 1 ? "1 row" : `${rows.length} rows`);
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
