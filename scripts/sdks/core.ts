import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import config from "../../jest.config.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { type Outcome, readJestReport } from "../tally.js";

/** The facts of the operations that every client has, and how the plugin sits on a client. */
const core = [
  "plugin",
  "{pluginStack,pluginRemoval,install}",
  "conformance/bucketReplication*",
  "conformance/{buckets,bucketVersioning,missingObjects}",
  "conformance/{putObject,getObject,copyObject,deleteObject,objectTagging,objectIntegrity}*",
  "conformance/{listObjects,listVersions}",
  "conformance/{multipartUpload,completeMultipartUpload,listParts,listMultipartUploads}",
].map((files) => `<rootDir>/__tests__/${files}.test.ts`);

export interface CoreOptions {
  /** Where a client other than the repository's own is installed. */
  readonly clientFolder?: string;
  /** The Node to run on. Default: this one. */
  readonly node?: string;
  /** Full names of tests that are not run. */
  readonly leftOut?: readonly string[];
}

/** Runs the core of the suite with Jest: on a client, on a Node. */
export function runCore({ clientFolder, node, leftOut = [] }: CoreOptions): Outcome {
  const folder = mkdtempSync(join(tmpdir(), "s3-replication-mock-"));
  try {
    const report = join(folder, "report.json");
    const { stderr, error } = spawnSync(
      node ?? process.execPath,
      [
        join(repositoryRoot, "node_modules/jest/bin/jest.js"),
        `--config=${JSON.stringify(configFor(clientFolder))}`,
        "--maxWorkers=100%",
        "--json",
        `--outputFile=${report}`,
        ...(leftOut.length > 0 ? [`--testNamePattern=${allBut(leftOut)}`] : []),
      ],
      { cwd: repositoryRoot, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
    );
    return withStaleNames(readJestReport(report, error?.message ?? stderr), leftOut);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configFor(clientFolder: string | undefined): object {
  const client = clientFolder && join(clientFolder, "node_modules/@aws-sdk/client-s3");
  return {
    ...config,
    rootDir: repositoryRoot,
    testMatch: core,
    moduleNameMapper: {
      ...(client && { "^@aws-sdk/client-s3$": client }),
      ...config.moduleNameMapper,
    },
  };
}

function allBut(names: readonly string[]): string {
  const alternatives = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return `^(?!(?:${alternatives.join("|")})$)`;
}

/** Naming a test that there is not would hide that one was renamed, or that it holds by now. */
function withStaleNames(outcome: Outcome, leftOut: readonly string[]): Outcome {
  const stale = leftOut.filter((name) => !outcome.leftOut.includes(name));
  return {
    ...outcome,
    failed: outcome.failed + stale.length,
    messages: [
      ...outcome.messages,
      ...stale.map((name) => `scripts/sdks/leftOut.ts names a test that there is not: ${name}`),
    ],
  };
}
