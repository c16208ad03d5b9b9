import { parseArgs } from "node:util";
import {
  type Comparison,
  compare,
  parseReasons,
  readList,
  shortened,
  updated,
  writeList,
} from "./suites/knownDifferences.js";
import { minioGo } from "./suites/minioGo.js";
import type { Result, Suite } from "./suites/result.js";
import { versitygw } from "./suites/versitygw.js";
import { outcomeOf, Tally } from "./tally.js";

const { values: options } = parseArgs({
  options: {
    /** Prints the lines that the list of known differences lacks or has too many. */
    list: { type: "boolean", default: false },
    /** Changes that list so. */
    update: { type: "boolean", default: false },
    /** Prints how the listed tests fail, too. */
    verbose: { type: "boolean", default: false },
  },
});

const tally = new Tally();
for (const suite of [minioGo, versitygw]) {
  try {
    await runSuite(suite);
  } catch (error) {
    tally.add(suite.name, [outcomeOf([String(error)])]);
  }
}
tally.finish();

async function runSuite(suite: Suite): Promise<void> {
  const reasons = parseReasons(readList(), suite.name);
  const startedAt = performance.now();
  const results = [...(await suite.run(suite.install()))].sort(byName);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const comparison = compare(results, reasons);
  const { fresh, gone, known } = comparison;
  const toDo = known.filter(({ name }) => reasons.get(name)?.startsWith("to do: "));
  const unexpected = [
    ...fresh.map((result) => `New: ${result.name}\n${result.failure}`),
    ...gone.map((name) => `It passes, or is no more, and is listed: ${name}`),
  ];
  const failing = `of ${results.length}, ${known.length} are known to differ, ${toDo.length} to do`;
  tally.add(`${suite.name}: ${failing} (${seconds} s)`, [
    {
      passed: results.length - fresh.length - gone.length,
      failed: unexpected.length,
      leftOut: [],
      messages: unexpected,
    },
  ]);
  if (options.verbose) for (const one of known) print(`  ${one.name}: ${shortened(one)}`);
  if (options.list) printLines(comparison);
  if (options.update) writeList(updated(readList(), suite.name, comparison));
}

function printLines({ fresh, gone }: Comparison): void {
  for (const result of fresh) print(`+ ${result.name}: to do: ${shortened(result)}`);
  for (const name of gone) print(`- ${name}`);
}

function byName({ name: one }: Result, { name: other }: Result): number {
  return one < other ? -1 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
