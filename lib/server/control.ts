import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { systemClock } from "../base/clock.js";
import { type ControlKeys, limitedAccount } from "./controlAccess.js";
import { controlBody, jsonObject } from "./controlBody.js";
import { type ControlHosts, checkControlHost, isForBucket } from "./controlHosts.js";
import { ControlRefusal } from "./controlRefusal.js";
import type { Controllable, Controlled, Route } from "./controlRoute.js";
import { healthRoute, ownerOf, routes } from "./controlRoutes.js";

/** Where the control interface is: no bucket has such a name. */
export const controlPath = "/_s3-replication-mock/";

/** What `controlInterface` takes. */
export interface ControlOptions extends ControlKeys, ControlHosts {
  /** Writes the data file and answers with its name. */
  readonly save?: (() => string) | undefined;
  /** Of the package, for whoever asks how the server is. */
  readonly version?: string | undefined;
}

/** The handle of a mock over HTTP, beside S3 on the same address. */
export interface ControlInterface {
  /** For the option of this name of `listen`. */
  intercept(request: IncomingMessage, response: ServerResponse): boolean;
}

/** A request, as far as it has been understood. */
interface RoutedRequest {
  readonly request: IncomingMessage;
  readonly query: Readonly<Record<string, string>>;
  readonly route: Route;
  /** The number at the end of its path. */
  readonly id: string | undefined;
}

/** What a JavaScript test does through the handle, for all others: JSON over HTTP. */
export function controlInterface(
  mock: Controllable,
  options: ControlOptions = {},
): ControlInterface {
  const { save, version = "" } = options;
  const clock = systemClock();
  const startMs = clock.now();
  const server = { version, id: `${process.pid}-${startMs}`, upMs: () => clock.now() - startMs };
  const controlled = { mock, save, server };
  return {
    intercept(request, response) {
      if (!request.url?.startsWith(controlPath) || isForBucket(request)) return false;
      // A client that goes away while it is answered is no fault.
      response.on("error", () => {});
      answer(controlled, options, request)
        .then((value) => send(response, 200, value))
        .catch((error: unknown) => sendError(request, response, error));
      return true;
    },
  };
}

async function answer(
  controlled: Omit<Controlled, "onlyAccount">,
  options: ControlOptions,
  request: IncomingMessage,
): Promise<unknown> {
  const routed = routedRequest(request);
  // Probes come by any name and with no key; they learn nothing else.
  if (routed?.route === healthRoute) {
    return healthRoute.run({ ...controlled, onlyAccount: undefined }, {}, []);
  }
  checkControlHost(request, options);
  const onlyAccount = limitedAccount(request, options);
  if (routed === undefined) return contents();
  const { route, query, id } = routed;
  const isPost = request.method === "POST";
  const body = await controlBody(request, route.maxBodyBytes ?? (isPost ? usualBodyBytes : 0));
  const given = isPost ? jsonObject(body, request.headers["content-type"]) : {};
  const parameters = { ...query, ...given, ...(id !== undefined && { id }) };
  checkLimits({ ...controlled, onlyAccount }, route, parameters);
  return route.run({ ...controlled, onlyAccount }, parameters, body);
}

/** As much as the options of anything need. */
const usualBodyBytes = 64 * 1024;

/** @throws ControlRefusal 403 for what is another account's, or everybody's */
function checkLimits(
  { mock, onlyAccount }: Controlled,
  { limits }: Route,
  { bucket }: Readonly<Record<string, unknown>>,
): void {
  if (onlyAccount === undefined || limits === "its own") return;
  if (limits === "bucket" && typeof bucket === "string") {
    if (ownerOf(mock, bucket) === onlyAccount) return;
    throw new ControlRefusal(403, `${bucket} is no bucket of the account ${onlyAccount}`);
  }
  throw new ControlRefusal(
    403,
    `the account ${onlyAccount} may see and change what is its own; this is for keys of the server's first account`,
  );
}

/** @throws ControlRefusal 404, 405 where there is no such route */
function routedRequest(request: IncomingMessage): RoutedRequest | undefined {
  // Only the path and the query of it are looked at.
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const path = pathname.slice(controlPath.length).replace(/\/$/, "");
  if (path === "") return undefined;
  const [, list, id] = /^([a-z-]+)\/(\d+)$/.exec(path) ?? [];
  const route = routeOf(request.method ?? "GET", list === undefined ? path : `${list}/id`);
  return { request, route, id, query: Object.fromEntries(searchParams) };
}

function routeOf(method: string, path: string): Route {
  const route = routes[`${method} ${path}`];
  if (route !== undefined) return route;
  const methods = Object.keys(routes).filter((name) => name.endsWith(` ${path}`));
  if (methods.length > 0) {
    throw new ControlRefusal(
      405,
      `${method} is no method for this; there are: ${methods.join(", ")}`,
    );
  }
  throw new ControlRefusal(404, `there is no ${path}; GET ${controlPath} lists what there is`);
}

function contents(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(routes).map(([name, { about }]) => {
      const [method, path] = name.split(" ");
      return [`${method} ${controlPath}${path}`, about];
    }),
  );
}

function send(response: ServerResponse, statusCode: number, value: unknown, closes = false): void {
  if (response.destroyed) return;
  const pieces = isIterable(value) ? value : undefined;
  const text = pieces === undefined ? `${JSON.stringify(value, shownNumber, 2)}\n` : "";
  response.writeHead(statusCode, {
    "content-type": pieces === undefined ? "application/json" : "application/octet-stream",
    ...(pieces === undefined && { "content-length": Buffer.byteLength(text) }),
    // What was not read is not worth reading.
    ...(closes && { connection: "close" }),
    ...(statusCode === 401 && { "www-authenticate": 'Basic realm="s3-replication-mock"' }),
  });
  if (pieces === undefined) response.end(text);
  // A client that does not read lets a state wait, and has no copy of it made.
  else pipeline(Readable.from(pieces), response, () => {});
}

/** SQL knows whole numbers that JSON does not. */
function shownNumber(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function isIterable(value: unknown): value is Iterable<Uint8Array> {
  return (
    typeof value === "object" && value !== null && Symbol.iterator in value && !Array.isArray(value)
  );
}

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  // The handle throws what was wrong with its arguments.
  const statusCode = error instanceof ControlRefusal ? error.statusCode : 400;
  const message = error instanceof Error ? error.message : String(error);
  send(response, statusCode, { error: message }, !request.complete);
}
