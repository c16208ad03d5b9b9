import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { run } from "../../lib/cli/run.js";

/** How a command line ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process. */
export function typed(...args: readonly string[]): Promise<Ended> {
  return typedIn({}, ...args);
}

/** The same, with variables in its environment. */
export async function typedIn(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    print: (line: string) => void out.push(line),
    complain: (line: string) => void err.push(line),
  };
  const code = await run(args, { terminal, version: "1.2.3", environment });
  return { code, stdout: out.join("\n"), stderr: err.join("\n") };
}

const root = join(__dirname, "../..");

/** A process of the command. */
export class CommandProcess {
  static readonly #running = new Set<ChildProcess>();

  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #stderr = "";

  constructor(...args: readonly string[]) {
    const program = ["--import", "tsx", join(root, "lib/cli/main.ts")];
    this.#child = spawn(process.execPath, [...program, ...args], { cwd: root });
    CommandProcess.#running.add(this.#child);
    this.#child.once("exit", () => CommandProcess.#running.delete(this.#child));
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error("A child's output is not a pipe.");
    this.#lines = createInterface(stdout)[Symbol.asyncIterator]();
    stderr.on("data", (piece) => {
      this.#stderr += piece;
    });
  }

  /** Ends those that a failed test has left running. */
  static killAll(): void {
    for (const child of CommandProcess.#running) child.kill("SIGKILL");
  }

  /** The next line it prints; none when it has ended. */
  async line(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : value;
  }

  /** Asks it to end, where a signal is given, and waits until it has. */
  async ended(signal?: NodeJS.Signals): Promise<Ended> {
    const exited = once(this.#child, "close");
    if (signal !== undefined) this.#child.kill(signal);
    const lines: string[] = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) {
      lines.push(line);
    }
    const [code] = await exited;
    return { code, stdout: lines.join("\n"), stderr: this.#stderr };
  }
}

/** A folder that is gone afterwards. */
export async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
