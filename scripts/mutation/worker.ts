/** Runs files of tests for the process that started it. */
import { writeFileSync } from "node:fs";
import { startJest } from "./jestInside.js";
import type { Answer, Progress } from "./messages.js";
import type { Question, Seen, Switch } from "./testRun.js";

const [, , progressFile = ""] = process.argv;
const runFile = await startJest();

process.on("message", async (question: Question) => process.send?.(await answer(question)));
process.on("disconnect", () => process.exit());
// What a mutant leaves behind unhandled is the affair of the test that ran.
process.on("unhandledRejection", () => undefined);
process.on("uncaughtException", () => undefined);
process.send?.("ready");

async function answer(question: Question): Promise<Answer> {
  const awake = question.throughout ?? "";
  const switched: Switch = {
    activeMutant: awake,
    currentTestId: undefined,
    mutantCoverage: { static: {}, perTest: {} },
  };
  const seen: Seen = { kills: [], suspects: [], unhurried: [], unreached: [], failing: [] };
  const startedAt = performance.now();
  note({ ...seen, awake });
  const broken = await runFile({
    question,
    switch: switched,
    seen,
    onTest: (mutant) => note({ ...seen, awake: mutant }),
  });
  const { static: outside, perTest } = switched.mutantCoverage;
  return {
    ...seen,
    ...(broken !== undefined && { broken }),
    milliseconds: performance.now() - startedAt,
    outside,
    passed: [...new Set(Object.values(perTest).flatMap((hits) => Object.keys(hits)))],
    memory: process.memoryUsage().rss,
  };
}

/** In a file, because a message does not leave a process that is stuck in a loop. */
function note(progress: Progress): void {
  writeFileSync(progressFile, JSON.stringify(progress));
}
