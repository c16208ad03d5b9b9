import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { startMoto } from "../scripts/contract/motoServer.js";
import { HttpLoad } from "./httpLoad.js";
import { type Effort, spreadOf } from "./measure.js";
import type { Row } from "./report.js";

const body = Buffer.alloc(1024, "s3");
const path = "/plain/TaxDocs/2026/invoice-001.csv";

/** PUT comes first: the others need the object. */
const requests = [
  { name: "PUT 1 KB", method: "PUT", body },
  { name: "HEAD", method: "HEAD" },
  { name: "GET 1 KB", method: "GET" },
];

const roundMs = 150;

interface Served {
  readonly name: string;
  readonly port: number;
  stop(): unknown;
}

/**
 * Requests over HTTP to servers in processes of their own, in turns: one and 32 at a time. Of moto one at a
 * time: it answers some of many at once with 500.
 */
export async function measureServer({ rounds }: Effort): Promise<Row[]> {
  const names = ["mock", "bare", ...(hasS3rver() ? ["s3rver"] : [])];
  const servers = [...(await Promise.all(names.map(serve))), ...(await serveMoto())];
  try {
    const rows: Row[] = [];
    for (const connections of [1, 32]) {
      for (const request of requests) {
        const asked = servers.filter(({ name }) => connections === 1 || name !== "moto");
        rows.push(...(await compareServers(asked, request, { connections, rounds })));
      }
    }
    return rows;
  } finally {
    for (const server of servers) await server.stop();
  }
}

function hasS3rver(): boolean {
  try {
    createRequire(import.meta.url).resolve("s3rver");
    return true;
  } catch {
    process.stderr.write("s3rver is not installed, so nothing is compared with it.\n");
    return false;
  }
}

async function serve(name: string): Promise<Served> {
  const program = fileURLToPath(new URL("servers.ts", import.meta.url));
  const child = fork(program, [name], { execArgv: ["--import", "tsx"] });
  const [port] = await once(child, "message");
  return { name, port, stop: () => child.kill() };
}

/** The server that tests in Python run against; nothing where there is no Python to run it. */
async function serveMoto(): Promise<Served[]> {
  try {
    const { url, stop } = await startMoto();
    // Requests that are not signed write only where everybody may.
    const headers = { "x-amz-acl": "public-read-write" };
    await fetch(`${url}/plain`, { method: "PUT", headers });
    return [{ name: "moto", port: Number(new URL(url).port), stop }];
  } catch (error) {
    process.stderr.write(`Nothing is compared with moto: ${(error as Error).message}\n`);
    return [];
  }
}

async function compareServers(
  servers: readonly Served[],
  { name, method, body }: (typeof requests)[number],
  { connections, rounds }: { readonly connections: number; readonly rounds: number },
): Promise<Row[]> {
  const loads = servers.map((server) => ({
    name: server.name,
    load: new HttpLoad({ port: server.port, connections, method, path, ...(body && { body }) }),
    perSecond: [] as number[],
  }));
  // As long as it takes a slow machine until the code is compiled for good.
  for (const { load } of loads) await load.run(roundMs * Math.max(1, 20 * rounds));
  for (let round = 0; round < Math.max(1, 15 * rounds); round++) {
    const order = round % 2 === 0 ? loads : [...loads].reverse();
    for (const { load, perSecond } of order) perSecond.push(await load.run(roundMs));
  }
  for (const { load } of loads) load.close();
  const [mock, ...others] = loads;
  return others.map((other) => ({
    what: `${name} over HTTP, ${connections} at a time, against ${other.name === "bare" ? "a bare server" : other.name}`,
    // How many times as long as there.
    value: spreadOf(other.perSecond.map((theirs, round) => theirs / (mock?.perSecond[round] ?? 0))),
    unit: "x",
    bar: barOf(other.name, method, connections),
    detail: `${median(mock?.perSecond)} a second against ${median(other.perSecond)}`,
  }));
}

/** Of HEAD alone a bar against the bare server is asked; the rest is there to be seen. */
function barOf(server: string, method: string, connections: number): number {
  if (server === "s3rver" || server === "moto") return 0.1;
  if (method !== "HEAD") return 4;
  return connections === 1 ? 1.4 : 1.8;
}

function median(perSecond: readonly number[] = []): string {
  return Math.round(spreadOf(perSecond).median).toString();
}
