import type { RecordedRequest } from "../observe/requestHistory.js";
import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";

export const requestsCommand: Command = {
  summary: "Lists the requests that the server has had, or forgets them.",
  details: ["The last 1,000 of them, oldest first; --json has their input and output."],
  flags: {
    operation: { value: "NAME", about: "Only those of an operation such as PutObject." },
    bucket: { value: "BUCKET", about: "Only those for a bucket." },
    key: { value: "KEY", about: "Only those for a key." },
    clear: { about: "Forget all of them instead." },
    ...clientFlags,
  },
  examples: ["requests --operation PutObject --bucket source", "requests --clear"],
  async run(given, terminal) {
    if (given.has("clear")) {
      await callForJson(given, { method: "DELETE", path: "requests" });
      terminal.print(given.has("json") ? "{}" : "The requests are forgotten.");
      return;
    }
    const [operation, bucket, key] = ["operation", "bucket", "key"].map((name) => given.text(name));
    const query = { operation, bucket, key };
    const request = { method: "GET", path: "requests", query };
    const answer = await callForJson<readonly JsonRequest[]>(given, request);
    if (given.has("json")) {
      terminal.print(JSON.stringify(answer, undefined, 2));
      return;
    }
    for (const request of answer) terminal.print(line(request));
    if (answer.length === 0) terminal.print("There are no such requests.");
  },
};

/** As JSON has it. */
type JsonRequest = Omit<RecordedRequest, "time"> & { readonly time: string };

function line({ time, operation, bucket, key, statusCode, error }: JsonRequest): string {
  const where = bucket === undefined ? "" : ` s3://${bucket}${key === undefined ? "" : `/${key}`}`;
  const end = error === undefined ? "" : ` ${error.code}`;
  return `${time} ${operation ?? "?"}${where} ${statusCode ?? "no answer"}${end}`;
}
