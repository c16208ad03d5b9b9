import { readJestReport, readTapReport } from "./tally.js";

/** The file that a runner writes its report to. */
export const report = "report.out";

/** An example, and what it is run with. */
export interface Example {
  /** Its folder below `examples/`. */
  readonly name: string;
  /** Packages in the place of those that it asks for itself. */
  readonly packages?: readonly string[];
  /** The version of Node that it needs beyond the one that runs this. */
  readonly node?: string;
  /** What is installed with the example and may not be there for a machine: it is left out by name then. */
  readonly runtime?: string;
  /** How its runner is told to write a report. */
  readonly flags: readonly string[];
  /** Reads the report, or tells by a line of it, or of what was printed, that tests have passed. */
  readonly read: typeof readJestReport | RegExp;
}

const jest = { flags: ["--json", `--outputFile=${report}`], read: readJestReport };
const vitest = { flags: ["--reporter=json", `--outputFile=${report}`], read: readJestReport };
const nodeTest = {
  flags: ["--test-reporter=tap", `--test-reporter-destination=${report}`],
  read: readTapReport,
};

/** Every runner, and every place where an application may have its client. */
export const examples: readonly Example[] = [
  { name: "jest-commonjs", ...jest },
  { name: "jest-commonjs", packages: ["jest@29"], ...jest },
  { name: "jest-esm", ...jest },
  { name: "jest-esm", packages: ["jest@29"], ...jest },
  { name: "jest-babel", ...jest },
  { name: "jest-babel", packages: ["jest@29"], ...jest },
  { name: "jest-dom", ...jest },
  { name: "vitest", packages: ["vitest@3"], ...vitest },
  { name: "vitest", ...vitest },
  { name: "vitest", packages: ["vitest@5"], node: "22", ...vitest },
  { name: "jest-matchers", ...jest },
  {
    name: "jest-matchers",
    packages: ["jest@29", "@jest/globals@29", "@types/jest@29"],
    ...jest,
  },
  { name: "vitest-matchers", packages: ["vitest@3"], ...vitest },
  { name: "vitest-matchers", ...vitest },
  { name: "vitest-matchers", packages: ["vitest@5"], node: "22", ...vitest },
  { name: "node-test", ...nodeTest },
  { name: "mocha", flags: [], read: /^ +[1-9]\d* passing/m },
  {
    name: "bun",
    runtime: "bun",
    flags: ["--reporter=junit", `--reporter-outfile=${report}`],
    read: /<testsuites [^>]*tests="[1-9]\d*" [^>]*failures="0"/,
  },
  { name: "deno", runtime: "deno", flags: [], read: /ok \| [1-9]\d* passed/ },
  { name: "nestjs", ...jest },
  { name: "lambda", ...nodeTest },
  { name: "bundled", ...nodeTest },
  { name: "second-sdk", ...nodeTest },
];

/** What an example is called in the report of all of them. */
export function titleOf({ name, packages = [], node }: Example): string {
  const versions = [...packages, ...(node === undefined ? [] : [`Node ${node}`])];
  return `examples/${name}${versions.length > 0 ? ` with ${versions.join(" on ")}` : ""}`;
}
