import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";
import { printTable } from "./printTable.js";

export const queryCommand: Command = {
  summary: "Runs SQL over the last inventory reports.",
  operands: ["<SQL...>"],
  details: [
    "The table is called inventory and has the columns that Athena has for reports, and dt. The server needs @duckdb/node-api.",
  ],
  flags: clientFlags,
  examples: ["query select key from inventory"],
  async run(given, terminal) {
    const body = { sql: given.operands.join(" ") };
    const request = { method: "POST", path: "query", body };
    const rows = await callForJson<readonly Readonly<Record<string, unknown>>[]>(given, request);
    printTable(terminal, rows, given.has("json"));
  },
};
