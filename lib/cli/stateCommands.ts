import { readFileSync } from "node:fs";
import type { Command } from "./command.js";
import { callForJson, callServer, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";
import { tellTime } from "./timeCommands.js";
import { writeWhole } from "./writeWhole.js";

export const snapshotCommand: Command = {
  summary: "Writes all there is into a file.",
  operands: ["<FILE>"],
  details: [
    "Buckets, versions, bytes, replication under way, faults and time. FILE is written whole or not at all; serve --data reads it too.",
  ],
  flags: clientFlags,
  examples: ["snapshot before.bin"],
  async run(given, terminal) {
    const [file = ""] = given.operands;
    const bytes = await callServer(given, { method: "GET", path: "snapshot" });
    writeWhole(file, [bytes]);
    terminal.print(
      given.has("json")
        ? JSON.stringify({ file, bytes: bytes.length })
        : `Wrote ${bytes.length} bytes to ${file}.`,
    );
  },
};

export const restoreCommand: Command = {
  summary: "Goes back to what a file of snapshot holds.",
  operands: ["<FILE>"],
  details: ["Requests are forgotten, and faults begin to count anew."],
  flags: clientFlags,
  examples: ["restore before.bin"],
  async run(given, terminal) {
    const [file = ""] = given.operands;
    const body = bytesOf(file);
    await tellTime(given, terminal, { method: "PUT", path: "snapshot", body });
  },
};

export const saveCommand: Command = {
  summary: "Lets the server write its data file now.",
  details: ["For servers that were started with --data FILE. They write it on exit as well."],
  flags: clientFlags,
  examples: ["save"],
  async run(given, terminal) {
    const answer = await callForJson<{ file: string }>(given, { method: "POST", path: "save" });
    terminal.print(given.has("json") ? JSON.stringify(answer) : `Saved ${answer.file}.`);
  },
};

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    return refuse("FILE", file, `a file that can be read (${(error as Error).message})`);
  }
}
