import * as sdk from "@aws-sdk/client-s3";
import type { NormalizedSchema } from "@smithy/core/schema";
import { minimalInput } from "./minimalInput.js";

/** The little of a client and its commands that sending one by its name takes. */
interface Sender {
  middlewareStack: {
    add(
      middleware: () => (args: { request: unknown }) => Promise<unknown>,
      options: { step: "deserialize"; priority: "low" },
    ): void;
  };
  send(command: unknown): Promise<unknown>;
}

/**
 * Whether S3 demands a checksum of an operation's body. The schemas only say that an operation has to do
 * with checksums, so this asks a client that is told to send none but the required ones.
 */
export async function requiresBodyChecksum(
  operation: string,
  input: NormalizedSchema,
): Promise<boolean> {
  // The client's own type wants each command's types; here the command is known by name only.
  const client = new sdk.S3Client({
    region: "us-east-1",
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    requestChecksumCalculation: "WHEN_REQUIRED",
  }) as unknown as Sender;
  let headers: Record<string, string> | undefined;
  client.middlewareStack.add(
    () => async (args) => {
      // At this step the request is an HttpRequest, which the stack types as unknown.
      headers = (args.request as { headers: Record<string, string> }).headers;
      throw new Error("The headers are all there is to see.");
    },
    { step: "deserialize", priority: "low" },
  );
  const Command: new (input: object) => object = Reflect.get(sdk, `${operation}Command`);
  await client.send(new Command(minimalInput(input))).catch((error: unknown) => {
    if (headers === undefined) throw error;
  });
  return Object.keys(headers ?? {}).some((name) => /^(x-amz-checksum-|content-md5$)/i.test(name));
}
