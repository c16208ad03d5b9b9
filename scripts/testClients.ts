import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { builtGo, installedJava, installedPython } from "./clients/installed.js";
import { readTap } from "./clients/tap.js";
import { repositoryRoot } from "./repositoryRoot.js";
import { accessKey, command, startServer } from "./server.js";
import { type Outcome, outcomeOf, Tally } from "./tally.js";

interface Program {
  readonly run: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

const sources = join(repositoryRoot, "clients");

/** What has to be installed for each client, and how its program is run then. */
const clients: Readonly<Record<string, () => Program>> = {
  "AWS CLI": () => ({
    run: ["bash", join(sources, "aws-cli/story.sh")],
    env: { PYTHONPATH: installedPython(), S3_REPLICATION_MOCK: command },
  }),
  boto3: () => ({
    run: ["python3", join(sources, "boto3/story.py")],
    env: { PYTHONPATH: installedPython() },
  }),
  "AWS SDK for Java 2.x": () => ({
    run: ["java", "-cp", installedJava(), join(sources, "java/Story.java")],
  }),
  "AWS SDK for Go v2": () => ({ run: [builtGo()] }),
};

const tally = new Tally();
for (const [name, install] of Object.entries(clients)) {
  for (const isSigned of [false, true]) {
    const title = `${name}, ${isSigned ? "signed" : "without keys"}`;
    const startedAt = performance.now();
    const outcomes = await outcomesOf(install, isSigned);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    tally.add(`${title} (${seconds} s)`, outcomes);
  }
}
tally.finish();

async function outcomesOf(install: () => Program, isSigned: boolean): Promise<Outcome[]> {
  try {
    const program = install();
    const server = await startServer({ isSigned });
    const story = await tell(program, { url: server.url, isSigned });
    const code = await server.stop();
    return [story, outcomeOf(code === 0 ? [] : [`The server ended with exit code ${code}.`])];
  } catch (error) {
    return [outcomeOf([String(error)])];
  }
}

/** Runs a program in an environment that knows no AWS account but the one of the server. */
async function tell(
  { run: [program, ...args], env }: Program,
  { url, isSigned }: { readonly url: string; readonly isSigned: boolean },
): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  const keys = { AWS_ACCESS_KEY_ID: accessKey.id, AWS_SECRET_ACCESS_KEY: accessKey.secret };
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...Object.fromEntries(inherited),
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      ENDPOINT: url,
      ...(isSigned ? keys : {}),
      ...env,
    },
  });
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return readTap(stdout, stderr);
}
