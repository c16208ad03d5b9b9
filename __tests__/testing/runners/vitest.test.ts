import { spawnSync } from "node:child_process";
import { join } from "node:path";

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

test("Vitest has the matchers, with their messages", () => {
  const program = join(__dirname, "runVitest.ts");
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", program], {
    encoding: "utf8",
    // What Jest sets would make Vitest take itself for Jest's.
    env: { PATH: process.env.PATH },
  });
  const start = stdout.indexOf('{"numTotalTestSuites');
  expect({ stderr, hasReport: start >= 0 }).toMatchObject({ hasReport: true });
  const report: Report = JSON.parse(stdout.slice(start));
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(
    results.map(({ title, status, failureMessages }) => ({ title, status, failureMessages })),
  ).toEqual([
    { title: "passes", status: "passed", failureMessages: [] },
    {
      title: "fails",
      status: "failed",
      failureMessages: [expect.stringContaining("s3://box has no replication configuration")],
    },
    {
      title: "fails behind not",
      status: "failed",
      failureMessages: [expect.stringContaining("PutObject s3://box/one -> 200")],
    },
  ]);
});
