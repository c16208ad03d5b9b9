import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { type Listening, type ListenOptions, replicationMock } from "s3-replication-mock";
import { accessKey } from "../support/server.js";

const names = [
  "AWS_ENDPOINT_URL_S3",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
];

function variables(): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

async function listen(options: ListenOptions = {}): Promise<Listening> {
  const mock = replicationMock({ region: "eu-west-1", buckets: { bucket: {} } });
  return mock.listen({ env: true, ...options });
}

async function countBuckets(): Promise<number | undefined> {
  const client = new S3Client({});
  const { Buckets } = await client.send(new ListBucketsCommand({}));
  client.destroy();
  return Buckets?.length;
}

describe("mock.listen({ env: true })", () => {
  const before = variables();

  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  test("is found by clients that know nothing, until it is closed", async () => {
    Object.assign(process.env, { AWS_REGION: "us-west-2", AWS_SESSION_TOKEN: "old" });
    process.env.AWS_PROFILE = "work";
    const set = variables();
    {
      await using server = await listen();
      expect(variables()).toEqual({
        AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${server.port}`,
        AWS_REGION: "eu-west-1",
        AWS_DEFAULT_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      });
      expect(await countBuckets()).toBe(1);
    }
    expect(variables()).toEqual(set);
  });

  test("is found by a client that was made before, when it first sends", async () => {
    const client = new S3Client({});
    await using _server = await listen();
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
    client.destroy();
  });

  test("is found by child processes", async () => {
    await using _server = await listen();
    const program = `const { S3Client, ListBucketsCommand } = require("@aws-sdk/client-s3");
      new S3Client({}).send(new ListBucketsCommand({})).then((output) => console.log(output.Buckets[0].Name));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], {
      // What a test runner gives its tests for the environment may be a copy.
      env: process.env,
    });
    expect(stdout).toBe("bucket\n");
  });

  test("lets clients sign with the first key where requests have to be signed", async () => {
    await using _server = await listen({ credentials: [{ ...accessKey, sessionToken: "token" }] });
    expect(await countBuckets()).toBe(1);
    expect(process.env.AWS_SESSION_TOKEN).toBe("token");
  });

  test("names an address that a client can call where all are listened on", async () => {
    await using server = await listen({ host: "0.0.0.0" });
    expect(process.env.AWS_ENDPOINT_URL_S3).toBe(`http://127.0.0.1:${server.port}`);
  });

  test("leaves a variable as it is that was changed meanwhile", async () => {
    const server = await listen();
    process.env.AWS_REGION = "ap-south-1";
    await server.close();
    expect(process.env.AWS_REGION).toBe("ap-south-1");
  });

  test("is refused while another one is named there, and that one stays", async () => {
    {
      await using _server = await listen();
      await expect(listen()).rejects.toThrow(/^listen: option env is of no use while/);
      expect(await countBuckets()).toBe(1);
    }
    await (await listen()).close();
  });

  test("is true or false", async () => {
    await expect(listen({ env: "yes" as never })).rejects.toThrow(
      /^listen: option env is "yes"; .*true or false/,
    );
  });
});
