import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../repositoryRoot.js";
import { type Outcome, outcomeOf } from "../tally.js";

/** What a user writes, nowhere a cast. */
const program = `import { HeadObjectCommand, S3, S3Client } from "@aws-sdk/client-s3";
import { type ReplicationMock, replicationMock } from "s3-replication-mock";

export function attach(client: S3Client, aggregated: S3, command: HeadObjectCommand): ReplicationMock {
  client.middlewareStack.use(replicationMock());
  aggregated.middlewareStack.use(replicationMock());
  command.middlewareStack.use(replicationMock());
  const mock = replicationMock({ buckets: { source: { versioning: "Enabled" } } });
  new S3Client({ region: "eu-west-1" }).middlewareStack.use(mock);
  // @ts-expect-error the types are there, and not loose
  client.middlewareStack.use(mock.now());
  return mock;
}
`;

const settings = {
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    types: ["node"],
  },
  files: ["attach.mts", "attach.cts"],
};

/** Compiles a program of each module system that attaches the built plugin to an installed client. */
export function typeCheck(clientFolder: string): Outcome {
  const installed = "node_modules/s3-replication-mock";
  const dist = join(repositoryRoot, "dist");
  if (!existsSync(dist)) throw new Error("There is no dist to check against: npm run build.");
  const place = (path: string): string => join(clientFolder, path);
  rmSync(place(installed), { recursive: true, force: true });
  cpSync(dist, place(`${installed}/dist`), { recursive: true });
  cpSync(join(repositoryRoot, "package.json"), place(`${installed}/package.json`));
  for (const file of settings.files) writeFileSync(place(file), program);
  writeFileSync(place("tsconfig.json"), JSON.stringify(settings));

  const compiler = join(repositoryRoot, "node_modules/typescript/bin/tsc");
  const { stdout, stderr, status } = spawnSync(process.execPath, [compiler, "--pretty", "false"], {
    cwd: clientFolder,
    encoding: "utf8",
  });
  const messages = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
  // Old clients' own declarations have faults that a new compiler sees.
  const ours = messages.filter((line) => line.startsWith("attach.") || line.includes(installed));
  const isSilentFailure = status !== 0 && messages.length === 0;
  return outcomeOf(isSilentFailure ? [`tsc ended with ${status}, silently.`] : ours);
}
