import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { replicationMock as ReplicationMock } from "s3-replication-mock";

/** A server to be measured, in a process of its own: its name is the argument, its port is printed. */
const servers: Readonly<Record<string, () => Promise<number>>> = {
  async mock() {
    // The built package, as its users run it: what compiles the source on the way costs time.
    const built = fileURLToPath(new URL("../dist/esm/index.js", import.meta.url));
    const { replicationMock }: { replicationMock: typeof ReplicationMock } = await import(built);
    const { port } = await replicationMock({ buckets: { plain: {} }, history: 0 }).listen();
    return port;
  },
  bare() {
    const body = Buffer.alloc(1024, "s3");
    const server = createServer((request, response) => {
      request.resume();
      request.once("end", () => {
        const isGet = request.method === "GET";
        response.writeHead(200, { "content-length": request.method === "PUT" ? 0 : body.length });
        response.end(isGet ? body : undefined);
      });
    });
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
  },
  async s3rver() {
    const S3rver: S3rverClass = createRequire(import.meta.url)("s3rver");
    const directory = mkdtempSync(join(tmpdir(), "s3rver-"));
    process.once("exit", () => rmSync(directory, { recursive: true }));
    const server = new S3rver({
      address: "127.0.0.1",
      port: 0,
      silent: true,
      directory,
      configureBuckets: [{ name: "plain" }],
    });
    return (await server.run()).port;
  },
};

type S3rverClass = new (options: object) => { run(): Promise<AddressInfo> };

const name = process.argv[2] ?? "";
const start = servers[name];
if (start === undefined) throw new Error(`There is no server ${name}.`);
process.once("disconnect", () => process.exit());
process.send?.(await start());
