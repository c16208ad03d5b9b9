import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { builtPage } from "../console/builtPage.js";
import type { ConsoleSource } from "../console/consoleSource.js";
import { consolePath, pageFile, pageHeaders } from "../console/pageFile.js";
import { pageToken } from "../console/pageToken.js";
import { type Query, readRoutes, timelinePicture } from "../console/readRoutes.js";
import { type ControlKeys, limitedAccount } from "./controlAccess.js";
import { controlBody, jsonObject } from "./controlBody.js";
import { type ControlHosts, checkControlHost, isForBucket } from "./controlHosts.js";
import { ControlRefusal } from "./controlRefusal.js";
import type { Controllable, Parameters, Route } from "./controlRoute.js";
import { routes } from "./controlRoutes.js";

/** What the console looks at and what its buttons work on. */
export interface ConsoleBackend extends ConsoleSource {
  readonly mock: Controllable;
}

/** What a request is answered with. */
interface Answer {
  readonly contentType: string;
  readonly body: string;
}

/** As much as the options of a fault need. */
const maxBodyBytes = 64 * 1024;

/** The routes of the control interface that the page's buttons call. */
const changes = ["POST settle", "POST advance", "POST faults", "DELETE faults/id"] as const;

/**
 * The console for the requests of a server that are for it.
 *
 * @returns whether it answers a request
 */
export function consoleInterface(
  backend: ConsoleBackend,
  options: ControlKeys & ControlHosts,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const token = pageToken();
  return (request, response) => {
    const { url = "/" } = request;
    // Of other requests nothing is read: S3 has targets that are no URLs.
    if (!url.startsWith(consolePath) || isForBucket(request)) return false;
    const { pathname, searchParams } = new URL(url, "http://localhost");
    if (pathname !== consolePath && !pathname.startsWith(`${consolePath}/`)) return false;
    // A client that goes away while it is answered is no fault.
    response.on("error", () => {});
    const path = pathname.slice(consolePath.length + 1);
    const query = Object.fromEntries(searchParams);
    answer(backend, { request, response, path, query, token, options })
      .then((given) => given && send(response, 200, given))
      .catch((error: unknown) => sendError(response, error));
    return true;
  };
}

interface ConsoleRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Below the console's own. */
  readonly path: string;
  readonly query: Query;
  readonly token: string;
  readonly options: ControlKeys & ControlHosts;
}

/** @returns undefined where the answer goes on by itself */
async function answer(backend: ConsoleBackend, asked: ConsoleRequest): Promise<Answer | undefined> {
  const { request, response, path, query, token, options } = asked;
  checkControlHost(request, options);
  if (limitedAccount(request, options) !== undefined) {
    throw new ControlRefusal(403, "the console is for keys of the server's first account");
  }
  if (request.method !== "GET") return change(backend, asked);
  if (path === "api/events") {
    stream(backend, response);
    return undefined;
  }
  if (path === "api/timeline.svg") {
    const body = backend.look(() => timelinePicture(backend, query));
    return { contentType: "image/svg+xml", body };
  }
  const [, name = ""] = /^api\/([a-z]+)$/.exec(path) ?? [];
  const read = Object.hasOwn(readRoutes, name) ? readRoutes[name] : undefined;
  if (read !== undefined) return json(backend.look(() => read(backend, query)));
  if (builtPage === undefined) {
    throw new ControlRefusal(404, "the page of the console is built by npm run build");
  }
  return pageFile(builtPage, path, token) ?? missing(path);
}

async function change(
  { mock }: ConsoleBackend,
  { request, path, token }: ConsoleRequest,
): Promise<Answer | undefined> {
  const [, list, id] = /^api\/([a-z]+)(?:\/(\d+))?$/.exec(path) ?? [];
  const name = `${request.method} ${list}${id === undefined ? "" : "/id"}`;
  const route: Route | undefined = changes.some((known) => known === name)
    ? routes[name]
    : undefined;
  if (route === undefined) return missing(path);
  if (!isSame(String(request.headers["x-console-token"] ?? ""), token)) {
    throw new ControlRefusal(403, "only the console's own page may do that; reload it");
  }
  const body = await controlBody(request, maxBodyBytes);
  const given: Parameters = jsonObject(body, request.headers["content-type"]);
  const server = { version: "", id: "", upMs: () => 0 };
  const controlled = { mock, save: undefined, onlyAccount: undefined, server };
  return json(route.run(controlled, id === undefined ? given : { ...given, id }, body));
}

/** Server-sent events, each with how often something may have changed. */
function stream({ feed }: ConsoleBackend, response: ServerResponse): void {
  response.writeHead(200, { ...pageHeaders, "content-type": "text/event-stream" });
  const write = (count: number): void => {
    // A client that does not read is told again when it does: only the last count matters.
    if (!response.writableNeedDrain) response.write(`event: changed\ndata: ${count}\n\n`);
  };
  const end = feed.follow(write);
  // Who listens for this is not cut off for having been silent; a comment shows who has gone.
  response.on("timeout", () => response.write(":\n\n"));
  response.on("drain", () => write(feed.count()));
  response.on("close", end);
  write(feed.count());
}

function json(value: unknown): Answer {
  if (value === undefined) throw new ControlRefusal(404, "there is no such thing");
  return { contentType: "application/json", body: JSON.stringify(value) };
}

function missing(path: string): never {
  throw new ControlRefusal(404, `the console has no ${path}`);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function send(response: ServerResponse, statusCode: number, { contentType, body }: Answer): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(body);
  response
    .writeHead(statusCode, {
      ...pageHeaders,
      "content-type": contentType,
      "content-length": bytes.length,
      ...(statusCode === 401 && { "www-authenticate": 'Basic realm="s3-replication-mock"' }),
    })
    .end(bytes);
}

function sendError(response: ServerResponse, error: unknown): void {
  // The handle throws what was wrong with its arguments.
  const statusCode = error instanceof ControlRefusal ? error.statusCode : 400;
  const message = error instanceof Error ? error.message : String(error);
  send(response, statusCode, {
    contentType: "application/json",
    body: JSON.stringify({ error: message }),
  });
}
