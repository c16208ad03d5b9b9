import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm } from "./npm.js";
import { billOfMaterials, billProblems, componentsOf } from "./package/billOfMaterials.js";
import { commandProblems, installPackage, storyProblems } from "./package/installedPackage.js";
import { licenceProblems } from "./package/licences.js";
import { oldCompilerProblems } from "./package/oldCompiler.js";
import { contentProblems, type Packed, sizeProblems, textProblems } from "./package/packedFiles.js";
import { repositoryRoot } from "./repositoryRoot.js";
import { type Outcome, outcomeOf, Tally } from "./tally.js";

const tally = new Tally();
const workshop = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
try {
  const [packed]: [Packed] = JSON.parse(
    npm(["pack", "--json", "--ignore-scripts", `--pack-destination=${workshop}`], repositoryRoot),
  );
  const tarball = join(workshop, packed.filename);
  const user = join(workshop, "user");
  mkdirSync(user);
  installPackage(tarball, user);
  const textOf = (path: string): string =>
    readFileSync(join(user, "node_modules/s3-replication-mock", path), "utf8");

  const { size, unpackedSize, files } = packed;
  tally.add(`${kB(size)} kB packed, ${kB(unpackedSize)} kB unpacked`, [
    outcomeOf(sizeProblems(packed)),
  ]);
  tally.add(`${files.length} files`, [
    outcomeOf(contentProblems(files)),
    outcomeOf(files.flatMap(({ path }) => textProblems(path, textOf(path), repositoryRoot))),
  ]);
  tally.add("publint", [run("publint/src/cli.js", ["--strict", tarball])]);
  tally.add("Are the Types Wrong?", [
    run("@arethetypeswrong/cli/dist/index.js", [tarball, "--no-emoji"]),
  ]);

  const bill = billOfMaterials();
  tally.add(`bill of ${bill.components.length} materials`, [
    outcomeOf(billProblems(bill, dependencyNames())),
  ]);
  tally.add("licences", [outcomeOf(licenceProblems(componentsOf(bill)))]);

  tally.add("installed, as ES modules", [outcomeOf(storyProblems(user, "story.mjs"))]);
  tally.add("installed, as CommonJS", [outcomeOf(storyProblems(user, "story.cjs"))]);
  tally.add("installed, as a command", [outcomeOf(commandProblems(user))]);
  tally.add("types in the oldest TypeScript", [outcomeOf(oldCompilerProblems(user))]);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
tally.finish();

function kB(bytes: number): number {
  return Math.round(bytes / 1000);
}

function dependencyNames(): string[] {
  const text = readFileSync(join(repositoryRoot, "package.json"), "utf8");
  const { dependencies }: { dependencies: object } = JSON.parse(text);
  return Object.keys(dependencies);
}

/** Runs a program of node_modules. */
function run(program: string, args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repositoryRoot, "node_modules", program), ...args],
    { cwd: repositoryRoot, encoding: "utf8" },
  );
  return outcomeOf(status === 0 ? [] : [`${stdout}${stderr}`]);
}
