import { S3Client, type S3ServiceException } from "@aws-sdk/client-s3";
import type { ReplicationMock } from "s3-replication-mock";

/** A real client of one Region whose network is the mock. It has no credentials. */
export function clientOf(
  mock: Pick<ReplicationMock, "applyToStack">,
  region = "us-east-1",
): S3Client {
  const client = new S3Client({ region });
  client.middlewareStack.use(mock);
  return client;
}

/** An error of S3 as the SDK throws it, with the elements of its document. */
export type ThrownError = S3ServiceException & Record<string, unknown>;

/** The error that a send ends with; a send that succeeds fails the test. */
export async function errorOf(send: Promise<unknown>): Promise<ThrownError> {
  const outcome = await send.then(
    (output) => ({ output }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome) return outcome.error as ThrownError;
  throw new Error(`an error was expected, but S3 answered ${JSON.stringify(outcome.output)}`);
}

/** The bytes of a GetObject answer as text. */
export async function textOf(output: {
  Body?: { transformToString(): Promise<string> } | undefined;
}): Promise<string> {
  if (output.Body === undefined) throw new Error("the answer has no body");
  return output.Body.transformToString();
}

/** For clients that warn of what a test does on purpose, such as a stream of unknown length. */
export const quietLogger = { debug() {}, info() {}, warn() {}, error() {} };
