import type { Circus } from "@jest/types";
import type { Hits, TestRun } from "./testRun.js";

/** A test that takes more of the processor is not run again for each mutant. */
const longMs = 1000;

/** One that takes no more, and is not done by then, waits for what the mutant keeps from it. */
const patienceMs = 90_000;

/** A mutant that is passed so many times as often as it was asleep is in a loop without end. */
const manyTimes = 100;

/**
 * Runs each test again for every mutant that it passed, at once after it, so that a file is loaded once
 * for hundreds of mutants. A failure counts if the test then passes without the mutant: one that cannot be
 * run twice tells nothing.
 */
export class Repetition {
  private readonly mutants = new WeakMap<Circus.TestEntry, string>();
  private suspect = "";
  private startedAt = process.cpuUsage();
  /** Of the test that is repeated. */
  private hits: Hits = {};

  constructor(private readonly run: TestRun) {}

  start(test: Circus.TestEntry): void {
    const { question, seen, switch: switched, onTest } = this.run;
    const mutant = question.throughout ?? this.mutants.get(test) ?? "";
    if (mutant !== "" && seen.kills.some((kill) => kill.mutant === mutant)) test.mode = "skip";
    switched.currentTestId = nameOf(test);
    switched.activeMutant = mutant;
    const hits = this.hits[mutant];
    delete switched.hitCount;
    if (hits !== undefined) Object.assign(switched, { hitCount: 0, hitLimit: hits * manyTimes });
    onTest(mutant);
    this.startedAt = process.cpuUsage();
  }

  end(test: Circus.TestEntry): void {
    const { question, seen, switch: switched } = this.run;
    const name = nameOf(test);
    const failed = test.errors.length > 0;
    const mutant = this.mutants.get(test);
    switched.currentTestId = undefined;
    switched.activeMutant = question.throughout ?? "";
    if (question.throughout !== undefined) {
      if (failed && !question.failing?.includes(name))
        seen.kills.push({ mutant: question.throughout, test: name });
    } else if (mutant === undefined) {
      if (failed) seen.failing.push(name);
      else this.repeat(test, name);
    } else if (mutant !== "") {
      if (failed) this.doubt(test, mutant);
      else if (switched.hitCount === 0) seen.unreached.push(mutant);
    } else {
      this.settle(test, { name, failed });
    }
  }

  /** Puts the test after itself, once for each mutant that it has passed. */
  private repeat(test: Circus.TestEntry, name: string): void {
    const { question, seen, switch: switched } = this.run;
    this.hits = switched.mutantCoverage.perTest[name] ?? {};
    const passed = (question.each ?? []).filter((mutant) => this.hits[mutant] !== undefined);
    const { user, system } = process.cpuUsage(this.startedAt);
    if (user + system > longMs * 1000) {
      seen.unhurried.push(...passed);
      return;
    }
    const alive = passed.filter((mutant) => !seen.kills.some((kill) => kill.mutant === mutant));
    this.insert(test, alive);
  }

  /** Asks the same test without the mutant, before it is believed. */
  private doubt(test: Circus.TestEntry, mutant: string): void {
    this.suspect = mutant;
    this.insert(test, [""]);
  }

  private settle(
    test: Circus.TestEntry,
    { name, failed }: { name: string; failed: boolean },
  ): void {
    const { seen } = this.run;
    if (!failed) {
      seen.kills.push({ mutant: this.suspect, test: name });
      return;
    }
    const { children } = test.parent;
    const after = children.indexOf(test) + 1;
    const rest = children.slice(after).filter((child) => this.mutants.has(child as never));
    children.splice(after, rest.length);
    const left = rest.map((child) => this.mutants.get(child as Circus.TestEntry) ?? "");
    seen.suspects.push(this.suspect, ...left);
  }

  private insert(test: Circus.TestEntry, mutants: readonly string[]): void {
    const { children } = test.parent;
    const again = mutants.map((mutant) => {
      const copy: Circus.TestEntry = {
        ...test,
        errors: [],
        retryReasons: [],
        status: undefined as never,
        timeout: patienceMs,
        unhandledRejectionErrorByPromise: new Map(),
      };
      this.mutants.set(copy, mutant);
      return copy;
    });
    children.splice(children.indexOf(test) + 1, 0, ...again);
  }
}

function nameOf(test: Circus.TestEntry): string {
  const names = [test.name];
  for (let block = test.parent; block.parent !== undefined; block = block.parent) {
    names.unshift(block.name);
  }
  return names.join(" > ");
}
