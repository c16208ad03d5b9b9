import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** What a runner's own report says. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Names of the tests that were not run. */
  readonly leftOut: readonly string[];
  /** What failed and why, to be printed. */
  readonly messages: readonly string[];
}

/** The report of `--json`: Jest's, and Vitest's, which has the members named here as well. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** Something that either works or does not, counted as one test. */
export function outcomeOf(messages: readonly string[]): Outcome {
  const failed = messages.length > 0 ? 1 : 0;
  return { passed: 1 - failed, failed, leftOut: [], messages };
}

/** Reads what a runner has reported; one that left no report has failed, for the reason given. */
export function readJestReport(path: string, orElse: string): Outcome {
  let report: JestReport;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return outcomeOf([orElse.trim() || `There is no report ${path}.`]);
  }
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  // A file that could not be loaded has no tests, and is one failure.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const failures = tests.filter(({ status }) => status === "failed");
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    leftOut: tests.filter(({ status }) => status === "pending").map(({ fullName }) => fullName),
    messages: [
      ...broken.map(({ name, message }) => `${name}\n${message ?? ""}`),
      ...failures.map(
        ({ fullName, failureMessages }) => `${fullName}\n${failureMessages?.join("\n") ?? ""}`,
      ),
    ],
  };
}

/** The same for a report of `node --test` in TAP. */
export function readTapReport(path: string, orElse: string): Outcome {
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const count = (word: string): number => {
    const line = lines.find((one) => one.startsWith(`# ${word} `));
    return Number(line?.slice(word.length + 3) ?? 0);
  };
  const [passed, failed] = [count("pass"), count("fail")];
  if (passed + failed === 0) return outcomeOf([orElse]);
  return { passed, failed, leftOut: [], messages: failed > 0 ? [lines.join("\n")] : [] };
}

/** Adds up outcomes. */
export class Tally {
  private passed = 0;
  private failed = 0;

  /** Counts outcomes that belong together, and prints them in one line, what failed below it. */
  add(title: string, outcomes: readonly Outcome[]): void {
    const passed = sum(outcomes.map((outcome) => outcome.passed));
    const failed = sum(outcomes.map((outcome) => outcome.failed));
    const leftOut = sum(outcomes.map((outcome) => outcome.leftOut.length));
    this.passed += passed;
    this.failed += failed;
    const note = leftOut > 0 ? `, ${leftOut} left out` : "";
    print(`${failed > 0 ? "FAIL" : "PASS"} ${title}: ${passed} passed, ${failed} failed${note}`);
    for (const message of outcomes.flatMap(({ messages }) => messages)) {
      print(message.replace(/^/gm, "     "));
    }
  }

  /** Says that something was not run, and why. */
  skip(title: string, reason: string): void {
    print(`SKIP ${title}: ${reason}`);
  }

  /**
   * Prints the totals, writes them to the file that TEST_REPORT names, in the members of Jest's
   * report, and makes the process fail if anything has.
   */
  finish(): void {
    const total = this.passed + this.failed;
    print(`\nTests: ${this.failed} failed, ${this.passed} passed, ${total} total`);
    const { TEST_REPORT: path } = process.env;
    if (path !== undefined) {
      const report = { numPassedTests: this.passed, numFailedTests: this.failed };
      writeFileSync(path, JSON.stringify({ ...report, numRuntimeErrorTestSuites: 0 }));
    }
    process.exitCode = this.failed > 0 || total === 0 ? 1 : 0;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
