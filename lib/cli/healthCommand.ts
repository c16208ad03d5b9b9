import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";

/** What `GET health` answers. */
interface Health {
  readonly version: string;
  readonly id: string;
  readonly uptimeMs: number;
}

export const healthCommand: Command = {
  summary: "Ends with 0 where a server is there, and with 1 where none is.",
  details: [
    "It tells the server's version, its id, which is another after each start, and how long it has been there. No access key is needed.",
    "S3_REPLICATION_MOCK_PORT stands for --port, as it does for serve.",
  ],
  flags: clientFlags,
  variables: "S3_REPLICATION_MOCK_",
  examples: ["health"],
  async run(given, terminal) {
    const answer = await callForJson<Health>(given, { method: "GET", path: "health" });
    const { version, id, uptimeMs } = answer;
    const seconds = Math.floor(uptimeMs / 1_000);
    terminal.print(
      given.has("json")
        ? JSON.stringify(answer)
        : `s3-replication-mock ${version}, server ${id}, up for ${seconds} s.`,
    );
  },
};
