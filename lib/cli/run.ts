import { readArguments } from "./arguments.js";
import type { Command, Terminal } from "./command.js";
import { commands } from "./commands.js";
import { commandHelp, programHelp } from "./help.js";
import { UsageError } from "./usageError.js";

/**
 * Runs a command line.
 *
 * @param typed - without the names of node and the program
 * @returns the exit code: 0, 1 for what went wrong, 2 for what was typed wrong
 */
export async function run(
  typed: readonly string[],
  { terminal, version }: { readonly terminal: Terminal; readonly version: string },
): Promise<number> {
  try {
    return await dispatch(typed, { terminal, version });
  } catch (error) {
    terminal.complain(`s3-replication-mock: ${error instanceof Error ? error.message : error}`);
    if (!(error instanceof UsageError)) return 1;
    const [name = ""] = typed;
    const subject = Object.hasOwn(commands, name) ? ` ${name}` : "";
    terminal.complain(`See s3-replication-mock${subject} --help.`);
    return 2;
  }
}

async function dispatch(
  [name, ...typed]: readonly string[],
  { terminal, version }: { readonly terminal: Terminal; readonly version: string },
): Promise<number> {
  if (name === undefined) throw new UsageError("say which command.");
  if (name === "--version") {
    terminal.print(version);
    return 0;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const [about] = typed;
    terminal.print(about === undefined ? programHelp(commands) : commandHelp(about, named(about)));
    return 0;
  }
  const command = named(name);
  if (typed.includes("--help") || typed.includes("-h")) {
    terminal.print(commandHelp(name, command));
    return 0;
  }
  await command.run(readArguments(name, command, typed), terminal);
  return 0;
}

function named(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  const what = name.startsWith("-") ? "option" : "command";
  throw new UsageError(
    `there is no ${what} ${name}; the commands are ${Object.keys(commands).join(", ")}.`,
  );
}
