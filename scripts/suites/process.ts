import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { cache } from "../installing.js";

/** What a program has said, and how it ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** Null where it was ended because its time was up. */
  readonly code: number | null;
}

/**
 * Runs a program to its end, in a folder where it may leave files, and in an environment that knows
 * nothing of AWS but what is given.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env = {}, limitMs }: { readonly env?: Record<string, string>; readonly limitMs: number },
): Promise<Ended> {
  const cwd = join(cache, "suites/work");
  mkdirSync(cwd, { recursive: true });
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  const child = spawn(program, args, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(inherited), ...env },
    timeout: limitMs,
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { stdout, stderr, code };
}
