import * as sdk from "@aws-sdk/client-s3";
import type { HttpRequest, HttpResponse } from "../../lib/base/http.js";
import type { OperationName } from "../../lib/base/operationNames.generated.js";

/** A request as the SDK hands it to the network. */
export interface SentRequest extends HttpRequest {
  readonly body: unknown;
}

/** What stands in for the network. */
export type Network = (request: SentRequest) => Omit<HttpResponse, "body"> & { body?: unknown };

interface Sender {
  middlewareStack: {
    add(
      middleware: () => (args: { request: unknown }) => Promise<unknown>,
      options: { step: "deserialize"; priority: "low" },
    ): void;
    remove(name: string): boolean;
  };
  send(command: unknown): Promise<Record<string, unknown>>;
}

/** Sends operations by their names with a real client whose network is a function. */
export class WireClient {
  private readonly client: Sender;

  constructor(
    private readonly network: Network,
    config: sdk.S3ClientConfig = {},
  ) {
    // The client's own types want each command's types; here the command is known by name only.
    this.client = new sdk.S3Client({
      region: "us-east-1",
      credentials: { accessKeyId: "key", secretAccessKey: "secret" },
      maxAttempts: 1,
      responseChecksumValidation: "WHEN_REQUIRED",
      logger: { debug() {}, info() {}, warn() {}, error() {} },
      ...config,
    }) as unknown as Sender;
    this.client.middlewareStack.add(
      () => async (args) => ({ response: sdkResponse(this.network(sent(args.request))) }),
      { step: "deserialize", priority: "low" },
    );
    this.client.middlewareStack.remove("httpSigningMiddleware");
  }

  async send(operation: OperationName, input: object): Promise<Record<string, unknown>> {
    // Each command takes an input of its own type; here it is known by name only.
    const Command = Reflect.get(sdk, `${operation}Command`) as new (input: object) => object;
    return await this.client.send(new Command(input));
  }
}

/** Header names as HTTP compares them. */
function sent(request: unknown): SentRequest {
  // At the deserialize step the request is the SDK's HttpRequest.
  const received = request as SentRequest;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(received.headers)) headers[name.toLowerCase()] = value;
  const { method, hostname, path, query, body } = received;
  return { method, hostname, path, query, headers, body };
}

/** The SDK looks at the class's name only where it has a plain object. */
function sdkResponse(response: ReturnType<Network>): unknown {
  return { reason: undefined, body: undefined, ...response };
}
