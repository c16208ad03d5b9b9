import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The folder of package.json. */
export const repositoryRoot = join(__dirname, "../..");

/** Runs `tsc` as a user would. Answers its messages, one a line: none when all compiles. */
export function runCompiler(args: readonly string[], cwd = repositoryRoot): string[] {
  const compiler = join(repositoryRoot, "node_modules/typescript/bin/tsc");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [compiler, "--pretty", "false", ...args],
    { cwd, encoding: "utf8" },
  );
  const messages = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
  if (status !== 0 && messages.length === 0) throw new Error(`tsc ended with ${status}, silently.`);
  return messages;
}

/** A folder with these files, and with links to places in the repository, for the time of `use`. */
export function withProject<T>(
  project: {
    readonly files: Readonly<Record<string, string>>;
    readonly links: readonly string[];
  },
  use: (folder: string) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
  const place = (path: string): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  try {
    for (const path of project.links) {
      symlinkSync(join(repositoryRoot, path), place(path), "junction");
    }
    for (const [path, text] of Object.entries(project.files)) writeFileSync(place(path), text);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
