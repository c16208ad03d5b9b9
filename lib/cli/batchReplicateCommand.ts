import type { BatchReport } from "../replication/batch.js";
import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";

export const batchReplicateCommand: Command = {
  summary: "Replicates what is in a bucket already, as S3 Batch Replication does.",
  operands: ["<BUCKET>"],
  details: [
    "By the bucket's replication configuration of now. settle or time finishes what it begins.",
  ],
  flags: {
    status: {
      value: "STATUS",
      about: "Only versions that are NONE, FAILED, COMPLETED or REPLICA.",
      repeats: true,
    },
    prefix: { value: "PREFIX", about: "Only keys that begin with it." },
    "created-after": { value: "DATE", about: "Only versions made then or later." },
    "created-before": { value: "DATE", about: "Only versions made then or earlier." },
    ...clientFlags,
  },
  examples: [
    "batch-replicate source",
    "batch-replicate source --status FAILED --created-after 2026-01-01T00:00:00Z",
  ],
  async run(given, terminal) {
    const statuses = given.texts("status");
    const filter = {
      ...(statuses.length > 0 && { statuses }),
      prefix: given.text("prefix"),
      createdAfter: date("--created-after", given.text("created-after")),
      createdBefore: date("--created-before", given.text("created-before")),
    };
    const body = { bucket: given.operands[0], filter };
    const request = { method: "POST", path: "batch-replicate", body };
    const answer = await callForJson<BatchReport>(given, request);
    if (given.has("json")) {
      terminal.print(JSON.stringify(answer, undefined, 2));
      return;
    }
    for (const { key, versionId, destinations, skippedBecause } of answer.versions) {
      terminal.print(`${key} ${versionId}: ${skippedBecause ?? `to ${destinations.join(", ")}`}`);
    }
    terminal.print(`${answer.accepted} on their way, ${answer.skipped} skipped.`);
  },
};

function date(what: string, text: string | undefined): string | undefined {
  if (text === undefined || Number.isFinite(Date.parse(text))) return text;
  return refuse(what, text, "a date such as 2026-01-01T00:00:00Z");
}
