import type { Command } from "./command.js";

const program = "s3-replication-mock";
const columns = 100;

/** The help of the program as a whole. */
export function programHelp(commands: Readonly<Record<string, Command>>): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const);
  return [
    `${program}: a simulated Amazon S3 that really replicates, for any client.`,
    "",
    "Start it, and point a client to it:",
    "",
    `  ${program} serve --port 9090`,
    "  aws --endpoint-url http://127.0.0.1:9090 s3 mb s3://source",
    "",
    "Replication takes a second of the mock's time. Tests need not wait for it:",
    "",
    `  ${program} settle`,
    "",
    "Commands:",
    ...table(rows),
    "",
    `${program} COMMAND --help tells more about each; ${program} --version says which this is.`,
  ].join("\n");
}

/** The help of one command. */
export function commandHelp(name: string, command: Command): string {
  const { summary, details, operands, flags, examples } = command;
  const options = Object.entries(flags).map(([flag, { value, about, repeats }]) => {
    const left = `--${flag}${value === undefined ? "" : ` ${value}`}`;
    return [left, repeats ? `${about} May be given several times.` : about] as const;
  });
  const usage = [program, name, ...(operands ? [operands] : []), "[options]"].join(" ");
  return [
    usage,
    "",
    ...wrapped(summary, 0),
    ...details.flatMap((paragraph) => ["", ...wrapped(paragraph, 0)]),
    ...(options.length > 0 ? ["", "Options:", ...table(options)] : []),
    "",
    "Examples:",
    ...examples.map((example) => `  ${program} ${example}`),
  ].join("\n");
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.flatMap(([left, right]) => {
    const [first = "", ...others] = wrapped(right, width);
    return [`  ${left.padEnd(width - 2)}${first.trimStart()}`, ...others];
  });
}

/** Lines no longer than a terminal is wide. Words longer than that stay whole. */
function wrapped(text: string, indent: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (indent + line.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(word);
  }
  return lines.map((line) => " ".repeat(indent) + line);
}
