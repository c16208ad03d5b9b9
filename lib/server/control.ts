import type { IncomingMessage, ServerResponse } from "node:http";
import { ControlRefusal } from "./controlRefusal.js";
import {
  type Controllable,
  type Controlled,
  type Parameters,
  type Route,
  routes,
} from "./controlRoutes.js";
import { mayControl } from "./controlVisitor.js";
import type { AccessKey } from "./listenOptions.js";

/** Where the control interface is: no bucket has such a name. */
export const controlPath = "/_s3-replication-mock/";

/** What `controlInterface` takes. */
export interface ControlOptions {
  /** Whose name and secret have to come with a call, as HTTP's Basic. Default none: anyone may call. */
  readonly credentials?: readonly AccessKey[] | undefined;
  /** Writes the data file and answers with its name. */
  readonly save?: (() => string) | undefined;
}

/** The handle of a mock over HTTP, beside S3 on the same address. */
export interface ControlInterface {
  /** For the option of this name of `listen`. */
  intercept(request: IncomingMessage, response: ServerResponse): boolean;
}

/** What a JavaScript test does through the handle, for all others: JSON over HTTP. */
export function controlInterface(
  mock: Controllable,
  { credentials, save }: ControlOptions = {},
): ControlInterface {
  const controlled: Controlled = { mock, save };
  return {
    intercept(request, response) {
      if (!request.url?.startsWith(controlPath) || isForBucket(request)) return false;
      // A client that goes away while it is answered is no fault.
      response.on("error", () => {});
      answer(controlled, credentials, request).then(
        (value) => send(response, 200, value),
        (error: unknown) => sendError(response, error),
      );
      return true;
    },
  };
}

/** With a bucket in the name of the host, the path is a key. */
function isForBucket({ headers: { host = "" } }: IncomingMessage): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name !== "s3.localhost" && /\.(localhost|amazonaws\.com(\.cn)?|myqcloud\.com)$/.test(name);
}

async function answer(
  controlled: Controlled,
  credentials: readonly AccessKey[] | undefined,
  request: IncomingMessage,
): Promise<unknown> {
  mayControl(request, credentials);
  const body = await bodyOf(request);
  // Only the path and the query of it are looked at.
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const path = pathname.slice(controlPath.length).replace(/\/$/, "");
  if (path === "") return contents();
  const [, list, id] = /^([a-z-]+)\/(\d+)$/.exec(path) ?? [];
  const route = routeOf(request.method ?? "GET", list === undefined ? path : `${list}/id`);
  const query = Object.fromEntries(searchParams);
  const parameters = request.method === "POST" ? { ...query, ...readJson(body) } : query;
  return route.run(controlled, id === undefined ? parameters : { ...parameters, id }, body);
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

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

function readJson(body: Buffer): Parameters {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new ControlRefusal(
    400,
    'the body is no JSON object; allowed is one such as { "ms": 1000 }',
  );
}

function send(response: ServerResponse, statusCode: number, value: unknown): void {
  if (response.destroyed) return;
  const isBytes = value instanceof Uint8Array;
  const body = isBytes ? value : Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
  response
    .writeHead(statusCode, {
      "content-type": isBytes ? "application/octet-stream" : "application/json",
      "content-length": body.length,
      ...(statusCode === 401 && { "www-authenticate": 'Basic realm="s3-replication-mock"' }),
    })
    .end(body);
}

function sendError(response: ServerResponse, error: unknown): void {
  // The handle throws what was wrong with its arguments.
  const statusCode = error instanceof ControlRefusal ? error.statusCode : 400;
  send(response, statusCode, { error: error instanceof Error ? error.message : String(error) });
}
