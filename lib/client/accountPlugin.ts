import type { HttpRequest, HttpResponse } from "../base/http.js";
import type { Dialect } from "../dialects/dialect.js";
import { handleRequest } from "../pipeline/handleRequest.js";
import type { Done } from "../pipeline/incoming.js";
import type { S3 } from "../state/s3.js";
import { checkHeaders } from "../wire/headers.js";
import { objectStream } from "./objectStream.js";
import { install, type MiddlewareStackLike, type SdkRequest, type SdkResponse } from "./plugin.js";

/** A plugin for `client.middlewareStack.use()`. */
export interface AccountPlugin {
  /**
   * Called by `middlewareStack.use()`. `middlewareStack.remove("replicationMock")` takes the mock off
   * again; the client is then one without authentication.
   */
  applyToStack(stack: MiddlewareStackLike): void;
}

/** Whom a plugin acts for, and how. */
export interface AccountPluginOptions {
  readonly accountId: string;
  /** The user or role it is, by ARN. Default: the account's root user. */
  readonly principalArn?: string | undefined;
  /** The Region of clients that name none. */
  readonly region: string;
  readonly dialect: Dialect;
  /** What becomes of an operation that is not simulated. */
  readonly unsimulated: "reject" | "pass-through";
  readonly done: Done;
}

/** A plugin whose clients act as one account of a simulated S3. */
export function accountPlugin(
  s3: S3,
  { accountId, principalArn, region, dialect, unsimulated, done }: AccountPluginOptions,
): AccountPlugin {
  const handsBack = unsimulated === "pass-through";
  return {
    applyToStack(stack) {
      const knownHeaders = new Map<string, string>();
      install(stack, {
        region,
        keepsAuthentication: handsBack,
        async answer({ request, body, bucket, checkAborted }) {
          const response = await handleRequest(s3, {
            request: received(request, knownHeaders),
            body,
            bucket,
            accountId,
            principalArn,
            handsBack,
            checkAborted,
            dialect,
            done,
          });
          return response && streamed(response);
        },
      });
    },
  };
}

/** The request as it would reach S3, or the error with which Node would refuse to send it. */
function received(
  { method, hostname, path, query, headers }: SdkRequest,
  knownHeaders: Map<string, string>,
): HttpRequest {
  return { method, hostname, path, query, headers: checkHeaders(headers, knownHeaders) };
}

function streamed(response: HttpResponse): SdkResponse {
  const { statusCode, headers, body, isObject, brokenAfterBytes } = response;
  if (!isObject || body === undefined) return response;
  return { statusCode, headers, body: objectStream(body, brokenAfterBytes) };
}
