import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { repositoryRoot } from "../repositoryRoot.js";

/** A server of another make that speaks S3. */
export interface OtherServer {
  readonly url: string;
  stop(): Promise<void>;
}

const folder = join(repositoryRoot, "node_modules/.cache/moto");
const wanted = "moto[s3,server]==5.1.*";

/**
 * Starts moto's server, which stores replication configurations and copies nothing; installs it first,
 * from the registry that pip is set up for.
 *
 * @throws Error when it cannot be installed, or does not begin to answer
 */
export async function startMoto(): Promise<OtherServer> {
  if (!existsSync(join(folder, "moto"))) install();
  const port = await freePort();
  const args = ["-m", "moto.server", "--host", "127.0.0.1", "--port", String(port)];
  const child = spawn("python3", args, {
    env: { ...process.env, PYTHONPATH: folder },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error(`moto's server ended with ${child.exitCode}`);
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return { url, stop };
    await setTimeout(200);
  }
  await stop();
  throw new Error("moto's server does not answer");
}

function install(): void {
  const options = ["--quiet", "--disable-pip-version-check", "--target", folder];
  const { status, stderr } = spawnSync("python3", ["-m", "pip", "install", ...options, wanted], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`pip cannot install ${wanted}:\n${stderr}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
}
