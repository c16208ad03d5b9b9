import {
  type Attachment,
  attach,
  attachmentOf,
  checkOwner,
  type PluginOwner,
} from "./attachment.js";
import { authenticationBypass } from "./authentication.js";
import { carrierOf } from "./carrier.js";
import type { ErrorHints } from "./errorHints.js";
import type { MiddlewareStackLike } from "./middlewareStack.js";
import { type Answer, networkOf } from "./network.js";
import { regionFallback } from "./regionFallback.js";

/** The name under which the middleware that stands in for the network is on a client's stack. */
export const pluginName = "replicationMock";

const regionName = `${pluginName}Region`;
const hintsName = `${pluginName}Hints`;

/** What the plugin does on a stack. */
export interface PluginOptions {
  readonly owner: PluginOwner;
  readonly answer: Answer;
  readonly hints: ErrorHints;
  /** The Region a client gets that has none. */
  readonly region: string;
  /** The client's own credentials and signer are asked, as they are without the mock. */
  readonly keepsAuthentication: boolean;
}

/**
 * Puts the plugin onto a stack: where the network would be, so that the client's own serializers,
 * checksums, retries and parsers run, and all that its user adds, whenever and wherever.
 *
 * The same mock once more changes nothing. A client without a Region tries its first request twice:
 * what stands before the SDK's search for the Region runs twice then.
 *
 * @throws MockError when another mock, or another account of this one, is on the stack already
 */
export function attachPlugin(
  stack: MiddlewareStackLike,
  { owner, answer, hints, region, keepsAuthentication }: PluginOptions,
): Attachment {
  const present = attachmentOf(stack);
  if (present !== undefined) {
    checkOwner(present.owner, owner);
    return present;
  }
  const carrier = carrierOf(networkOf(answer, keepsAuthentication));
  const bypass = keepsAuthentication ? undefined : authenticationBypass(carrier.answeredIn);
  // The client keeps its Region: from then on every send is spared a middleware.
  const found = () => stack.remove(regionName);
  stack.add(regionFallback(region, found), {
    name: regionName,
    step: "initialize",
    priority: "high",
    override: true,
  });
  stack.add(carrier.middleware, {
    name: pluginName,
    step: "deserialize",
    priority: "low",
    override: true,
  });
  stack.add(hints.middleware, {
    name: hintsName,
    step: "deserialize",
    priority: "high",
    override: true,
  });
  return attach(stack, { owner, carrier, bypass, names: [pluginName, regionName, hintsName] });
}
