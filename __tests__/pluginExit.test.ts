import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(__dirname, "..");

/** A program that uses a mock in every way that could leave something running. */
const program = `
  import { S3Client, PutObjectCommand, GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
  import { replicationMock } from "./lib/index.ts";
  const mock = replicationMock({ delay: 3_600_000, buckets: { bucket: { versioning: "Enabled" } } });
  const client = new S3Client({});
  client.middlewareStack.use(mock);
  await client.send(new PutObjectCommand({ Bucket: "bucket", Key: "key", Body: "content" }));
  mock.faults.latency({ ms: 3_600_000 });
  await client.send(new HeadObjectCommand({ Bucket: "bucket", Key: "key" }));
  await client.send(new GetObjectCommand({ Bucket: "bucket", Key: "key" }));
  mock.settle();
  console.log(JSON.stringify(process.getActiveResourcesInfo().filter((each) => /Timeout|Immediate|TCP|TLS/.test(each))));
`;

test("a program that has used a mock ends by itself, with no timer and no connection", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", program],
    {
      cwd: root,
      timeout: 60_000,
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    },
  );
  expect(JSON.parse(stdout)).toEqual([]);
}, 60_000);
