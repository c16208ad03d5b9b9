import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../repositoryRoot.js";
import { Baselines, troubleOf } from "./baselines.js";
import type { Answer, Progress } from "./messages.js";
import type { Mutant } from "./mutant.js";
import { hashOfTests, type Verdict, type Verdicts } from "./verdicts.js";
import { share, type Worker } from "./workers.js";

/** A mutant with what wakes it and what is known of it. */
export interface Suspect {
  readonly mutant: Mutant;
  readonly wake: string;
  readonly verdict: Verdict;
}

export interface JudgeOptions {
  readonly workers: number;
  /** In how many files of tests a mutant is tried that has to be awake from their start. */
  readonly throughout: number;
  /** A part of the paths of the files to run. */
  readonly tests: string;
  readonly verdicts: Verdicts;
  readonly tell: (line: string) => void;
}

/**
 * Runs tests with each mutant awake until one fails, or none is left that passes it. The answer names the
 * files of tests that cannot be run.
 */
export async function judge(
  suspects: readonly Suspect[],
  options: JudgeOptions,
): Promise<string[]> {
  const files = testFiles(suspects).filter((file) => file.includes(options.tests));
  const baselines = new Baselines(options.verdicts);
  await share(files, options.workers, (file, worker) =>
    tryEach(file, { suspects, worker, options, baselines }),
  );
  const left = suspects.filter(({ verdict }) => verdict.killed === undefined);
  await share(left, options.workers, (suspect, worker) =>
    tryThroughout(suspect, { files, worker, options, baselines }),
  );
  return baselines.troubles();
}

interface Given {
  readonly worker: Worker;
  readonly options: JudgeOptions;
  readonly baselines: Baselines;
}

async function tryEach(
  file: string,
  given: Given & { suspects: readonly Suspect[] },
): Promise<void> {
  const { suspects, worker, options, baselines } = given;
  const hash = hashOfTests(file);
  const open = suspects.filter(
    ({ verdict }) => verdict.killed === undefined && verdict.tried[file] !== hash,
  );
  if (open.length === 0) return;
  const answer = await worker.ask({ file, each: open.map(({ wake }) => wake) });
  const stuck = "awake" in answer ? answer.awake : undefined;
  // Stuck with a mutant awake, a file has not told what it does without any.
  if (stuck === undefined || stuck === "") baselines.note(file, answer);
  if (!("awake" in answer)) options.verdicts.time(file, answer.milliseconds);
  for (const suspect of open) note(suspect, { file, hash, answer });
  options.verdicts.save();
  const killed = open.filter(({ verdict }) => verdict.killed !== undefined).length;
  const trouble = troubleOf(answer);
  const failing =
    answer.failing.length > 0 ? `; fail without any: ${answer.failing.join(", ")}` : "";
  const told = `${trouble === undefined ? "" : `; ${trouble}`}${failing}`;
  options.tell(`${file}: ${killed} of ${open.length} killed${told}`);
  // What is stuck is not asked again, and the others are.
  if (stuck !== undefined && stuck !== "") await tryEach(file, given);
}

function note(
  { verdict, wake }: Suspect,
  { file, hash, answer }: { file: string; hash: string; answer: Answer | Progress },
): void {
  const kill = answer.kills.find(({ mutant }) => mutant === wake);
  if (kill !== undefined) verdict.killed = { file, hash, test: kill.test };
  if ("awake" in answer) {
    if (answer.awake === wake) verdict.killed = { file, hash, test: "gets stuck" };
    return;
  }
  if (answer.broken !== undefined) return;
  verdict.tried[file] = hash;
  if (answer.passed.includes(wake)) verdict.passed = true;
  delete verdict.throughoutOf[file];
  const { suspects, unhurried, unreached, outside } = answer;
  const undecided = [...suspects, ...unhurried, ...unreached, ...Object.keys(outside)];
  if (undecided.includes(wake)) verdict.throughoutOf[file] = true;
}

async function tryThroughout(
  { mutant, wake, verdict }: Suspect,
  given: Given & { files: readonly string[] },
): Promise<void> {
  const { files, worker, options, baselines } = given;
  const open = files
    .filter((file) => verdict.throughoutOf[file])
    .sort((one, other) => kinship(mutant.file, other) - kinship(mutant.file, one))
    .slice(0, options.throughout)
    .filter((file) => verdict.triedThroughout[file] !== hashOfTests(file));
  for (const file of open) {
    const hash = hashOfTests(file);
    const { failing, trouble } = await baselines.of(file, worker);
    if (trouble !== undefined) continue;
    const question = { file, throughout: wake, failing };
    const answer = await worker.ask(question, options.verdicts.patienceMs(file));
    const [kill] = answer.kills;
    const test = kill?.test ?? troubleOf(answer);
    if (test !== undefined) verdict.killed = { file, hash, test };
    else verdict.triedThroughout[file] = hash;
    options.verdicts.save();
    if (test !== undefined) break;
  }
  const outcome = verdict.killed === undefined ? "alive" : `killed by ${verdict.killed.file}`;
  options.tell(`${mutant.file}:${mutant.line} throughout ${open.length} files: ${outcome}`);
}

/** How many words two paths share: where to look first, and no more than that. */
function kinship(source: string, tests: string): number {
  const words = new Set(wordsOf(source));
  return wordsOf(tests).filter((word) => words.has(word)).length;
}

function wordsOf(path: string): string[] {
  return path
    .replace(/^(lib|__tests__)|\.ts$/g, "")
    .split(/(?=[A-Z])|[^A-Za-z]+/)
    .map((word) => word.toLowerCase().replace(/s$/, ""))
    .filter((word) => word !== "" && word !== "test");
}

/** Those first that are about what is judged. */
function testFiles(suspects: readonly Suspect[]): string[] {
  const sources = [...new Set(suspects.map(({ mutant }) => mutant.file))];
  const kin = (file: string) => sources.reduce((sum, one) => sum + kinship(one, file), 0);
  return readdirSync(join(repositoryRoot, "__tests__"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `__tests__/${name}`)
    .sort()
    .map((file) => ({ file, rank: kin(file) }))
    .sort((one, other) => other.rank - one.rank)
    .map(({ file }) => file);
}
