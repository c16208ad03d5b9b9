import { inspect } from "node:util";
import type { Comparison } from "./compareRecording.js";

/** What came of a comparison, to be read: a line for each difference. */
export function comparisonText({ commands, differences }: Comparison): string {
  const lines = differences.map(
    ({ command, operation, member, recorded, answered }) =>
      `${command}. ${operation}: ${member || "the output"} is ${shown(recorded)} in the recording, and ${shown(answered)} of the mock`,
  );
  const count = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
  return [...lines, `${commands} commands compared, ${count}.`].join("\n");
}

function shown(value: unknown): string {
  if (value === undefined) return "absent";
  return inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY });
}
