import { spawnSync } from "node:child_process";

/**
 * Runs npm in a folder and answers what it printed.
 *
 * @throws Error with what npm said, when it fails
 */
export function npm(args: readonly string[], cwd: string): string {
  // npm names itself to the scripts that it runs; by hand, it is on the path.
  const { npm_execpath: itself } = process.env;
  const [command, ...first] = itself === undefined ? ["npm"] : [process.execPath, itself];
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], {
    cwd,
    encoding: "utf8",
    // Settings of the npm that runs this script would otherwise hold here as well.
    env: withoutNpmSettings(process.env),
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  throw new Error(`npm ${args.join(" ")} failed in ${cwd}: ${error?.message ?? stderr}`);
}

/** The environment of a program that is to be run as by hand, not as by the npm that runs this. */
export function withoutNpmSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = /^npm_(config_(ignore_scripts|omit_lockfile|local_prefix)|package_|lifecycle_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name)));
}
