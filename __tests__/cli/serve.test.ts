import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import {
  CreateBucketCommand,
  HeadObjectCommand,
  type InventoryConfiguration,
  PutBucketInventoryConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { writeWhole } from "../../lib/cli/writeWhole.js";
import { CommandProcess, inFolder, typed } from "../support/commandLine.js";

afterEach(() => CommandProcess.killAll());

const key = { Bucket: "source", Key: "k" };
const credentials = { accessKeyId: "id", secretAccessKey: "secret" };

interface Served {
  readonly process: CommandProcess;
  readonly started: {
    readonly url: string;
    readonly port: number;
    readonly [name: string]: unknown;
  };
}

async function serve(...args: readonly string[]): Promise<Served> {
  const process = new CommandProcess("serve", "--port", "0", "--json", ...args);
  const line = await process.line();
  if (line === undefined) throw new Error((await process.ended()).stderr);
  return { process, started: JSON.parse(line) };
}

function clientOf({ started: { url } }: Served): S3Client {
  return new S3Client({ endpoint: url, region: "us-east-1", forcePathStyle: true, credentials });
}

function bucketsFile(folder: string): string {
  const file = join(folder, "buckets.json");
  writeFileSync(file, '{ "source": { "versioning": "Enabled" } }');
  return file;
}

test("serve tells where it listens, who may call and how to go on, then its requests", async () => {
  const process = new CommandProcess("serve", "--port", "0");
  const [where = "", who, data, page = "", control] = [
    await process.line(),
    await process.line(),
    await process.line(),
    await process.line(),
    await process.line(),
  ];
  expect(where).toMatch(
    /^A simulated S3 listens on http:\S+ \(Region us-east-1, account 123456789012\)/,
  );
  expect(who).toBe("There are no access keys: anyone on this machine may call.");
  expect(data).toMatch(/--data FILE keeps it/);
  const [consoleUrl = ""] = /http:\S+\/console$/.exec(page) ?? [];
  expect((await fetch(`${consoleUrl}/api/overview`)).status).toBe(200);
  expect(control).toMatch(/s3-replication-mock settle --port \d+/);
  expect(await process.line()).toMatch(/^Try: aws --endpoint-url/);
  const [url = ""] = /http:[^ ]+/.exec(where) ?? [];
  expect((await fetch(`${url}/nowhere/k`)).status).toBe(404);
  expect(await process.line()).toMatch(/^\d{4}-\S+Z 404 GetObject GET \/nowhere\/k NoSuchBucket$/);
  const { code, stdout, stderr } = await process.ended("SIGINT");
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "Stopped by SIGINT.", stderr: "" });
});

test("serve logs operations and what becomes of them, by the mock's clock", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "buckets.json");
    writeFileSync(file, JSON.stringify(replicatedBuckets));
    const process = new CommandProcess("serve", "--port", "0", "--buckets", file);
    const [, url = ""] = /(http:\S+) /.exec((await process.line()) ?? "") ?? [];
    for (const _ of ["who", "data", "console", "control", "first step"]) await process.line();
    expect((await fetch(`${url}/source/k`, { method: "PUT", body: "1" })).status).toBe(200);
    const lines = [await process.line(), await process.line(), await process.line()].sort();
    expect(lines.map((line = "") => line.replace(/^\S+Z /, ""))).toEqual(
      expect.arrayContaining([
        "200 PutObject PUT /source/k",
        expect.stringMatching(/^objectCreated s3:\/\/source\/k version \S+$/),
        expect.stringMatching(
          /^pending s3:\/\/source\/k version \S+ to s3:\/\/backup by rule all$/,
        ),
      ]),
    );
    expect((await typed("advance", "1d", "--endpoint", url)).code).toBe(0);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const done = [await process.line(), await process.line()].join("\n");
    expect(done).toMatch(/Z replicated s3:\/\/source\/k version \S+ to s3:\/\/backup/);
    const { now } = JSON.parse((await typed("now", "--json", "--endpoint", url)).stdout);
    expect(now.slice(0, 10) >= tomorrow).toBe(true);
    expect((await fetch(`${url}/source/k`, { method: "HEAD" })).status).toBe(200);
    expect(((await process.line()) ?? "").slice(0, 10) >= tomorrow).toBe(true);
    await process.ended("SIGTERM");
  });
});

test("serve logs inventory reports that were not delivered", async () => {
  const served = await serve();
  const s3 = clientOf(served);
  await s3.send(new CreateBucketCommand({ Bucket: "source" }));
  const Destination = {
    S3BucketDestination: { Bucket: "arn:aws:s3:::source", Format: "ORC" },
  } as const;
  const InventoryConfiguration: InventoryConfiguration = {
    Id: "daily",
    IsEnabled: true,
    IncludedObjectVersions: "All",
    Schedule: { Frequency: "Daily" },
    Destination,
  };
  const input = { Bucket: "source", Id: "daily", InventoryConfiguration };
  await s3.send(new PutBucketInventoryConfigurationCommand(input));
  await typed("advance", "1d", "--endpoint", served.started.url);
  await served.process.line();
  await served.process.line();
  expect(JSON.parse((await served.process.line()) ?? "")).toMatchObject({
    event: "inventoryFailed",
    bucket: "source",
    configurationId: "daily",
    reason: expect.stringContaining("reports in ORC are not simulated"),
  });
});

