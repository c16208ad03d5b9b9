import type { EndHandle } from "../base/disposable.js";
import type { HttpResponse } from "../base/http.js";
import { beginAtCaller } from "../base/mockError.js";
import type { Dialect } from "../dialects/dialect.js";
import { handleRequest } from "../pipeline/handleRequest.js";
import type { Done } from "../pipeline/incoming.js";
import type { S3 } from "../state/s3.js";
import type { Attachment } from "./attachment.js";
import { errorHints, type HintOf } from "./errorHints.js";
import { type ClientClassLike, type ClientLike, install } from "./install.js";
import type { MiddlewareStackLike } from "./middlewareStack.js";
import type { SdkResponse } from "./network.js";
import { objectStream } from "./objectStream.js";
import { attachPlugin } from "./plugin.js";
import { sentHeaders, sentSigned } from "./sentHeaders.js";

/** A plugin for `client.middlewareStack.use()`. */
export interface AccountPlugin {
  /**
   * Called by `middlewareStack.use()`; once more on one client it changes nothing.
   * `middlewareStack.remove("replicationMock")` takes the mock off again and leaves the client as it
   * was, but for a Region that it had to be given: the SDK looks for that once.
   *
   * @throws MockError when another mock, or another account of this one, is on the client already
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
  /** Whether clients are asked for credentials and sign, as they do without the mock. */
  readonly credentials: "ignored" | "required";
  /** What an error that a client throws says beside the wire. */
  readonly hintOf: HintOf;
  readonly done: Done;
}

/** A plugin whose clients act as one account of a simulated S3. */
export function accountPlugin(s3: S3, options: AccountPluginOptions): AccountPlugin {
  const plugin: AccountPlugin = {
    applyToStack(stack) {
      try {
        attachAccount(stack, s3, options);
      } catch (error) {
        // The SDK's own function calls this one.
        throw beginAtCaller(error, stack.use ?? plugin.applyToStack);
      }
    },
  };
  return plugin;
}

/** Installs the same on every client of the classes that it is given, until that is ended. */
export function accountInstaller(
  s3: S3,
  options: AccountPluginOptions,
): (...clients: (ClientClassLike | ClientLike)[]) => EndHandle {
  const attachTo = (stack: MiddlewareStackLike) => attachAccount(stack, s3, options);
  return (...clients) => install(clients, { mock: s3, attachTo });
}

function attachAccount(
  stack: MiddlewareStackLike,
  s3: S3,
  options: AccountPluginOptions,
): Attachment {
  const { accountId, principalArn, region, dialect, unsimulated, credentials, hintOf, done } =
    options;
  const handsBack = unsimulated === "pass-through";
  const knownHeaders = new Map<string, string>();
  const hints = errorHints(hintOf);
  return attachPlugin(stack, {
    owner: { mock: s3, caller: principalArn ?? `account ${accountId}` },
    hints,
    region,
    // What is handed on has to be signed.
    keepsAuthentication: handsBack || credentials === "required",
    async answer({ request, body, bucket, checkAborted }) {
      const { method, hostname, path, query } = request;
      const headers = sentHeaders(request, body, knownHeaders);
      const response = await handleRequest(s3, {
        request: { method, hostname, path, query, headers },
        body,
        bucket,
        accountId,
        principalArn,
        handsBack,
        isSigned: dialect.verifySignature ? undefined : sentSigned(headers),
        checkAborted,
        dialect,
        done,
      });
      if (response === undefined) return undefined;
      const answer = streamed(response);
      hints.answered(answer);
      return answer;
    },
  });
}

function streamed(response: HttpResponse): SdkResponse {
  const { statusCode, headers, body, isObject, brokenAfterBytes } = response;
  if (!isObject || body === undefined) return response;
  return { statusCode, headers, body: objectStream(body, brokenAfterBytes) };
}
