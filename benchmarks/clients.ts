import { Readable } from "node:stream";
import { S3Client } from "@aws-sdk/client-s3";
import { type ReplicationMock, replicationMock } from "s3-replication-mock";

/** An answer that is always the same. A body is given as bytes and read as a stream. */
export interface Canned {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly bytes?: Uint8Array;
}

/** A client whose network is the mock. */
export function mockedClient(): S3Client {
  return mockedWith(replicationMock({ buckets: { source: { versioning: "Enabled" }, plain: {} } }));
}

/** A client whose network is a mock that was made before. */
export function mockedWith(mock: ReplicationMock): S3Client {
  const client = new S3Client({ region: "us-east-1" });
  client.middlewareStack.use(mock);
  return client;
}

/** The first baseline: no authentication, and a canned answer where the mock would give its own. */
export function cannedClient(canned: Canned): S3Client {
  const client = new S3Client({ region: "us-east-1" });
  const stack = client.middlewareStack;
  for (const name of ["httpAuthSchemeMiddleware", "httpSigningMiddleware"]) stack.remove(name);
  stack.add(() => async () => ({ response: answer(canned), output: undefined as never }), {
    step: "deserialize",
    priority: "low",
    name: "canned",
  });
  return client;
}

/** The second baseline: everything the SDK does, signing too, and a canned answer for a network. */
export function signingClient(canned: Canned): S3Client {
  return new S3Client({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" },
    requestHandler: { handle: async () => ({ response: answer(canned) as never }) },
  });
}

interface Answered {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body?: Readable;
}

/** The answer that a client's next request gets, kept to be given again. */
export async function recorded(client: S3Client, send: () => Promise<unknown>): Promise<Canned> {
  let canned: Canned | undefined;
  const name = "recorder";
  const record =
    (next: (args: unknown) => Promise<{ response: Answered }>) => async (args: unknown) => {
      const result = await next(args);
      const { statusCode, headers, body } = result.response;
      const bytes = body === undefined ? undefined : Buffer.concat(await body.toArray());
      canned = { statusCode, headers, ...(bytes && { bytes }) };
      return { ...result, response: answer(canned) };
    };
  client.middlewareStack.use({
    applyToStack(stack: { addRelativeTo(middleware: unknown, options: object): void }) {
      stack.addRelativeTo(record, { relation: "before", toMiddleware: "replicationMock", name });
    },
  });
  await send();
  client.middlewareStack.remove(name);
  if (canned === undefined) throw new Error("recorded: nothing was sent");
  return canned;
}

function answer({ statusCode, headers, bytes }: Canned): object {
  if (bytes === undefined) return { statusCode, headers };
  let isRead = false;
  const body = new Readable({
    read() {
      this.push(isRead ? null : bytes);
      isRead = true;
    },
  });
  return { statusCode, headers, body };
}
