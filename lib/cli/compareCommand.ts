import { MockError } from "../base/mockError.js";
import { comparisonText } from "../testing/comparisonText.js";
import type { Command } from "./command.js";

export const compareCommand: Command = {
  summary: "Holds a recording of a real S3 against the mock.",
  operands: ["<FILE>"],
  details: [
    'FILE is what the plugin recorder() of "s3-replication-mock/recording" has written.',
    "Lists in which members of which answers the mock differs, and ends with 1 where it does.",
  ],
  flags: { json: { about: "Print the differences as JSON." } },
  examples: ["compare recording.json"],
  async run(given, terminal) {
    const [file = ""] = given.operands;
    // It loads the SDK, which no other command needs.
    const { compare } = await import("../testing/compareRecording.js");
    const comparison = await compare(file);
    terminal.print(
      given.has("json") ? JSON.stringify(comparison, undefined, 2) : comparisonText(comparison),
    );
    const { length } = comparison.differences;
    if (length > 0)
      throw new MockError(`the mock differs from ${file} in ${length} members`, "ERR_MOCK_COMMAND");
  },
};
