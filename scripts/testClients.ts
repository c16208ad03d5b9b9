import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import {
  builtDotnet,
  builtGo,
  installedJava,
  installedJavaScript,
  installedPython,
} from "./clients/installed.js";
import { readTap } from "./clients/tap.js";
import { need } from "./installing.js";
import { repositoryRoot } from "./repositoryRoot.js";
import { accessKey, command, startServer } from "./server.js";
import { type Outcome, outcomeOf, Tally } from "./tally.js";

interface Program {
  readonly run: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

interface Client {
  /** Installs what it needs, and says how its program is run; nothing where it cannot run here. */
  readonly install: () => Program | undefined;
  /** What the server is started with. */
  readonly options?: readonly string[];
  /** Whether it can prove who it is; true unless told otherwise. */
  readonly canSign?: boolean;
}

const sources = join(repositoryRoot, "clients");

/** To be true as soon as `serve --dialect cos` verifies COS's signatures where it has keys. */
const cosSignaturesAreVerified = true;

/** Tencent's clients, which have a signature of their own. */
const cos = { options: ["--dialect", "cos"], canSign: cosSignaturesAreVerified };

const clients: Readonly<Record<string, Client>> = {
  "AWS CLI": {
    install: () => ({
      run: ["bash", join(sources, "aws-cli/story.sh")],
      env: { PYTHONPATH: installedPython(), S3_REPLICATION_MOCK: command },
    }),
  },
  "AWS CLI, jobs": {
    install: () => ({
      run: ["bash", join(sources, "aws-cli/jobsStory.sh")],
      env: { PYTHONPATH: installedPython(), S3_REPLICATION_MOCK: command },
    }),
  },
  boto3: { install: () => python("boto3") },
  obstore: { install: () => python("obstore") },
  s3cmd: {
    install: () => {
      const folder = installedPython();
      return {
        run: ["bash", join(sources, "s3cmd/story.sh")],
        env: {
          PYTHONPATH: folder,
          S3CMD: join(folder, "bin/s3cmd"),
          S3_REPLICATION_MOCK: command,
        },
      };
    },
  },
  rclone: {
    install: () => {
      need("rclone", ["rclone"]);
      return {
        run: ["bash", join(sources, "rclone/story.sh")],
        env: { PYTHONPATH: installedPython(), S3_REPLICATION_MOCK: command },
      };
    },
  },
  "AWS SDK for Java 2.x": { install: () => java("java") },
  "AWS SDK for Java 1.x": { install: () => java("java-v1") },
  "AWS SDK for Go v2": { install: () => ({ run: [builtGo("go")] }) },
  "AWS SDK for JavaScript v2": { install: () => javaScript("sdkV2.js") },
  "MinIO for JavaScript": { install: () => javaScript("minio.js") },
  "AWS SDK for .NET": {
    install: () => {
      const program = builtDotnet();
      return program === undefined ? undefined : { run: ["dotnet", program] };
    },
  },
  "COS SDK for Python": { install: () => python("cos-python"), ...cos },
  "COS SDK for Java": { install: () => java("cos-java"), ...cos },
  "COS SDK for Go": { install: () => ({ run: [builtGo("cos-go")] }), ...cos },
};

function python(name: string): Program {
  return {
    run: ["python3", join(sources, name, "story.py")],
    env: { PYTHONPATH: installedPython() },
  };
}

function java(name: string): Program {
  return { run: ["java", "-cp", installedJava(name), join(sources, name, "Story.java")] };
}

function javaScript(name: string): Program {
  return { run: [process.execPath, join(installedJavaScript(), name)] };
}

const [, , only = ""] = process.argv;
const tally = new Tally();
for (const [name, client] of Object.entries(clients)) {
  if (!name.includes(only)) continue;
  for (const isSigned of client.canSign === false ? [false] : [false, true]) {
    const title = `${name}, ${isSigned ? "signed" : "without keys"}`;
    const startedAt = performance.now();
    const outcomes = await outcomesOf(client, isSigned);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    if (outcomes === undefined) tally.skip(title, "what it runs on is not installed");
    else tally.add(`${title} (${seconds} s)`, outcomes);
  }
}
tally.finish();

async function outcomesOf(
  { install, options = [] }: Client,
  isSigned: boolean,
): Promise<Outcome[] | undefined> {
  try {
    const program = install();
    if (program === undefined) return undefined;
    const server = await startServer({ isSigned, options });
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
