import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { repositoryRoot } from "./repositoryRoot.js";

/** The command as its users have it. */
export const command = join(repositoryRoot, "dist/cli/main.js");

/** An access key and its secret. */
export const accessKey = { id: "AKIDEXAMPLE", secret: "a secret/with+signs=" };

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Takes it back to its start. */
  reset(): Promise<void>;
  /** Ends it, and answers with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a server that has an access key, or none. */
export async function startServer({
  isSigned,
  options = [],
}: {
  readonly isSigned: boolean;
  readonly options?: readonly string[];
}): Promise<Server> {
  const keys = isSigned ? ["--access-key", accessKey.id, "--secret-key", accessKey.secret] : [];
  const args = ["serve", "--port", "0", "--json", "--quiet", ...keys, ...options];
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const url = await urlOf(child);
  const pair = Buffer.from(`${accessKey.id}:${accessKey.secret}`).toString("base64");
  return {
    url,
    pid: child.pid ?? 0,
    async reset() {
      const answer = await fetch(`${url}/_s3-replication-mock/reset`, {
        method: "POST",
        headers: { Authorization: `Basic ${pair}` },
      });
      if (!answer.ok) throw new Error(`The server was not reset: ${await answer.text()}`);
    },
    async stop() {
      child.kill("SIGTERM");
      const [code] = await ended;
      return code;
    },
  };
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("The server's output is not a pipe.");
  for await (const line of createInterface(stdout)) {
    const { event, url } = JSON.parse(line);
    if (event === "started") return url;
  }
  throw new Error("The server ended before it listened.");
}
