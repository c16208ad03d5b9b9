import type { HttpResponse } from "../base/http.js";
import { checkHeaders } from "../wire/headers.js";
import { type AbortContext, abortWatch } from "./abortSignal.js";
import type { Handler } from "./middlewareStack.js";
import { reportRegionFound } from "./regionFallback.js";
import { chunkedBody, isUnmeasured, sentBody } from "./sentBody.js";

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

/**
 * Makes the handler that stands in for the network of one resolved stack.
 *
 * @param keepsAuthentication - the client signs its requests
 */
export function networkOf(
  answer: Answer,
  keepsAuthentication: boolean,
): (real: Handler, context: object) => Handler {
  const watchAbort = abortWatch();
  return (real, context: AbortContext) => async (args) => {
    reportRegionFound(args);
    // At the end of a stack the arguments are those of the SDK's deserializer.
    const { request, input } = args as { request: SdkRequest; input?: { Bucket?: unknown } };
    const { protocol, headers } = request;
    const sent = { protocol, headers, body: sentBodyOf(request) };
    const { check: checkAborted, body: watched } = watchAbort(real, context, sent);
    const body = isUnmeasured(request)
      ? await chunkedBody(watched as AsyncIterable<unknown>)
      : watched;
    const bucket = typeof input?.Bucket === "string" ? input.Bucket : "";
    const response = await answer({ request, body, bucket, checkAborted });
    if (response === undefined) return real(args);
    // A client that signs sets its clock by the answers, and what is handed on would be signed for
    // the mock's time.
    if (keepsAuthentication) delete response.headers.date;
    return { response };
  };
}

/** Node looks at all headers before it looks at a body. */
function sentBodyOf({ headers, body }: SdkRequest): unknown {
  try {
    return sentBody(body);
  } catch (error) {
    checkHeaders(headers);
    throw error;
  }
}
