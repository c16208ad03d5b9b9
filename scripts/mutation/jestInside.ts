import { createRequire } from "node:module";
import { join } from "node:path";
import config from "../../jest.config.js";
import { cache } from "../installing.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { begin, type TestRun } from "./testRun.js";

// Jest's own parts, of the very Jest that the repository has.
const require = createRequire(import.meta.url);
const ofCore = createRequire(
  createRequire(require.resolve("jest")).resolve("@jest/core/package.json"),
);

const here = join(repositoryRoot, "scripts/mutation");

/**
 * Runs files of tests one after the other in this process, without Jest's start for each. The answer says
 * why a file could not be run at all.
 */
export async function startJest(): Promise<(run: TestRun) => Promise<string | undefined>> {
  const { readConfig } = ofCore("jest-config");
  const { default: TestRunner } = ofCore("jest-runner");
  const { default: Runtime } = ofCore("jest-runtime");
  const { TestWatcher } = ofCore("jest-watcher");
  const { globalConfig, projectConfig } = await readConfig(
    {
      _: [],
      $0: "",
      runInBand: true,
      silent: true,
      ci: true,
      watchman: false,
      config: mutationConfig(),
    },
    repositoryRoot,
  );
  const context = await Runtime.createContext(projectConfig, {
    console,
    maxWorkers: 1,
    watch: false,
    watchman: false,
  });
  return async (run) => {
    begin(run);
    let broken: string | undefined;
    const runner = new TestRunner(globalConfig, {});
    runner.on("test-file-failure", ([, error]: [object, Error]) => {
      broken = error.message;
    });
    runner.on("test-file-success", ([, result]: [object, FileResult]) => {
      if (result.testExecError != null) broken = result.testExecError.message ?? "broken";
    });
    const watcher = new TestWatcher({ isWatchMode: false });
    const path = join(repositoryRoot, run.question.file);
    await runner.runTests([{ context, path }], watcher, { serial: true });
    return broken;
  };
}

interface FileResult {
  readonly testExecError?: { readonly message?: string } | null;
}

function mutationConfig(): string {
  const { transform = {}, ...rest } = config;
  const transformer = join(here, "transformer.ts");
  return JSON.stringify({
    ...rest,
    rootDir: repositoryRoot,
    testEnvironment: join(here, "environment.ts"),
    cacheDirectory: join(cache, "mutation/jest"),
    transform: Object.fromEntries(
      Object.entries(transform).map(([pattern, entry]) => [
        pattern,
        [transformer, Array.isArray(entry) ? entry[1] : {}],
      ]),
    ),
  });
}
