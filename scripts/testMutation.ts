/**
 * Changes the code in small ways, one at a time, and runs the tests that pass the place: a change that no
 * test notices is a hole in the tests. A sample of each folder is enough to know.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { equivalentMutants, listFile } from "./mutation/equivalentMutants.js";
import { writeInstrumented } from "./mutation/instrumentedFiles.js";
import { installedInstrumenter } from "./mutation/instrumenter.js";
import { judge, type Suspect } from "./mutation/judge.js";
import { inOneLine, type Mutant } from "./mutation/mutant.js";
import { mutantsOf, sampled } from "./mutation/sample.js";
import { Verdicts } from "./mutation/verdicts.js";
import { outcomeOf, Tally } from "./tally.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** How many mutants of each folder. */
    size: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    /** The share of them, in per cent, that has to be killed. */
    bar: { type: "string", default: "90" },
    workers: { type: "string", default: String(availableParallelism()) },
    /** In how many files of tests a mutant is tried that has to be awake from their start. */
    throughout: { type: "string", default: "25" },
    /** A part of the paths of the files of tests to run: for whoever has written one against a mutant. */
    tests: { type: "string", default: "" },
    /** Forgets what earlier runs have found. */
    fresh: { type: "boolean", default: false },
  },
});
const folders =
  positionals.length > 0 ? positionals : ["replication", "operations", "state", "wire", "server"];

const instrument = await installedInstrumenter();
const equivalent = equivalentMutants();
const samples = new Map<string, Mutant[]>();
const stale: string[] = [];
for (const folder of folders) {
  const all = await mutantsOf(folder, instrument);
  const ids = new Set(all.map(({ id }) => id));
  for (const [id, file] of equivalent) {
    if (file.startsWith(`lib/${folder}/`) && !ids.has(id)) stale.push(`${id} ${file}`);
  }
  const judged = all.filter(({ id }) => !equivalent.has(id));
  samples.set(folder, sampled(judged, Number(options.size), options.seed));
}

const verdicts = new Verdicts(options);
const wakes = await writeInstrumented([...samples.values()].flat(), instrument);
const suspects: Suspect[] = [...wakes].map(([mutant, wake]) => ({
  mutant,
  wake,
  verdict: verdicts.of(mutant),
}));
const troubles = await judge(suspects, {
  workers: Number(options.workers),
  throughout: Number(options.throughout),
  tests: options.tests,
  verdicts,
  tell: print,
});

const tally = new Tally();
for (const [folder, mutants] of samples) {
  const alive = suspects.filter(
    ({ mutant, verdict }) => mutants.includes(mutant) && verdict.killed === undefined,
  );
  const killed = mutants.length - alive.length;
  const percent = Math.floor((killed / mutants.length) * 1000) / 10;
  for (const suspect of alive) print(described(suspect));
  const short = percent < Number(options.bar) ? [`The bar is ${options.bar} %.`] : [];
  tally.add(`${folder}: ${killed} of ${mutants.length} killed, ${percent} %`, [outcomeOf(short)]);
}
if (troubles.length > 0) {
  tally.add("files of tests cannot be run", [outcomeOf(troubles)]);
}
if (stale.length > 0) {
  tally.add(`${listFile} lists mutants that there are not`, [outcomeOf(stale)]);
}
tally.finish();

function described({ mutant, verdict }: Suspect): string {
  const { id, file, line, original, replacement } = mutant;
  const passed = verdict.passed || Object.keys(verdict.throughoutOf).length > 0;
  return `${passed ? "alive" : "never run"}: ${id} ${file}:${line}: ${inOneLine(original)} → ${inOneLine(replacement)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
