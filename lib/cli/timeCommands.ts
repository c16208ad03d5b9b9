import type { Arguments, Command, Terminal } from "./command.js";
import { type ControlRequest, callForJson, clientFlags } from "./controlClient.js";
import { duration, durationForm } from "./flagValues.js";

export const settleCommand: Command = {
  summary: "Finishes all replication that can finish.",
  details: [
    "The mock's time moves on to the last task that is due. What waits for an outage to end goes on waiting.",
  ],
  flags: clientFlags,
  examples: ["settle", "settle --port 9091"],
  run: (given, terminal) => tellTime(given, terminal, { method: "POST", path: "settle" }),
};

export const advanceCommand: Command = {
  summary: "Moves the mock's time on.",
  operands: ["<TIME>"],
  details: [
    `TIME is ${durationForm}. What is due by then is done; nobody waits.`,
    "A signed request bears the client's own time, which the server goes on accepting.",
  ],
  flags: clientFlags,
  examples: ["advance 15m", "advance 1500 --port 9091"],
  run(given, terminal) {
    const ms = duration("TIME", given.operands[0] ?? "");
    return tellTime(given, terminal, { method: "POST", path: "advance", body: { ms } });
  },
};

export const nowCommand: Command = {
  summary: "Prints the mock's time.",
  details: ["It is the machine's time, and what advance and settle have added to it."],
  flags: clientFlags,
  examples: ["now"],
  run: (given, terminal) => tellTime(given, terminal, { method: "GET", path: "now" }),
};

export const resetCommand: Command = {
  summary: "Goes back to the start: the buckets of --buckets, no faults, no time added.",
  details: [
    "A data file that was loaded is no part of the start. It is written again on exit, as the state is then.",
  ],
  flags: clientFlags,
  examples: ["reset"],
  run: (given, terminal) => tellTime(given, terminal, { method: "POST", path: "reset" }),
};

/** Makes a call that is answered with the mock's time, and prints it. */
export async function tellTime(
  given: Arguments,
  terminal: Terminal,
  request: ControlRequest,
): Promise<void> {
  const answer = await callForJson<{ now: string }>(given, request);
  terminal.print(given.has("json") ? JSON.stringify(answer) : `It is ${answer.now}.`);
}
