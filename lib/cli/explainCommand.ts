import { didYouMean } from "../base/closestName.js";
import { MockError } from "../base/mockError.js";
import type { Explanation } from "../observe/explain/explanation.js";
import type { ShownFault } from "../server/controlFaults.js";
import type { Arguments, Command } from "./command.js";
import { commandAdvice } from "./commandAdvice.js";
import { callForJson, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";
import { objectOperand, versionFlag } from "./objectOperand.js";

const statuses = ["COMPLETED", "FAILED", "NONE", "PENDING", "REPLICA"];

export const explainCommand: Command = {
  summary: "Says why an object was or was not replicated, and what to do.",
  operands: ["<s3://BUCKET/KEY>"],
  details: [
    "Rule by rule: what it waits for and until when, why it failed, or why no rule is for it.",
    "With --fail-unless it ends with exit code 1 where the replication status is another: NONE is that of an object that no rule is for.",
  ],
  flags: {
    ...versionFlag,
    "fail-unless": { value: "STATUS", about: `One of ${statuses.join(", ")}.` },
    ...clientFlags,
  },
  examples: [
    "explain s3://source/TaxDocs/2026.pdf",
    "explain s3://source/TaxDocs/2026.pdf --fail-unless COMPLETED",
  ],
  async run(given, terminal) {
    const query = { ...objectOperand(given) };
    const wanted = wantedStatus(given);
    const answer = await callForJson<Explanation>(given, { method: "GET", path: "explain", query });
    const faults = await callForJson<readonly ShownFault[]>(given, {
      method: "GET",
      path: "faults",
    });
    terminal.print(
      given.has("json") ? JSON.stringify(answer, undefined, 2) : commandAdvice(answer.text, faults),
    );
    const status = answer.replicationStatus ?? "NONE";
    if (wanted === undefined || status === wanted) return;
    throw new MockError(
      `the replication status is ${status} and not ${wanted}`,
      "ERR_MOCK_COMMAND",
    );
  },
};

function wantedStatus(given: Arguments): string | undefined {
  const wanted = given.text("fail-unless");
  if (wanted === undefined || statuses.includes(wanted)) return wanted;
  return refuse(
    "--fail-unless",
    wanted,
    `one of ${statuses.join(", ")}${didYouMean(wanted, statuses)}`,
  );
}
