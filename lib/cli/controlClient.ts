import { MockError } from "../base/mockError.js";
import { controlPath } from "../server/control.js";
import type { Arguments, Flag } from "./command.js";
import { portNumber } from "./flagValues.js";
import { UsageError } from "./usageError.js";

/** The port that `serve` listens on unless it is told otherwise. */
export const usualPort = 9090;

/** The options of each command that calls a server. */
export const clientFlags = {
  endpoint: {
    value: "URL",
    about: `The server to call. Default AWS_ENDPOINT_URL_S3, or else http://127.0.0.1:${usualPort}.`,
  },
  port: { value: "PORT", about: "The server to call, by its port on this machine." },
  "access-key": { value: "ID", about: "An access key of the server, where it has some." },
  "secret-key": { value: "SECRET", about: "The secret of that key." },
  json: { about: "Print what the server answers, as JSON." },
} satisfies Record<string, Flag>;

/** A request to the control interface. */
export interface ControlRequest {
  readonly method: string;
  /** Below the interface's own path: `faults/3`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Becomes JSON, unless it is bytes. */
  readonly body?: object;
}

/**
 * Calls the control interface of a server.
 *
 * @throws MockError when nobody answers, or the answer is an error
 */
export async function callServer(given: Arguments, request: ControlRequest): Promise<Buffer> {
  const base = endpointOf(given);
  const url = new URL(controlPath + request.path, base);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const { method, body } = request;
  const isJson = body !== undefined && !(body instanceof Uint8Array);
  const response = await fetch(url, {
    method,
    headers: { ...authorization(given), ...(isJson && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
  }).catch((error: Error) => {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new MockError(
      `nobody answers at ${base.origin} (${reason}); start it with s3-replication-mock serve, or say where it is with --endpoint or --port`,
      "ERR_MOCK_ENDPOINT",
    );
  });
  const answer = Buffer.from(await response.arrayBuffer());
  if (response.ok) {
    if (method !== "GET") given.note(`Changed ${base.origin}.`);
    return answer;
  }
  throw new MockError(
    errorOf(answer) ?? `${base.origin} is no s3-replication-mock: ${response.status}`,
    "ERR_MOCK_ENDPOINT",
  );
}

/** The same where the answer is JSON; what it is made of is for the caller to know. */
export async function callForJson<Answer>(
  given: Arguments,
  request: ControlRequest,
): Promise<Answer> {
  return JSON.parse((await callServer(given, request)).toString());
}

function endpointOf(given: Arguments): URL {
  const [endpoint, port] = [given.text("endpoint"), given.text("port")];
  if (endpoint !== undefined && port !== undefined) {
    throw new UsageError("--endpoint and --port say the same twice; give one of them.");
  }
  if (port !== undefined) return new URL(`http://127.0.0.1:${portNumber(port)}`);
  if (endpoint !== undefined) return urlOf("--endpoint", endpoint);
  const variable = "AWS_ENDPOINT_URL_S3";
  return urlOf(variable, given.environment[variable] || `http://127.0.0.1:${usualPort}`);
}

function urlOf(what: string, text: string): URL {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return new URL(text);
  throw new UsageError(
    `${what} is ${JSON.stringify(text)}; allowed is a URL such as http://127.0.0.1:${usualPort}.`,
  );
}

function authorization(given: Arguments): Record<string, string> {
  const [id, secret] = [given.text("access-key"), given.text("secret-key")];
  if (id === undefined && secret === undefined) return {};
  if (id === undefined || secret === undefined) {
    throw new UsageError("--access-key and --secret-key belong together; one is missing.");
  }
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` };
}

function errorOf(answer: Buffer): string | undefined {
  try {
    return JSON.parse(answer.toString()).error;
  } catch {
    return undefined;
  }
}
