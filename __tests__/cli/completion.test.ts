import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { typed } from "../support/commandLine.js";

/** What a shell offers for a line as far as it is typed, by asking the shell itself. */
const programs: Readonly<Record<string, (script: string, line: string) => string>> = {
  bash: (script, line) => `
    source "${script}"
    COMP_WORDS=(${line.endsWith(" ") ? `${line} ''` : line})
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _s3_replication_mock
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  // It completes in a terminal only, which it makes itself; keys count from its prompt on.
  zsh: (script, line) => `
    zmodload zsh/zpty
    zpty shell 'PS1= zsh -f -i'
    zpty -w shell 'autoload -U compinit && compinit -D -u; LISTMAX=0; source ${script}'
    zpty -w shell "PS1=pro''mpted"
    zpty -r shell seen '*prompted*'
    zpty -n -w shell $'${line}\\t\\t'
    zpty -n -w shell $'\\x15print do\\'\\'ne\\n'
    zpty -r shell seen '*done*'
    print -r -- "$seen"`,
  fish: (script, line) => `source "${script}"; complete -C "${line}"`,
};

const lines: readonly [string, readonly string[]][] = [
  ["s3-replication-mock ad", ["advance"]],
  ["s3-replication-mock t", ["timeline"]],
  ["s3-replication-mock explain --fail", ["--fail-unless"]],
  ["s3-replication-mock serve --access", ["--access-key"]],
];

describe.each(Object.keys(programs))("in %s", (shell) => {
  const isThere = spawnSync(shell, ["--version"]).status === 0;
  // Skipped by its name where the shell is not installed.
  const maybe = isThere ? test : test.skip;

  maybe.each(lines)(
    "%j is completed",
    async (line, offered) => {
      const folder = mkdtempSync(join(tmpdir(), "completion-"));
      try {
        const script = join(folder, "script");
        writeFileSync(script, (await typed("completion", shell)).stdout);
        const program = programs[shell]?.(script, line) ?? "";
        const { stdout } = spawnSync(shell, ["-c", program], {
          encoding: "utf8",
          timeout: 50_000,
          env: { PATH: process.env.PATH, HOME: folder, TERM: "dumb" },
        });
        for (const word of offered) expect(stdout).toContain(word);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
