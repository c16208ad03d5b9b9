import type { Spread } from "./measure.js";

/** A line of the report: what was measured, and the bar it has to stay under. */
export interface Row {
  readonly what: string;
  readonly value: Spread;
  readonly unit: "x" | "B" | "ms";
  readonly bar: number;
  readonly detail: string;
}

/** Prints the rows as a table; a bar that is missed says so, and fails nothing. */
export function printRows(
  rows: readonly Row[],
  { withBars }: { readonly withBars: boolean },
): void {
  const lines = rows.map(({ what, value, unit, bar, detail }) => [
    what,
    `${format(value.median, unit)} (${format(value.low, unit)}..${format(value.high, unit)})`,
    withBars ? `<= ${format(bar, unit)}` : "",
    withBars ? verdict(value.median, bar) : "",
    detail,
  ]);
  const table = [["what", "median (quartiles)", "bar", "", "beside"], ...lines];
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of table) {
    const cells = line.map((cell, column) => cell.padEnd(widths?.[column] ?? 0));
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}

function verdict(median: number, bar: number): string {
  return median <= bar ? "met" : `missed by ${Math.round((median / bar - 1) * 100)} %`;
}

function format(value: number, unit: Row["unit"]): string {
  if (unit === "x") return value.toFixed(2);
  if (unit === "ms") return `${value.toFixed(1)} ms`;
  return `${Math.round(value)} B`;
}
