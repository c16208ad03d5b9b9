import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { limits } from "../base/limits.js";
import { answerBrokenRequests } from "./brokenRequests.js";
import { setEnvironment } from "./environment.js";
import { type Backend, type Endpoint, exchange } from "./exchange.js";
import {
  type CheckedListenOptions,
  checkedListenOptions,
  type Listening,
  type ListenOptions,
} from "./listenOptions.js";
import { sortedDomains } from "./requestHead.js";
import { requestVerifier } from "./requestVerifier.js";

/** A simulated S3 behind HTTP that does not listen yet. */
export interface S3Server {
  /**
   * Opens the port.
   *
   * @throws Error when the address cannot be had: it is in use, say
   */
  listen(): Promise<Listening>;
}

/**
 * A server that gives each HTTP request to the pipeline, and its answer to the client.
 *
 * @throws MockError when an option is wrong
 */
export function createServer(backend: Backend, options: ListenOptions = {}): S3Server {
  const checked = checkedListenOptions(options);
  const { port, host, credentials, domains } = checked;
  return {
    async listen() {
      const verifier = credentials && requestVerifier(backend, credentials);
      const showConsole = checked.console !== false ? await consoleOf(backend, checked) : undefined;
      const endpoint: Endpoint = {
        ...checked,
        ...{ backend, verifier, showConsole },
        domains: sortedDomains(domains),
      };
      const server = httpServer(endpoint);
      const sockets = new Set<Socket>();
      server.on("connection", (socket) => {
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
      });
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(port, host, resolve);
      });
      server.on("error", checked.onFault);
      const listening = listeningOn(server, sockets);
      return checked.env ? namedInEnvironment(listening, endpoint) : listening;
    },
  };
}

/** The page and what it asks for are for those who want it. */
async function consoleOf(
  { console: shown, s3: { accountId } }: Backend,
  { credentials, host, console: asked }: CheckedListenOptions,
): Promise<Endpoint["showConsole"]> {
  const { consoleInterface } = await import("./consoleInterface.js");
  const { allowedHosts } = asked === true || asked === false ? {} : asked;
  return shown && consoleInterface(shown, { credentials, accountId, host, allowedHosts });
}

function httpServer(endpoint: Endpoint): Server {
  const { timeoutMs } = endpoint;
  const server = createHttpServer({
    // The dialect has a document for what lacks it.
    requireHostHeader: false,
    maxHeaderSize: limits.readHeadBytes,
    headersTimeout: timeoutMs,
    // An upload may take as long as it likes, provided that it goes on.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(timeoutMs, 5_000),
    keepAliveTimeout: timeoutMs,
    // A client may keep its connection until S3 has closed it; head and body leave together.
    noDelay: true,
  });
  server.timeout = timeoutMs;
  const remember = answerBrokenRequests(server, endpoint);
  server.on("request", (message, response) => {
    remember(response);
    exchange(endpoint, { message, response });
  });
  server.on("checkContinue", (message, response) => {
    remember(response);
    exchange(endpoint, { message, response, expectsContinue: true });
  });
  return server;
}

function listeningOn(server: Server, sockets: ReadonlySet<Socket>): Listening {
  // An address of TCP, as nothing else was listened on.
  const { address, port, family } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return closable(`http://${family === "IPv6" ? `[${address}]` : address}:${port}`, port, close);
}

function closable(url: string, port: number, close: () => Promise<void>): Listening {
  // Where there is no such symbol, in the sandbox of a test runner say, there is no `using` either.
  const dispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("asyncDispose");
  return { url, port, close, [dispose]: close };
}

/** @throws MockError when another server is named there; this one is closed then */
async function namedInEnvironment(listening: Listening, endpoint: Endpoint): Promise<Listening> {
  const { url, port, close } = listening;
  const [key = { accessKeyId: "test", secretAccessKey: "test" }] = endpoint.credentials ?? [];
  const { region } = endpoint.backend.s3;
  try {
    // An address that stands for all of them is none that a client can call.
    const called = url.replace(/\/\/(0\.0\.0\.0|\[::\]):/, "//127.0.0.1:");
    const restore = setEnvironment({ url: called, region, key });
    return closable(url, port, () => {
      restore();
      return close();
    });
  } catch (error) {
    await close();
    throw error;
  }
}
