import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache } from "../installing.js";
import { repositoryRoot } from "../repositoryRoot.js";
import type { Answer, Progress } from "./messages.js";
import type { Question } from "./testRun.js";

/** A process that grows past this is replaced: Jest keeps a little of every file that it runs. */
const largestBytes = 2_000_000_000;

/** How long a test may take that no mutant can have stopped. */
const longestSilenceMs = 1_800_000;

/** How long a test may take that takes a moment without a mutant. */
const awakeSilenceMs = 180_000;

const nothingYet: Progress = {
  awake: "",
  kills: [],
  suspects: [],
  unhurried: [],
  unreached: [],
  failing: [],
};

/** A process that runs tests, and another one when it has got stuck or has ended. */
export class Worker {
  private child: ChildProcess | undefined;
  private readonly progressFile: string;

  constructor(number: number) {
    const folder = join(cache, "mutation");
    mkdirSync(folder, { recursive: true });
    this.progressFile = join(folder, `progress-${number}`);
  }

  /** Runs a file of tests. One that gets no further, or takes the process with it, has no answer. */
  async ask(question: Question, limitMs = awakeSilenceMs): Promise<Answer | Progress> {
    const child = await this.running();
    writeFileSync(this.progressFile, JSON.stringify(nothingYet));
    const answer = await this.answerOf(child, question, limitMs);
    if (answer === undefined || answer.memory > largestBytes) this.end();
    return answer ?? this.progress();
  }

  end(): void {
    this.child?.kill("SIGKILL");
    this.child = undefined;
  }

  private async running(): Promise<ChildProcess> {
    if (this.child?.connected) return this.child;
    const child = fork(join(repositoryRoot, "scripts/mutation/worker.ts"), [this.progressFile], {
      cwd: repositoryRoot,
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    await once(child, "message");
    this.child = child;
    return child;
  }

  private progress(): Progress {
    return JSON.parse(readFileSync(this.progressFile, "utf8"));
  }

  /** Whether nothing has come of a mutant for long. Without one, tests may take what they take. */
  private isStuck(limitMs: number): boolean {
    const silence = Date.now() - statSync(this.progressFile).mtimeMs;
    if (silence < limitMs) return false;
    return silence > longestSilenceMs || this.progress().awake !== "";
  }

  private answerOf(
    child: ChildProcess,
    question: Question,
    limitMs: number,
  ): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      const timer = setInterval(() => this.isStuck(limitMs) && settle(), 1000);
      function settle(answer?: Answer): void {
        clearInterval(timer);
        child.removeAllListeners();
        resolve(answer);
      }
      child.on("message", settle);
      child.on("exit", () => settle());
      child.send(question);
    });
  }
}

/** Does all of the work with so many workers, each taking the next as soon as it is free. */
export async function share<Task>(
  tasks: readonly Task[],
  count: number,
  work: (task: Task, worker: Worker) => Promise<void>,
): Promise<void> {
  const waiting = [...tasks];
  await Promise.all(
    Array.from({ length: count }, async (_, number) => {
      const worker = new Worker(number);
      try {
        for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
          await work(task, worker);
        }
      } finally {
        worker.end();
      }
    }),
  );
}
