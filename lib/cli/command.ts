/** What was typed behind the name of a command, and where it was typed. */
export interface Arguments {
  readonly operands: readonly string[];
  /** Whether a switch is there. */
  has(name: string): boolean;
  /** The value of an option; the last one, where there are several. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  /** The variables of the environment. */
  readonly environment: Environment;
  /** Of the program. */
  readonly version: string;
  /** A line for whoever watches, beside what was asked for. */
  note(line: string): void;
}

export type Environment = Readonly<Record<string, string | undefined>>;

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
  /** What follows the options, as commander writes it: `<MS>`, `[WORDS...]`. */
  readonly operands?: readonly string[];
  /** What there is to know, a paragraph each. */
  readonly details: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  /** What the names of the variables begin with that stand for its options: `S3_REPLICATION_MOCK_`. */
  readonly variables?: string;
  readonly examples: readonly string[];
  /** @throws UsageError for what was typed wrong, Error for what goes wrong */
  run(given: Arguments, terminal: Terminal): Promise<void>;
}

/** Where a command writes. */
export interface Terminal {
  /** A line for whoever asked. */
  print(line: string): void;
  /** A line about what goes wrong, or beside what was asked for. */
  complain(line: string): void;
}
