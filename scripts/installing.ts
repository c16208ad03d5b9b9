import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repositoryRoot.js";

/** Where the scripts install what tests need, outside of what the repository keeps. */
export const cache = join(repositoryRoot, "node_modules/.cache");

/** Installs into a folder, unless it has been done for this very list. */
export function installOnce(folder: string, list: string, install: () => void): void {
  const done = join(folder, "installed");
  if (existsSync(done) && readFileSync(done, "utf8") === list) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  install();
  writeFileSync(done, list);
}

/** Whether there is a command of this name. */
export function has(command: string): boolean {
  return spawnSync("which", [command]).status === 0;
}

/** Installs the packages that bring a command, unless it is there. */
export function need(command: string, packages: readonly string[]): void {
  if (!has(command)) installPackages(packages);
}

/** Packages of Debian, which is where the tests of a fresh machine run. */
export function installPackages(names: readonly string[]): void {
  const [program, ...first] =
    process.getuid?.() === 0 ? (["apt-get"] as const) : (["sudo", "-n", "apt-get"] as const);
  run(program, [...first, "update", "-qq"]);
  run(program, [...first, "install", "-qq", "-y", "--no-install-recommends", ...names]);
}

/**
 * Runs a command to its end.
 *
 * @throws Error with what it said, when it fails
 */
export function run(
  command: string,
  args: readonly string[],
  cwd = repositoryRoot,
  env: Readonly<Record<string, string>> = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  const said = error?.message ?? `${stdout}${stderr}`;
  throw new Error(`${command} ${args.join(" ")} failed: ${said}`);
}
