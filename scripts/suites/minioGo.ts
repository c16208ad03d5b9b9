import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache, installOnce, need, run } from "../installing.js";
import { accessKey, startServer } from "../server.js";
import { runProgram } from "./process.js";
import type { Result, Suite } from "./result.js";

const version = "v7.4.1";
const modulePath = "github.com/minio/minio-go/v7";
const folder = join(cache, "suites", `minio-go-${version}`);
const program = join(folder, "functional-tests");
const limitMs = 300_000;

/** The functional tests of MinIO's client for Go. @see https://github.com/minio/minio-go */
export const minioGo: Suite = {
  name: "minio-go",
  install() {
    need("go", ["golang-go"]);
    installOnce(folder, `${modulePath}@${version}`, () => {
      writeFileSync(join(folder, "go.mod"), "module suites\n");
      run("go", ["get", `${modulePath}@${version}`], folder);
      const source = run("go", ["list", "-m", "-f", "{{.Dir}}", modulePath], folder).trim();
      // A file of another package than the folder that it lies in, so it is built from a copy.
      const copy = join(folder, "functional_tests.go");
      copyFileSync(join(source, "functional_tests.go"), copy);
      run("go", ["build", "-mod=mod", "-o", program, copy], folder);
      rmSync(copy, { force: true });
    });
    return undefined;
  },
  async run() {
    const server = await startServer({ isSigned: true });
    const env = {
      SERVER_ENDPOINT: new URL(server.url).host,
      ACCESS_KEY: accessKey.id,
      SECRET_KEY: accessKey.secret,
      ENABLE_HTTPS: "0",
      MINT_MODE: "full",
      RUN_ON_FAIL: "1",
    };
    const { stdout, stderr, code } = await runProgram(program, [], { env, limitMs });
    await server.stop();
    const ended = { name: "the whole run", failure: `It ended early. ${stderr}` };
    return [...resultsOf(stdout), ...(code === 0 ? [] : [ended])];
  },
};

interface Line {
  readonly name?: string;
  readonly status?: string;
  readonly alert?: string;
  readonly message?: string;
  readonly error?: unknown;
}

/** Reads its lines of JSON. A test may write several, of which the first that is no PASS counts. */
export function resultsOf(output: string): readonly Result[] {
  const results = new Map<string, Result>();
  for (const line of output.split("\n").filter((one) => one.startsWith("{"))) {
    const { name: title = "", status, alert, message, error }: Line = JSON.parse(line);
    const name = title.replace("minio-go: ", "");
    if (status === "PASS") {
      if (!results.has(name)) results.set(name, { name });
      continue;
    }
    if (results.get(name)?.failure !== undefined) continue;
    const said = [message ?? alert, error && JSON.stringify(error)].filter(Boolean).join(": ");
    results.set(name, { name, failure: said });
  }
  return [...results.values()];
}
