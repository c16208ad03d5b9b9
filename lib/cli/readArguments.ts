import type { Arguments, Command, Environment } from "./command.js";
import { UsageError } from "./usageError.js";

/** What commander has read: options by the names that it gives them. */
type Values = Readonly<Record<string, unknown>>;

/** Where a command was typed. */
export type Place = Pick<Arguments, "environment" | "version" | "note">;

/**
 * What was typed, and what the environment says in the place of what was not.
 *
 * @throws UsageError for an option that is there too often
 */
export function readArguments(
  command: Command,
  typed: { readonly operands: readonly string[]; readonly values: Values },
  place: Place,
): Arguments {
  const given = new Map<string, readonly string[]>();
  for (const [flag, { repeats, value }] of Object.entries(command.flags)) {
    const texts = textsOf(typed.values[camelCase(flag)]);
    if (texts.length > 1 && !repeats) {
      throw new UsageError(`--${flag} is there ${texts.length} times; once is allowed.`);
    }
    const chosen = texts.length > 0 ? texts : variable(command, flag, place.environment);
    const isOff = value === undefined && /^(?:|0|false|no)$/i.test(chosen[0] ?? "");
    if (chosen.length > 0 && !isOff) given.set(flag, chosen);
  }
  const texts = (flag: string): readonly string[] => given.get(flag) ?? [];
  return {
    ...place,
    operands: typed.operands,
    has: (flag) => given.has(flag),
    text: (flag) => texts(flag).at(-1),
    texts,
  };
}

/** The name of the variable that stands for an option. */
export function variableName(prefix: string, flag: string): string {
  return prefix + flag.toUpperCase().replaceAll("-", "_");
}

function textsOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** Of what may be there several times, commas stand between the values. */
function variable(
  { variables, flags }: Command,
  flag: string,
  environment: Environment,
): readonly string[] {
  const text = variables === undefined ? undefined : environment[variableName(variables, flag)];
  if (text === undefined || text === "") return [];
  return flags[flag]?.repeats ? text.split(",") : [text];
}

/** As commander names an option in what it gives back. */
function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
