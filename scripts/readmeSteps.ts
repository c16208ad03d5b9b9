import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { codeBlocks, isProgram, isShell } from "../__tests__/support/docs/codeBlocks.js";
import { withoutNpmSettings } from "./npm.js";
import { repositoryRoot } from "./repositoryRoot.js";
import { type Outcome, outcomeOf } from "./tally.js";

const section = "## One test";

/**
 * Does in an empty folder what the README's first section says, word for word: its commands are run, its
 * test is saved under the name that stands above it, and the last command has to tell of passed tests.
 *
 * @param tarball - what is installed where the README names the package
 */
export function followReadme(tarball: string, folder: string): Outcome {
  mkdirSync(folder);
  const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
  const start = readme.indexOf(section);
  const text = readme.slice(start, readme.indexOf("\n## ", start + 1));
  let said = "";
  for (const block of codeBlocks("README.md", start === -1 ? "" : text)) {
    if (isShell(block)) {
      const result = runCommands(block.code.replace(/\bs3-replication-mock\b/g, tarball), folder);
      if (result.problem !== undefined) return outcomeOf([result.problem]);
      said = result.said;
    } else if (isProgram(block)) {
      const name = fileNameAbove(text, block.line);
      if (name === undefined) return outcomeOf([`${section}: the test above has no file name.`]);
      writeFileSync(join(folder, name), `${block.code}\n`);
    }
  }
  return outcomeOf(/Tests +[1-9]\d* passed/.test(said) ? [] : [`No test has passed:\n${said}`]);
}

function runCommands(commands: string, cwd: string): { said: string; problem?: string } {
  const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", commands], {
    cwd,
    encoding: "utf8",
    env: { ...withoutNpmSettings(process.env), npm_config_prefer_offline: "true" },
    maxBuffer: 64 * 1024 * 1024,
  });
  const said = stripVTControlCharacters(stdout);
  return status === 0 ? { said } : { said, problem: `${commands}\nfailed: ${said}${stderr}` };
}

/** The name of a file in the paragraph above a block. */
function fileNameAbove(text: string, line: number): string | undefined {
  const above = text.split("\n").slice(0, line - 2);
  const paragraph = above.findLast((each) => each.trim() !== "") ?? "";
  return /`([\w.-]+\.[cm]?[jt]s)`/.exec(paragraph)?.[1];
}
