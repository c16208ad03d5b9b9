import { CommanderError } from "commander";
import { commands } from "./commands.js";
import { program, type Surroundings } from "./program.js";
import { UsageError } from "./usageError.js";

/**
 * Runs a command line.
 *
 * @param typed - without the names of node and the program
 * @returns the exit code: 0, 1 for what went wrong, 2 for what was typed wrong
 */
export async function run(typed: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    if (typed.length === 0) throw new UsageError("say which command.");
    await program(commands, surroundings).parseAsync([...typed], { from: "user" });
    return 0;
  } catch (error) {
    // Help and the version are asked for.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return told(error, typed, surroundings);
  }
}

function told(error: unknown, [name = ""]: readonly string[], { terminal }: Surroundings): number {
  const message = error instanceof Error ? error.message : String(error);
  terminal.complain(`s3-replication-mock: ${message.replace(/^error: /, "")}`);
  if (!(error instanceof UsageError || error instanceof CommanderError)) return 1;
  const subject = Object.hasOwn(commands, name) ? ` ${name}` : "";
  terminal.complain(`See s3-replication-mock${subject} --help.`);
  return 2;
}
