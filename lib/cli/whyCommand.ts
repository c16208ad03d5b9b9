import type { Explanation } from "../observe/explain/explanation.js";
import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";
import { objectOperand } from "./objectOperand.js";

export const whyCommand: Command = {
  summary: "Says whether an object would be replicated if it was written now, and why not.",
  operands: ["<s3://BUCKET/KEY>"],
  details: ["Rule by rule, by the bucket's replication configuration of now. Nothing is written."],
  flags: {
    tag: { value: "KEY=VALUE", about: "A tag that it would have.", repeats: true },
    sse: {
      value: "ALGORITHM",
      about: "Its encryption: AES256, aws:kms or aws:kms:dsse. Default: the bucket's.",
    },
    "kms-key": { value: "KEY", about: "The KMS key that it would be encrypted with." },
    ...clientFlags,
  },
  examples: [
    "why s3://source/TaxDocs/2026.pdf",
    "why s3://source/a --tag class=paid --sse aws:kms",
  ],
  async run(given, terminal) {
    const { bucket, key } = objectOperand(given);
    const tags = given.texts("tag").map(tag).join("&");
    const query = {
      bucket,
      key,
      tagging: tags === "" ? undefined : tags,
      serverSideEncryption: given.text("sse"),
      kmsKeyId: given.text("kms-key"),
    };
    const answer = await callForJson<Explanation>(given, { method: "GET", path: "why", query });
    terminal.print(given.has("json") ? JSON.stringify(answer, undefined, 2) : answer.text);
  },
};

function tag(text: string): string {
  const [, key = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === "") refuse("--tag", text, "KEY=VALUE");
  return `${encodeURIComponent(key)}=${encodeURIComponent(value)}`;
}
