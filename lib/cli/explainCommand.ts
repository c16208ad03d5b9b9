import type { Explanation } from "../observe/explain/explanation.js";
import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";

export const explainCommand: Command = {
  summary: "Says why an object was or was not replicated, and what to do.",
  operands: "s3://BUCKET/KEY",
  operandCount: [1, 1],
  details: [
    "Rule by rule: what it waits for and until when, why it failed, or why no rule is for it.",
  ],
  flags: {
    "version-id": { value: "ID", about: "A version. Default: the current one." },
    ...clientFlags,
  },
  examples: ["explain s3://source/TaxDocs/2026.pdf"],
  async run(given, terminal) {
    const [operand = ""] = given.operands;
    const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(operand) ?? [];
    if (bucket === undefined || key === undefined) {
      refuse("the object", operand, "one such as s3://source/TaxDocs/2026.pdf");
    }
    const query = { bucket, key, versionId: given.text("version-id") };
    const call = { method: "GET", path: "explain", query };
    const answer = await callForJson<Explanation>(given, call);
    terminal.print(given.has("json") ? JSON.stringify(answer, undefined, 2) : answer.text);
  },
};
