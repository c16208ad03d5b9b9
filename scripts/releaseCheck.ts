/** Says what keeps this commit from being released; see RELEASING.md. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Release, releaseProblems } from "./package/releaseRules.js";
import { repositoryRoot } from "./repositoryRoot.js";

const problems = releaseProblems(releaseOf());
for (const problem of problems) process.stdout.write(`${problem}\n`);
if (problems.length > 0) {
  process.stdout.write("This is not ready to be released; its tests were not run.\n");
  process.exitCode = 1;
} else {
  const { npm_execpath: npm } = process.env;
  if (npm === undefined) throw new Error("Call it as `npm run release:check`.");
  const { status } = spawnSync(process.execPath, [npm, "run", "check"], {
    cwd: repositoryRoot,
    stdio: "inherit",
  });
  const outcome = status === 0 ? "This can be released." : "This is not ready to be released.";
  process.stdout.write(`${outcome}\n`);
  process.exitCode = status ?? 1;
}

function releaseOf(): Release {
  const manifest = textOf("package.json");
  return {
    manifest,
    version: JSON.parse(manifest).version,
    lockedVersion: JSON.parse(textOf("package-lock.json")).version,
    changelog: textOf("CHANGELOG.md"),
    tags: git("tag", "--list").split("\n"),
    status: git("status", "--porcelain"),
    today: new Date().toISOString().slice(0, "2027-01-31".length),
  };
}

function textOf(path: string): string {
  return readFileSync(join(repositoryRoot, path), "utf8");
}

function git(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync("git", args, {
    cwd: repositoryRoot,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")} failed: ${error?.message ?? stderr}`);
  return stdout;
}
