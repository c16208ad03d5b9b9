import { HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { HttpResponse as SmithyResponse } from "@smithy/types";
import { replicationMock } from "s3-replication-mock";
import type { MiddlewareStackLike } from "../lib/client/middlewareStack.js";
import type { SdkRequest, SdkResponse } from "../lib/client/network.js";

// Compile-time: what Smithy's own classes make is what the plugin takes, and the other way round.
const request: SdkRequest = new HttpRequest({
  method: "GET",
  protocol: "https:",
  hostname: "source.s3.us-east-1.amazonaws.com",
  path: "/key",
});
const asSmithyWants = (response: SdkResponse): SmithyResponse => response;

type Middleware = (
  next: unknown,
  context: object,
) => (args: { request: SdkRequest; input?: object }) => Promise<{ response: SdkResponse }>;

/** The middleware that stands in for the network, taken off the stack it is put on. */
function networkOf(mock: {
  applyToStack(stack: MiddlewareStackLike): void;
}): ReturnType<Middleware> {
  let network: Middleware | undefined;
  mock.applyToStack({
    add(middleware: Middleware, { name }: { name: string }) {
      if (name === "replicationMock") network = middleware;
    },
    addRelativeTo() {},
    remove: () => false,
    clone() {},
    concat() {},
    applyToStack() {},
    resolve() {},
  });
  if (network === undefined) throw new Error("the plugin put no middleware on the stack");
  return network(async () => {}, {});
}

describe("the plugin at its edge", () => {
  const buckets = { source: { objects: { key: "42" } } };

  test.each([
    ["an object", "GET", "/key", 200],
    ["an answer without a body", "HEAD", "/key", 200],
    ["an error document", "GET", "/missing", 404],
  ])(
    "takes Smithy's HttpRequest and gives what Smithy takes for an HttpResponse: %s",
    async (_name, method, path, statusCode) => {
      const network = networkOf(replicationMock({ buckets }));
      const args = { request: new HttpRequest({ ...request, method, path }) };
      const response = asSmithyWants((await network(args)).response);
      expect(response.statusCode).toBe(statusCode);
      expect(HttpResponse.isInstance(response)).toBe(true);
    },
  );
});
