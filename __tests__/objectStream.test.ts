import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, type GetObjectCommandOutput, S3Client } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { objectStream } from "../lib/client/objectStream.js";

const large = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7) & 0xff));

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("the stream of an object", () => {
  test("gives the bytes of any object", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect(await readAll(objectStream(bytes))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test.each([
    ["nothing", 0, []],
    ["a little", 10, [10]],
    ["one chunk", 65_536, [65_536]],
    ["one chunk and a byte", 65_537, [65_536, 1]],
    ["many chunks", 200_000, [65_536, 65_536, 65_536, 3_392]],
  ])("gives %s in chunks of 64 KB", async (_name, size, lengths) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of objectStream(large.subarray(0, size))) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.length)).toEqual(lengths);
    expect(Buffer.concat(chunks).equals(large.subarray(0, size))).toBe(true);
  });

  test("copies what it gives, so that a consumer cannot damage the object", async () => {
    const stored = Buffer.from("untouched");
    for await (const chunk of objectStream(stored)) chunk.fill(0);
    expect(stored.toString()).toBe("untouched");
  });

  test("copies nothing before it is read", async () => {
    const stored = Buffer.from("before");
    const stream = objectStream(stored);
    stored.write("after!");
    expect((await readAll(stream)).toString()).toBe("after!");
  });

  test("has not ended when its last chunk arrives", async () => {
    for (const size of [1, 65_536, 65_537, 200_000]) {
      const stream = objectStream(large.subarray(0, size));
      let microtasksBeforeEnd = false;
      stream.on("data", () => {
        expect(stream.readableEnded).toBe(false);
        microtasksBeforeEnd = false;
        queueMicrotask(() => {
          microtasksBeforeEnd = !stream.readableEnded;
        });
      });
      await once(stream, "end");
      expect(microtasksBeforeEnd).toBe(true);
    }
  });

  test("ends a destination that takes its time with each chunk", async () => {
    const taken: Buffer[] = [];
    await pipeline(objectStream(large), async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) {
        await new Promise((resolve) => setImmediate(resolve));
        taken.push(chunk);
      }
    });
    expect(Buffer.concat(taken).equals(large)).toBe(true);
  });

  test("can be piped", async () => {
    expect((await readAll(objectStream(large).pipe(new PassThrough()))).equals(large)).toBe(true);
  });

  test("can be read with read()", async () => {
    const stream = objectStream(Buffer.from("abcdef"));
    await once(stream, "readable");
    expect(stream.read(4)?.toString()).toBe("abcd");
    expect(stream.read()?.toString()).toBe("ef");
  });

  test("can be left in the middle", async () => {
    const stream = objectStream(large);
    for await (const chunk of stream) {
      expect(chunk.length).toBe(65_536);
      break;
    }
    expect(stream.destroyed).toBe(true);
  });

  test("can be destroyed with an error before, while and after it is read", async () => {
    const untouched = objectStream(large);
    untouched.destroy(new Error("not wanted"));
    await expect(readAll(untouched)).rejects.toThrow("not wanted");

    const begun = objectStream(large);
    begun.once("data", () => begun.destroy(new Error("enough")));
    await expect(once(begun, "end")).rejects.toThrow("enough");

    const ended = objectStream(Buffer.alloc(1));
    await readAll(ended);
    expect(ended.destroy().destroyed).toBe(true);
  });
});

describe("under fake timers", () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test.each<[string, Parameters<typeof jest.useFakeTimers>[0]]>([
    ["modern", {}],
    ["legacy", { legacyFakeTimers: true }],
  ])("of the %s kind the stream is read to its end", async (_name, config) => {
    jest.useFakeTimers(config);
    expect((await readAll(objectStream(large))).equals(large)).toBe(true);
  });
});

describe("an S3Client", () => {
  /** The answer of a client whose GetObject is answered with these bytes. */
  async function getObject(
    bytes: Uint8Array,
  ): Promise<NonNullable<GetObjectCommandOutput["Body"]>> {
    const client = new S3Client({
      region: "us-east-1",
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    });
    client.middlewareStack.add(
      () => async () => {
        const headers = { "content-length": String(bytes.length) };
        const response = { statusCode: 200, headers, body: objectStream(bytes) };
        // The real output is what the deserializer above makes of the response.
        return { response, output: { $metadata: {} } };
      },
      { step: "deserialize", priority: "low" },
    );
    const { Body } = await client.send(new GetObjectCommand({ Bucket: "bucket", Key: "key" }));
    if (Body === undefined) throw new Error("GetObject answered without a body.");
    return Body;
  }

  test.each([
    ["an empty object", Buffer.alloc(0)],
    ["a small object", Buffer.from("smäll")],
    ["a large object", large],
  ])("reads %s in every way the SDK has", async (_name, bytes) => {
    expect(await (await getObject(bytes)).transformToString("latin1")).toBe(
      bytes.toString("latin1"),
    );
    expect(bytes.equals(await (await getObject(bytes)).transformToByteArray())).toBe(true);
    const webStream = (await getObject(bytes)).transformToWebStream();
    // Node's web streams can be iterated; the type is that of browsers.
    expect((await readAll(webStream as AsyncIterable<Uint8Array>)).equals(bytes)).toBe(true);
    const body = await getObject(bytes);
    if (!(body instanceof Readable)) throw new Error("The body is no Node stream.");
    expect((await readAll(body)).equals(bytes)).toBe(true);
  });

  test("can abandon a body", async () => {
    const body = await getObject(large);
    if (!(body instanceof Readable)) throw new Error("The body is no Node stream.");
    body.destroy();
    expect(body.destroyed).toBe(true);
  });
});
