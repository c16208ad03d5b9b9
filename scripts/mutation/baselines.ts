import type { Answer, Progress } from "./messages.js";
import type { Verdicts } from "./verdicts.js";
import type { Worker } from "./workers.js";

/** What a file of tests does without any mutant. */
export interface Baseline {
  /** Tests that fail. */
  readonly failing: readonly string[];
  /** Why the file cannot be run. */
  readonly trouble?: string;
}

/** What the files of tests do without any mutant: what fails then is no kill. */
export class Baselines {
  private readonly known = new Map<string, Promise<Baseline>>();
  private readonly troubled = new Map<string, string>();

  constructor(private readonly verdicts: Verdicts) {}

  /** Keeps what a run of the file has told. */
  note(file: string, answer: Answer | Progress): Baseline {
    const trouble = troubleOf(answer);
    if (trouble !== undefined) this.troubled.set(file, trouble);
    const baseline = { failing: answer.failing, ...(trouble !== undefined && { trouble }) };
    this.known.set(file, Promise.resolve(baseline));
    return baseline;
  }

  /** Runs the file once, where nothing is known of it. */
  of(file: string, worker: Worker): Promise<Baseline> {
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const asked = this.ask(file, worker);
    this.known.set(file, asked);
    return asked;
  }

  /** Files that cannot be run, each with the reason. */
  troubles(): string[] {
    return [...this.troubled].map(([file, trouble]) => `${file}: ${trouble}`);
  }

  private async ask(file: string, worker: Worker): Promise<Baseline> {
    const answer = await worker.ask({ file });
    if (!("awake" in answer)) this.verdicts.time(file, answer.milliseconds);
    return this.note(file, answer);
  }
}

/** Why a file did not run to its end. */
export function troubleOf(answer: Answer | Progress): string | undefined {
  return "awake" in answer ? "gets stuck" : answer.broken;
}
