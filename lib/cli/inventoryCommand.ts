import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";
import { printTable } from "./printTable.js";

export const inventoryCommand: Command = {
  summary: "Prints the rows of the last inventory report of a bucket.",
  operands: ["<s3://BUCKET>"],
  details: [
    "Reports are made at 01:00 UTC, by the bucket's inventory configurations: advance brings that about.",
  ],
  flags: {
    id: { value: "ID", about: "A configuration. Default: the one whose report is the latest." },
    ...clientFlags,
  },
  examples: ["inventory s3://source"],
  async run(given, terminal) {
    const [operand = ""] = given.operands;
    const [, bucket] = /^s3:\/\/([^/]+)\/?$/.exec(operand) ?? [];
    if (bucket === undefined) refuse("the bucket", operand, "one such as s3://source");
    const query = { bucket, id: given.text("id") };
    const request = { method: "GET", path: "inventory", query };
    const rows = await callForJson<readonly Readonly<Record<string, unknown>>[]>(given, request);
    printTable(terminal, rows, given.has("json"));
  },
};
