import type { HttpResponse } from "../base/http.js";
import { type AbortContext, abortWatch, type Next } from "./abortSignal.js";
import { regionFallback, reportRegionFound } from "./regionFallback.js";

/** The name under which the middleware that stands in for the network is on a client's stack. */
export const pluginName = "replicationMock";

/**
 * As much of a middleware stack as the plugin needs. No type of the SDK: a client's copies of them
 * differ from version to version, and then nothing would compile.
 */
export interface MiddlewareStackLike {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own generic signatures must fit in here
  add(middleware: any, options: any): void;
  remove(name: string): boolean;
}

/** Answers one request; undefined hands it on to the real network. */
export type Answer = (exchange: Exchange) => Promise<SdkResponse | undefined>;

/** What the plugin has of a request. */
export interface Exchange {
  readonly request: SdkRequest;
  /** The request's body, which throws the SDK's own AbortError if the caller gives up meanwhile. */
  readonly body: unknown;
  /** The `Bucket` the command was given: a name or an ARN. Empty if it was given none. */
  readonly bucket: string;
  /** Throws the SDK's own AbortError when the caller has aborted; undefined where there is nothing to wait for. */
  readonly checkAborted: () => Promise<void> | undefined;
}

/** The SDK's HTTP request, of whatever copy of its classes. */
export interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** What the SDK takes for an HTTP response. */
export type SdkResponse = Omit<HttpResponse, "body"> & { body?: unknown };

export interface PluginOptions {
  readonly answer: Answer;
  /** The Region a client gets that has none. */
  readonly region: string;
  /** Requests that are handed on need to be signed. */
  readonly keepsAuthentication: boolean;
}

/**
 * Puts the plugin onto a stack: innermost, where the network would be, so that the client's own
 * serializers, checksums, retries and parsers run.
 */
export function install(
  stack: MiddlewareStackLike,
  { answer, region, keepsAuthentication }: PluginOptions,
): void {
  if (!keepsAuthentication) {
    const removed = authentication.filter((name) => stack.remove(name));
    // The stack of a single command has none. Clients of before 2024 cannot override their own by it.
    if (removed.length > 0) stack.add((next: Next) => next, noAuthentication);
  }
  const regionName = `${pluginName}Region`;
  // The client keeps its Region: from then on every send is spared a middleware.
  const found = () => stack.remove(regionName);
  stack.add(regionFallback(region, found), {
    name: regionName,
    step: "initialize",
    priority: "high",
    override: true,
  });
  stack.add(standIn(answer, { keepsAuthentication }), {
    name: pluginName,
    step: "deserialize",
    priority: "low",
    override: true,
  });
}

/** No credentials are needed, so nothing may ask for them. Unknown names are no error. */
const authentication = [
  "httpAuthSchemeMiddleware",
  "httpSigningMiddleware",
  "awsAuthMiddleware",
  // It begins a session before a directory bucket can be refused.
  "s3ExpressMiddleware",
];

/** What takes its place, under all its names: presigning asks for them. */
const noAuthentication = {
  name: "awsAuthMiddleware",
  aliases: ["httpSigningMiddleware", "apiKeyMiddleware", "tokenMiddleware"],
  step: "finalizeRequest",
  tags: ["HTTP_SIGNING"],
  override: true,
};

function standIn(answer: Answer, { keepsAuthentication }: { keepsAuthentication: boolean }) {
  const watchAbort = abortWatch();
  return (next: Next, context: AbortContext) =>
    async (args: { request: SdkRequest; input?: { Bucket?: unknown } }): Promise<unknown> => {
      reportRegionFound(args);
      const { request, input } = args;
      const { check: checkAborted, body } = watchAbort(next, context, request);
      const bucket = typeof input?.Bucket === "string" ? input.Bucket : "";
      const response = await answer({ request, body, bucket, checkAborted });
      if (response === undefined) return next(args);
      // A client that signs sets its clock by the answers, and what is handed on would be signed for
      // the mock's time.
      if (keepsAuthentication) delete response.headers.date;
      return { response };
    };
}
