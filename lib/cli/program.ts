import { Command as CommanderCommand, Option } from "commander";
import type { Command, Environment, Terminal } from "./command.js";
import { readArguments } from "./readArguments.js";

/** Where the program runs. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly version: string;
  readonly environment: Environment;
}

const programName = "s3-replication-mock";
const columns = 100;

const firstSteps = `
Start it, and point a client to it:

  ${programName} serve --port 9090
  aws --endpoint-url http://127.0.0.1:9090 s3 mb s3://source

Replication takes a second of the mock's time. Tests need not wait for it:

  ${programName} settle
`;

/** The command line, with a subcommand for each command. It throws in the place of ending the process. */
export function program(
  commands: Readonly<Record<string, Command>>,
  surroundings: Surroundings,
): CommanderCommand {
  const { terminal, version } = surroundings;
  const whole = new CommanderCommand(programName)
    .description("A simulated Amazon S3 that really replicates, for any client.")
    .version(version)
    .usage("COMMAND [options]")
    .helpCommand("help [command]", "Tells more about a command.")
    .addHelpText("after", firstSteps)
    .configureHelp({ helpWidth: columns, subcommandTerm: (command) => command.name() })
    .configureOutput({
      writeOut: (text) => terminal.print(text.replace(/\n$/, "")),
      // Errors are told by whoever called.
      outputError: () => {},
    })
    .exitOverride();
  for (const [name, command] of Object.entries(commands)) add(whole, name, command, surroundings);
  return whole;
}

function add(
  whole: CommanderCommand,
  name: string,
  command: Command,
  { terminal, version, environment }: Surroundings,
): void {
  const { summary, details, operands = [], flags, examples } = command;
  const examplesText = examples.map((example) => `  ${programName} ${example}`).join("\n");
  const sub = whole
    .command(name)
    .summary(summary)
    .description([summary, ...details].join("\n\n"))
    .addHelpText("after", `\nExamples:\n${examplesText}`);
  for (const operand of operands) sub.argument(operand);
  for (const [flag, { value, about, repeats }] of Object.entries(flags)) {
    const text = repeats ? `${about} May be given several times.` : about;
    const option = new Option(`--${flag}${value === undefined ? "" : ` <${value}>`}`, text);
    sub.addOption(value === undefined ? option : option.argParser(collect));
  }
  sub.action(async () => {
    const place = { environment, version, note: terminal.complain };
    const typed = { operands: sub.args, values: sub.opts() };
    await command.run(readArguments(command, typed, place), terminal);
  });
}

/** All values: whether several are too many, the command says. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
