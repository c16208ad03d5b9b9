import { PassThrough, Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { errorOf, quietLogger } from "./support/client.js";

const Bucket = "bucket";

/** A client that keeps its warnings to itself: it has one for each stream that fails. */
function quietClient(): S3Client {
  const client = new S3Client({ region: "us-east-1", logger: quietLogger });
  client.middlewareStack.use(replicationMock({ buckets: { [Bucket]: {} } }));
  return client;
}

/** Hides the signal from middleware, as a client of a version did that did not show it yet. */
function hideSignal(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const { __smithy_context: smithy } = context as { __smithy_context?: object };
      if (smithy !== undefined) Reflect.deleteProperty(smithy, "abortSignal");
      const { headers } = args.request as { headers: Record<string, string> };
      headers["user-agent"] = "aws-sdk-js/3.1000.0 lang/js";
      return next(args);
    },
    { step: "deserialize", priority: "high" },
  );
}

describe.each([
  ["a client that shows its signal", () => {}],
  ["a client that hides its signal", hideSignal],
])("%s", (_name, prepare) => {
  function clientAndSignal() {
    const client = quietClient();
    prepare(client);
    return { client, controller: new AbortController() };
  }

  async function expectNothingStored(client: S3Client): Promise<void> {
    const head = client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
    expect((await errorOf(head)).name).toBe("NotFound");
  }

  function put(
    client: S3Client,
    controller: AbortController,
    input: Partial<PutObjectCommandInput>,
  ) {
    return client.send(new PutObjectCommand({ Bucket, Key: "key", ...input }), {
      abortSignal: controller.signal,
    });
  }

  test("is answered while nobody aborts", async () => {
    const { client, controller } = clientAndSignal();
    await put(client, controller, { Body: "content" });
    await put(client, controller, { Body: Readable.from([Buffer.from("a")]), ContentLength: 1 });
    const get = new GetObjectCommand({ Bucket, Key: "key" });
    const { ContentLength } = await client.send(get, { abortSignal: controller.signal });
    expect(ContentLength).toBe(1);
  });

  test("that has aborted before gets an AbortError, and nothing happens", async () => {
    const { client, controller } = clientAndSignal();
    controller.abort();
    const error = await errorOf(put(client, controller, { Body: "content" }));
    expect(error).toMatchObject({ name: "AbortError" });
    await expectNothingStored(client);
  });

  test("that has aborted before has no stream read", async () => {
    const { client, controller } = clientAndSignal();
    let reads = 0;
    const Body = new Readable({
      read() {
        reads++;
        this.push(null);
      },
    });
    controller.abort();
    expect((await errorOf(put(client, controller, { Body, ContentLength: 0 }))).name).toBe(
      "AbortError",
    );
    expect(reads).toBe(0);
  });

  test("that aborts while its stream is read gets an AbortError, and nothing happens", async () => {
    const { client, controller } = clientAndSignal();
    async function* endless() {
      for (let i = 0; ; i++) {
        if (i === 3) controller.abort();
        yield Buffer.alloc(64 * 1024);
      }
    }
    const input = { Body: Readable.from(endless()), ContentLength: 1e9 };
    expect((await errorOf(put(client, controller, input))).name).toBe("AbortError");
    await expectNothingStored(client);
  });
});

test("a client that aborts while its stream stands still gets an AbortError", async () => {
  const client = quietClient();
  const controller = new AbortController();
  const Body = new PassThrough();
  Body.write("beginning");
  const send = client.send(
    new PutObjectCommand({ Bucket, Key: "key", Body, ContentLength: 1000 }),
    {
      abortSignal: controller.signal,
    },
  );
  setImmediate(() => controller.abort(new Error("enough")));
  expect(await errorOf(send)).toMatchObject({ name: "AbortError" });
});

test("an error of a request's stream is the error of the send", async () => {
  const Body = new Readable({
    read() {
      this.destroy(new Error("disk on fire"));
    },
  });
  const client = quietClient();
  const send = client.send(new PutObjectCommand({ Bucket, Key: "key", Body, ContentLength: 5 }));
  expect((await errorOf(send)).message).toBe("disk on fire");
});
