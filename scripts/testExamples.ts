import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Example, examples, report, titleOf } from "./examples.js";
import { npm } from "./npm.js";
import { followReadme } from "./readmeSteps.js";
import { repositoryRoot } from "./repositoryRoot.js";
import { installedNode } from "./sdks/installed.js";
import { type Outcome, outcomeOf, Tally } from "./tally.js";

const quiet = ["--prefer-offline", "--no-audit", "--no-fund"];

const workshop = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
try {
  const [packed]: [{ filename: string }] = JSON.parse(
    npm(["pack", "--json", "--ignore-scripts", `--pack-destination=${workshop}`], repositoryRoot),
  );
  const tally = new Tally();
  // Names of examples may be given; a failing one is run alone then.
  const asked = process.argv.slice(2);
  const chosen = examples.filter(({ name }) => asked.length === 0 || asked.includes(name));
  for (const example of chosen) {
    tally.add(titleOf(example), runExample(example, join(workshop, packed.filename)));
  }
  if (asked.length === 0 || asked.includes("README.md")) {
    const folder = join(workshop, "readme");
    tally.add("README.md in an empty folder", [
      followReadme(join(workshop, packed.filename), folder),
    ]);
  }
  tally.finish();
} finally {
  rmSync(workshop, { recursive: true, force: true });
}

/** Runs a copy of an example with the package as its users install it. */
function runExample(example: Example, tarball: string): Outcome[] {
  const folder = mkdtempSync(join(workshop, `${example.name}-`));
  cpSync(join(repositoryRoot, "examples", example.name), folder, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  try {
    npm(["install", ...quiet, tarball, ...(example.packages ?? [])], folder);
  } catch (error) {
    const { message } = error as Error;
    return [example.runtime === undefined ? outcomeOf([message]) : leftOut(example.runtime)];
  }
  if (example.runtime !== undefined && !runs(example.runtime, folder)) {
    return [leftOut(example.runtime)];
  }
  const outcome = test(example, folder);
  return outcome.failed > 0 ? [outcome] : [outcome, ...compileTests(folder)];
}

/** A runtime that no package gives for this machine. */
function leftOut(runtime: string): Outcome {
  process.stdout.write(`SKIP ${runtime}: its package cannot be had for this machine\n`);
  return { passed: 0, failed: 0, leftOut: [runtime], messages: [] };
}

function runs(runtime: string, folder: string): boolean {
  const executable = join(folder, "node_modules/.bin", runtime);
  return existsSync(executable) && spawnSync(executable, ["--version"]).status === 0;
}

function test({ flags, read, node }: Example, folder: string): Outcome {
  const { PATH } = process.env;
  try {
    // The runner's own executable asks the path for Node.
    if (node !== undefined)
      process.env.PATH = `${dirname(installedNode(node))}${delimiter}${PATH ?? ""}`;
    const printed = npm(["test", ...(flags.length > 0 ? ["--", ...flags] : [])], folder);
    if (!(read instanceof RegExp)) {
      return read(join(folder, report), "The runner ended well, but without a report.");
    }
    const path = join(folder, report);
    const said = existsSync(path) ? readFileSync(path, "utf8") : stripVTControlCharacters(printed);
    return outcomeOf(read.test(said) ? [] : [`No test has passed:\n${said}`]);
  } catch (error) {
    const { message } = error as Error;
    return read instanceof RegExp ? outcomeOf([message]) : read(join(folder, report), message);
  } finally {
    process.env.PATH = PATH;
  }
}

/** Runners strip types and look at none of them. */
function compileTests(folder: string): Outcome[] {
  const tests = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  if (tests.length === 0) return [];
  const compiler = join(repositoryRoot, "node_modules/typescript/bin/tsc");
  const settings = existsSync(join(folder, "tsconfig.json"))
    ? ["-p", "."]
    : ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", ...tests];
  const { stdout, status } = spawnSync(process.execPath, [compiler, ...settings], {
    cwd: folder,
    encoding: "utf8",
  });
  return [outcomeOf(status === 0 ? [] : [`tsc ended with ${status}.\n${stdout}`])];
}
