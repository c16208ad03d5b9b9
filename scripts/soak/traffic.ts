import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { startServer } from "../server.js";
import { type Outcome, outcomeOf } from "../tally.js";

/** What clients do that break off, stall or talk nonsense; the server has to go on. */
const broken: readonly string[] = [
  "GET /",
  "GET / HTTP/1.1\r\n",
  "PUT /plain/k HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nabc",
  "PUT /plain/k HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nZ\r\n",
  "POST /plain?delete HTTP/1.1\r\nhost: localhost\r\ncontent-length: 6\r\n\r\n<Delet",
  "\u0000\u0001\u0002\r\n\r\n",
  `GET /${"a".repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
];

/**
 * Traffic of several clients on one server for so long, with broken ones in between; then the server
 * still answers, and holds no more memory than at its first third.
 */
export async function soakTraffic(seconds: number): Promise<Outcome> {
  const server = await startServer({ isSigned: false });
  const url = new URL(server.url);
  const end = process.hrtime.bigint() + BigInt(seconds) * 1_000_000_000n;
  const isOver = () => process.hrtime.bigint() > end;
  await send(url, "PUT", "/plain");
  const memory: number[] = [];
  let answered = 0;
  const client = async (number: number) => {
    while (!isOver()) {
      const path = `/plain/${number}-${answered % 50}`;
      for (const method of ["PUT", "HEAD", "GET", "DELETE"]) {
        await send(url, method, path);
        answered++;
      }
    }
  };
  const breaker = async () => {
    for (let turn = 0; !isOver(); turn++) await breakOff(url, broken[turn % broken.length] ?? "");
  };
  const watcher = async () => {
    while (!isOver()) {
      await pause(Math.max(200, (seconds * 1_000) / 30));
      memory.push(residentBytes(server.pid));
    }
  };
  await Promise.all([client(1), client(2), client(3), breaker(), watcher()]);
  const isAlive = (await send(url, "HEAD", "/plain")) === 200;
  const code = await server.stop();
  return outcomeOf(problemsOf({ memory, answered, isAlive, code, seconds }));
}

function problemsOf(seen: {
  readonly memory: readonly number[];
  readonly answered: number;
  readonly isAlive: boolean;
  readonly code: number | null;
  readonly seconds: number;
}): string[] {
  const { memory, answered, isAlive, code, seconds } = seen;
  const third = Math.max(1, Math.floor(memory.length / 3));
  const megabytes = (of: readonly number[]) => Math.max(...of) / 1024 / 1024;
  const [early, late] = [megabytes(memory.slice(0, third)), megabytes(memory.slice(-third))];
  process.stdout.write(
    `  ${answered} requests in ${seconds} s, ${early.toFixed(0)} MB at first, ${late.toFixed(0)} MB at the end\n`,
  );
  return [
    ...(isAlive ? [] : ["The server does not answer any more."]),
    ...(code === 0 ? [] : [`The server ended with exit code ${code}.`]),
    ...(late > early * 1.3 + 64 ? [`The server has grown to ${late.toFixed(0)} MB.`] : []),
  ];
}

/** The memory that the system has given a process: what it holds, and what it has not given back. */
function residentBytes(pid: number): number {
  try {
    const [, pages = "0"] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return Number(pages) * 4096;
  } catch {
    // Only Linux tells it so; elsewhere the rest of the soak has to do.
    return 0;
  }
}

async function send({ hostname, port }: URL, method: string, path: string): Promise<number> {
  const request = httpRequest({ hostname, port, method, path, agent: false });
  request.end(method === "PUT" && path.includes("/", 1) ? "content" : undefined);
  const [response] = await once(request, "response");
  response.resume();
  await once(response, "end");
  return response.statusCode;
}

/** Sends something and goes away in the middle of the answer, or of the wait for one. */
async function breakOff({ hostname, port }: URL, bytes: string): Promise<void> {
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(bytes);
  await pause(5);
  socket.destroy();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
