/** What was typed behind the name of a command. */
export interface Arguments {
  readonly operands: readonly string[];
  /** Whether a switch is there. */
  has(name: string): boolean;
  /** The value of an option; the last one, where there are several. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
}

/** An option of a command. */
export interface Flag {
  /** What stands for its value in help, in capitals; absent for a switch. */
  readonly value?: string;
  readonly about: string;
  /** Whether it may be given several times. */
  readonly repeats?: true;
}

/** A subcommand. */
export interface Command {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What follows the options, in capitals: `MS`. */
  readonly operands?: string;
  /** How many of them there have to be, and may be at most. Default none. */
  readonly operandCount?: readonly [least: number, most: number];
  /** What there is to know, a paragraph each. */
  readonly details: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  readonly examples: readonly string[];
  /** @throws UsageError for what was typed wrong, Error for what goes wrong */
  run(given: Arguments, terminal: Terminal): Promise<void>;
}

/** Where a command writes. */
export interface Terminal {
  /** A line for whoever asked. */
  print(line: string): void;
  /** A line about what goes wrong. */
  complain(line: string): void;
}
