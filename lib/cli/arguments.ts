import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Arguments, Command } from "./command.js";
import { UsageError } from "./usageError.js";

/**
 * Reads what was typed.
 *
 * @throws UsageError that says what was wrong
 */
export function readArguments(name: string, command: Command, typed: readonly string[]): Arguments {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [flag, { value }] of Object.entries(command.flags)) {
    options[flag] = { type: value === undefined ? "boolean" : "string", multiple: true };
  }
  const { values, positionals } = parsed(name, command, { options, args: [...typed] });
  const given = new Map(Object.entries(values).map(([flag, value]) => [flag, [value].flat()]));
  checkRepeats(command, given);
  checkOperands(name, command, positionals);
  const texts = (flag: string): string[] => (given.get(flag) ?? []).map(String);
  return {
    operands: positionals,
    has: (flag) => given.has(flag),
    text: (flag) => texts(flag).at(-1),
    texts,
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parsed(name: string, command: Command, config: ParseArgsConfig): Parsed {
  try {
    return parseArgs({ ...config, strict: true, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    // Node goes on about what may be meant by a dash.
    const [what] = message.split(/\. |\n/);
    const flags = Object.keys(command.flags).map((flag) => `--${flag}`);
    throw new UsageError(`${name}: ${what}. Options are ${flags.join(", ") || "none"}.`);
  }
}

function checkRepeats(command: Command, given: ReadonlyMap<string, readonly unknown[]>): void {
  for (const [flag, values] of given) {
    if (values.length < 2 || command.flags[flag]?.repeats) continue;
    throw new UsageError(`--${flag} is there ${values.length} times; once is allowed.`);
  }
}

function checkOperands(
  name: string,
  { operands, operandCount: [least, most] = [0, 0] }: Command,
  given: readonly string[],
): void {
  if (given.length < least) {
    throw new UsageError(`${name}: ${operands} is missing.`);
  }
  if (given.length > most) {
    const unexpected = given.slice(most).map((each) => JSON.stringify(each));
    throw new UsageError(
      `${name}: ${unexpected.join(" ")} is too much; it takes ${operands ?? "options only"}.`,
    );
  }
}
