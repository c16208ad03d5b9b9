import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { npm } from "../npm.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { entryPoints } from "./entryPoints.js";

const manifest: { readonly version: string; readonly devDependencies: Record<string, string> } =
  JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8"));

/** Installs a tarball and the SDK into an empty folder, as a user does. */
export function installPackage(tarball: string, folder: string): void {
  writeFileSync(join(folder, "package.json"), '{"private":true}\n');
  const client = `@aws-sdk/client-s3@${manifest.devDependencies["@aws-sdk/client-s3"]}`;
  const quiet = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  npm(["install", ...quiet, tarball, client], folder);
}

/** A story that comes out right only if the mock answers, and replicates, in the module system that runs it. */
const story = `
  const client = new S3Client({ region: "us-east-1" });
  const mock = replicationMock({
    buckets: { source: { versioning: "Enabled" }, backup: { versioning: "Enabled" } },
  });
  client.middlewareStack.use(mock);
  await client.send(new PutBucketReplicationCommand({
    Bucket: "source",
    ReplicationConfiguration: {
      Role: "arn:aws:iam::123456789012:role/replication",
      Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::backup" } }],
    },
  }));
  await client.send(new PutObjectCommand({ Bucket: "source", Key: "key", Body: "body" }));
  await mock.settle();
  const { ReplicationStatus } = await client.send(new HeadObjectCommand({ Bucket: "backup", Key: "key" }));
  const server = await serve(mock);
  const { status } = await fetch(server.url + "/backup/key");
  await server.close();
  let refused;
  try {
    mock.advance(-1);
  } catch (error) {
    refused = inspect(error).split(":", 1)[0];
  }
  console.log(ReplicationStatus, status, refused);
`;

const names = "HeadObjectCommand, PutBucketReplicationCommand, PutObjectCommand, S3Client";

/** What the story prints; a bundler may give the class of the mock's errors another name. */
const printed = "REPLICA 200 MockError";

/** Entries that load without a test runner around them. */
const loadable = entryPoints
  .filter(({ runner }) => runner === undefined)
  .map(({ subpath }) => posix.join("s3-replication-mock", subpath));

const programs = {
  "story.mjs": `
    import { inspect } from "node:util";
    import { ${names} } from "@aws-sdk/client-s3";
    import { createRequire } from "node:module";
    import * as imported from "s3-replication-mock";
    import { serve } from "s3-replication-mock/server";
    const { replicationMock } = imported;
    const required = createRequire(import.meta.url)("s3-replication-mock");
    for (const name of Object.keys(required)) {
      if (imported[name] !== required[name]) throw new Error("There are two of " + name);
    }
    ${loadable.map((entry) => `await import("${entry}");`).join("\n")}
    ${story}`,
  "story.cjs": `
    const { inspect } = require("node:util");
    const { ${names} } = require("@aws-sdk/client-s3");
    const { replicationMock } = require("s3-replication-mock");
    const { serve } = require("s3-replication-mock/server");
    ${loadable.map((entry) => `require("${entry}");`).join("\n")}
    (async () => {${story}})();`,
};

/** What does not work of the package installed in a folder, from ES modules or from CommonJS. */
export function storyProblems(folder: string, file: keyof typeof programs): string[] {
  writeFileSync(join(folder, file), programs[file]);
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  if (status === 0 && stdout.trim() === printed) return [];
  return [`${file} ended with ${status}, not with "${printed}", and said:\n${stdout}${stderr}`];
}

/** What does not work of the installed command, called by its name. */
export function commandProblems(folder: string): string[] {
  try {
    const version = npm(["exec", "--offline", "--", "s3-replication-mock", "--version"], folder);
    return version.trim() === manifest.version ? [] : [`--version says ${version.trim()}.`];
  } catch (error) {
    return [(error as Error).message];
  }
}
