import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Effort, spreadOf } from "./measure.js";
import type { Row } from "./report.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const requests = `
  await client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "data" }));
  await client.send(new HeadObjectCommand({ Bucket: "source", Key: "k" }));
  process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;

const loading = `
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const start = process.hrtime.bigint();
  const { S3Client, PutObjectCommand, HeadObjectCommand } = await import("@aws-sdk/client-s3");
  const client = new S3Client({ region: "us-east-1" });`;

const programs = {
  canned: `${loading}
  const { stack = client.middlewareStack } = client;
  for (const name of ["httpAuthSchemeMiddleware", "httpSigningMiddleware"]) stack.remove(name);
  const response = { statusCode: 200, headers: { etag: '"8d777f385d3dfec8815d20f7496026dc"' } };
  stack.add(() => async () => ({ response }), { step: "deserialize", priority: "low", name: "canned" });
  ${requests}`,
  mock: `${loading}
  const { replicationMock } = await import(${JSON.stringify(`${root}dist/esm/index.js`)});
  client.middlewareStack.use(replicationMock({ buckets: { source: { versioning: "Enabled" } } }));
  ${requests}`,
};

/** A fresh process: the SDK and the mock are loaded, a first PUT, a first HEAD, against the canned client's. */
export function measureColdStart({ rounds }: Effort): Row[] {
  const ratios: number[] = [];
  const times = { mock: [] as number[], canned: [] as number[] };
  for (let round = 0; round < 15 * rounds; round++) {
    const canned = runMs(programs.canned);
    const mock = runMs(programs.mock);
    times.canned.push(canned);
    times.mock.push(mock);
    ratios.push(mock / canned);
  }
  const ms = (of: readonly number[]) => spreadOf(of).median.toFixed(0);
  return [
    {
      what: "A fresh process up to its first PUT and HEAD, against the canned client's",
      value: spreadOf(ratios),
      unit: "x",
      bar: 1.2,
      detail: `${ms(times.mock)} ms against ${ms(times.canned)} ms`,
    },
  ];
}

function runMs(source: string): number {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", source],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the program fails: ${stderr}; is the package built?`);
  return Number(stdout);
}
