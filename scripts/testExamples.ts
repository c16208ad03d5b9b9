import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm } from "./npm.js";
import { repositoryRoot } from "./repositoryRoot.js";
import { type Outcome, outcomeOf, readJestReport, readTapReport, Tally } from "./tally.js";

const report = "report.out";

/** How each example's runner is told to write a report, and how that is read. */
const examples: Readonly<
  Record<string, { readonly flags: readonly string[]; readonly read: typeof readJestReport }>
> = {
  "jest-commonjs": { flags: ["--json", `--outputFile=${report}`], read: readJestReport },
  "jest-esm": { flags: ["--json", `--outputFile=${report}`], read: readJestReport },
  vitest: { flags: ["--reporter=json", `--outputFile=${report}`], read: readJestReport },
  "node-test": {
    flags: ["--test-reporter=tap", `--test-reporter-destination=${report}`],
    read: readTapReport,
  },
};

const workshop = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
try {
  const [packed]: [{ filename: string }] = JSON.parse(
    npm(["pack", "--json", "--ignore-scripts", `--pack-destination=${workshop}`], repositoryRoot),
  );
  const tally = new Tally();
  for (const name of Object.keys(examples)) {
    tally.add(`examples/${name}`, runExample(name, join(workshop, packed.filename)));
  }
  tally.finish();
} finally {
  rmSync(workshop, { recursive: true, force: true });
}

/** Runs a copy of an example with the package as its users install it. */
function runExample(name: string, tarball: string): Outcome[] {
  const { flags, read } = examples[name] ?? { flags: [], read: readJestReport };
  const folder = join(workshop, name);
  cpSync(join(repositoryRoot, "examples", name), folder, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  try {
    npm(["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], folder);
    npm(["test", "--", ...flags], folder);
  } catch (error) {
    return [read(join(folder, report), (error as Error).message)];
  }
  const outcome = read(join(folder, report), "The runner ended well, but without a report.");
  return [outcome, ...compileTests(folder)];
}

/** Vitest strips types and looks at none of them. */
function compileTests(folder: string): Outcome[] {
  const tests = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  if (tests.length === 0) return [];
  const compiler = join(repositoryRoot, "node_modules/typescript/bin/tsc");
  const settings = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck"];
  const { stdout, status } = spawnSync(process.execPath, [compiler, ...settings, ...tests], {
    cwd: folder,
    encoding: "utf8",
  });
  return [outcomeOf(status === 0 ? [] : [`tsc ended with ${status}.\n${stdout}`])];
}
