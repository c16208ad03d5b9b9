import type { Command } from "./command.js";
import { refuse } from "./flagValues.js";

const shells: Readonly<Record<string, (words: Words) => string>> = { bash, zsh, fish };

/** What can be typed: the options of each command. */
type Words = Readonly<Record<string, readonly string[]>>;

/** @param commands - all of them, this one too */
export function completionCommand(commands: () => Readonly<Record<string, Command>>): Command {
  return {
    summary: "Prints a script that lets a shell complete commands and options.",
    operands: ["<SHELL>"],
    details: [
      "SHELL is bash, zsh or fish. Bash: source <(s3-replication-mock completion bash). Fish: s3-replication-mock completion fish | source.",
    ],
    flags: {},
    examples: ["completion bash", "completion zsh", "completion fish"],
    async run(given, terminal) {
      const [shell = ""] = given.operands;
      const script = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
      if (script === undefined) return refuse("SHELL", shell, Object.keys(shells).join(", "));
      const words = Object.entries(commands()).map(([name, { flags }]) => [
        name,
        [...Object.keys(flags), "help"].map((flag) => `--${flag}`),
      ]);
      terminal.print(script(Object.fromEntries(words)));
    },
  };
}

const name = "s3-replication-mock";

function bash(words: Words): string {
  const cases = Object.entries(words).map(
    ([command, flags]) => `    ${command}) words="${flags.join(" ")}" ;;`,
  );
  return `_s3_replication_mock() {
  local words
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${[...Object.keys(words), "help"].join(" ")}"; fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _s3_replication_mock ${name}`;
}

/** Z shell takes what bash has. */
function zsh(words: Words): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${bash(words)}`;
}

function fish(words: Words): string {
  const commands = `complete -c ${name} -n __fish_use_subcommand -a "${Object.keys(words).join(" ")}"`;
  const flags = Object.entries(words).flatMap(([command, options]) =>
    options.map(
      (option) =>
        `complete -c ${name} -n "__fish_seen_subcommand_from ${command}" -l ${option.slice(2)}`,
    ),
  );
  return [commands, ...flags].join("\n");
}
