import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { cache, installOnce, need, run } from "../installing.js";
import { accessKey, type Server, startServer } from "../server.js";
import { runProgram } from "./process.js";
import type { Result, Suite } from "./result.js";

const version = "v1.8.0";
const folder = join(cache, "suites", `versitygw-${version}`);
const command = join(folder, "versitygw");

/** Servers that work at a time: most tests wait most of their time, between tries of their own. */
const servers = 8;
const limitMs = 120_000;

/**
 * What `versitygw test full-flow` leaves out, and what it has in it for servers that it starts
 * itself: its identity service, websites at a host of their own, a mode without ACLs, and the
 * operations that it has not got.
 */
const others = /^(IAM|S3IAM|NoAclMode_|WebsiteHosting_|.*_not_implemented$)/;

/** The integration tests of the Versity S3 Gateway. @see https://github.com/versity/versitygw */
export const versitygw: Suite = {
  name: "versitygw",
  install() {
    need("go", ["golang-go"]);
    const path = `github.com/versity/versitygw/cmd/versitygw@${version}`;
    installOnce(folder, path, () => {
      run("go", ["install", path], folder, { GOBIN: folder });
    });
    const help = run(command, ["test", "--help"], folder);
    return [...help.matchAll(/^ +(\w+) +Runs \w+ integration test$/gm)]
      .flatMap(([, name]) => (name === undefined || others.test(name) ? [] : [name]))
      .sort();
  },
  async run(names = []) {
    const left = [...names];
    const results: Result[] = [];
    const work = async () => {
      const server = await startServer({ isSigned: true });
      for (let name = left.shift(); name !== undefined; name = left.shift()) {
        results.push(await runTest(name, server));
        await server.reset();
      }
      await server.stop();
    };
    await Promise.all(Array.from({ length: servers }, work));
    return results;
  },
};

async function runTest(name: string, server: Server): Promise<Result> {
  const account = ["--access", accessKey.id, "--secret", accessKey.secret];
  const args = ["test", ...account, "--endpoint", server.url, name, "--versioning-enabled"];
  const { stdout, stderr, code } = await runProgram(command, args, { limitMs });
  return resultOf(name, { output: stdout, orElse: code === null ? "It did not end." : stderr });
}

/**
 * Reads what the command prints of one test. A test whose own work went well has passed, also where
 * it could not clean up afterwards: it always asks to bypass governance, which S3 refuses in buckets
 * without Object Lock, and the server is reset anyway.
 */
export function resultOf(
  name: string,
  { output, orElse }: { readonly output: string; readonly orElse: string },
): Result {
  const said = stripVTControlCharacters(output);
  const failure = said.split(/^FAIL +\w+: /m)[1]?.split(/^(?:RUN|PASS|SKIP) |^\w+: failed to/m)[0];
  if (failure !== undefined) return { name, failure: failure.trim() || "It does not say why." };
  const isDone = /^PASS |^\w+: failed to delete the bucket/m.test(said);
  return isDone ? { name } : { name, failure: orElse.trim() || "It said nothing." };
}