test("serve --iam judges by the roles of a file", async () => {
  await inFolder(async (folder) => {
    const [buckets, iam] = [join(folder, "buckets.json"), join(folder, "iam.json")];
    writeFileSync(buckets, JSON.stringify(replicatedBuckets));
    const Arn = "arn:aws:iam::123456789012:role/replication";
    writeFileSync(iam, JSON.stringify({ roles: [{ Arn }] }));
    const served = await serve("--buckets", buckets, "--iam", iam, "--quiet");
    await clientOf(served).send(new PutObjectCommand({ ...key, Body: "1" }));
    const { url } = served.started;
    await typed("settle", "--endpoint", url);
    const { stdout } = await typed("explain", "s3://source/k", "--endpoint", url);
    expect(stdout).toContain(`Add to the policies of ${Arn}: {"Effect":"Allow",`);
  });
});

const replicatedBuckets = {
  backup: { versioning: "Enabled" },
  source: {
    versioning: "Enabled",
    replication: {
      Role: "arn:aws:iam::123456789012:role/replication",
      Rules: [
        {
          ID: "all",
          Status: "Enabled",
          Priority: 1,
          Filter: { Prefix: "" },
          DeleteMarkerReplication: { Status: "Disabled" },
          Destination: { Bucket: "arn:aws:s3:::backup" },
        },
      ],
    },
  },
};

test("serve --dialect cos tells how Tencent's client gets there", async () => {
  const process = new CommandProcess("serve", "--port", "0", "--dialect", "cos");
  expect(await process.line()).toMatch(/Region ap-guangzhou/);
  for (const _ of ["who", "data", "console", "control"]) await process.line();
  expect(await process.line()).toMatch(/^Try: new COS\({ Protocol: "http:", Proxy: "http:\S+"/);
});

test("serve keeps its state in a file that is loaded at the next start", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "state.bin");
    const first = await serve("--data", file, "--buckets", bucketsFile(folder), "--quiet");
    expect(first.started.data).toEqual({ file, isLoaded: false });
    const { VersionId } = await clientOf(first).send(new PutObjectCommand({ ...key, Body: "1" }));
    const before = readFileSync(file);
    expect((await typed("save", "--endpoint", first.started.url)).stdout).toBe(`Saved ${file}.`);
    expect(readFileSync(file).equals(before)).toBe(false);
    const { code, stdout } = await first.process.ended("SIGTERM");
    expect(code).toBe(0);
    expect(stdout).toMatch(/"event":"saved"[\s\S]*"event":"saved"[\s\S]*"signal":"SIGTERM"/);

    const second = await serve("--data", file);
    expect(second.started.data).toEqual({ file, isLoaded: true });
    expect(await clientOf(second).send(new HeadObjectCommand(key))).toMatchObject({ VersionId });
    expect(JSON.parse((await second.process.line()) ?? "")).toMatchObject({
      event: "request",
      method: "HEAD",
      statusCode: 200,
    });
    await second.process.ended("SIGTERM");
    expect(readdirSync(folder).sort()).toEqual(["buckets.json", "state.bin"]);
  });
});

test("serve lets in who has one of its keys, each as an account of its own", async () => {
  const keys = ["--access-key", "id", "--secret-key", "secret"];
  const other = ["--access-key", "other@210987654321", "--secret-key", "hidden"];
  const served = await serve(...keys, ...other, "--quiet");
  const { url } = served.started;
  expect(served.started.accessKeys).toEqual({ id: "123456789012", other: "210987654321" });
  expect((await fetch(`${url}/`)).status).toBe(403);
  await expect(clientOf(served).send(new HeadObjectCommand(key))).rejects.toMatchObject({
    name: "NotFound",
  });
  expect((await typed("settle", "--endpoint", url)).stderr).toMatch(/this server has access keys/);
  expect((await typed("settle", "--endpoint", url, ...keys)).code).toBe(0);
  await served.process.ended("SIGTERM");
});

test("serve answers PUT without a body and without a length, as Java sends it", async () => {
  const served = await serve("--quiet");
  const socket = connect(served.started.port, "127.0.0.1");
  socket.write("PUT /made HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK\r\n/);

  const occupied = await new CommandProcess("serve", "--port", `${served.started.port}`).ended();
  expect(occupied.code).toBe(1);
  expect(occupied.stderr).toMatch(/is in use; --port 0 takes one that is free/);
  await served.process.ended("SIGTERM");
});

describe("a file is written whole or not at all:", () => {
  test("what cannot be written leaves nothing behind", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "nowhere", "state.bin");
      expect(() => writeWhole(file, [Buffer.from("1")])).toThrow(
        /state.bin cannot be written: ENOENT/,
      );
      const taken = join(folder, "taken");
      writeWhole(join(folder, "old"), [Buffer.from("1")]);
      expect(existsSync(taken)).toBe(false);
      // A folder cannot be replaced by a file.
      expect(() => writeWhole(folder, [Buffer.from("1")])).toThrow(/cannot be written/);
      expect(readdirSync(folder)).toEqual(["old"]);
    });
  });
});
