import { once } from "node:events";
import { Readable } from "node:stream";
import fc from "fast-check";
import { collectBody } from "../../lib/wire/body.js";

const text = "Grüße";
const bytes = Buffer.from(text);
/** The same bytes at an offset in a larger memory, as views commonly are. */
const { buffer, byteOffset } = Buffer.concat([Buffer.from("--"), bytes, Buffer.from("--")]);
const padded = buffer.slice(byteOffset + 2, byteOffset + 2 + bytes.length);

/** A PUT with a checksum that needs nothing loaded. */
const head = { method: "PUT", headers: { "x-amz-trailer": "x-amz-checksum-crc32" } };

function put(body: unknown, headers: Record<string, string> = {}) {
  return collectBody({ ...head, headers: { ...head.headers, ...headers } }, body);
}

async function* piecewise(...pieces: unknown[]): AsyncGenerator<unknown> {
  for (const piece of pieces) yield piece;
}

describe("a body", () => {
  test.each<[string, unknown]>([
    ["a string", text],
    ["a Buffer", bytes],
    ["a Uint8Array", new Uint8Array(bytes)],
    ["a Uint8Array at an offset", new Uint8Array(buffer, byteOffset + 2, bytes.length)],
    ["an ArrayBuffer", padded],
    ["a DataView", new DataView(buffer, byteOffset + 2, bytes.length)],
    ["an Int8Array", new Int8Array(padded)],
  ])("may be %s, and is there at once", (_name, body) => {
    const collected = put(body);
    if (collected instanceof Promise) throw new Error("The body is a promise.");
    expect(collected.bytes).toEqual(bytes);
    expect(collected.headers["content-length"]).toBe(String(bytes.length));
  });

  test.each<[string, () => unknown]>([
    ["a Readable", () => Readable.from([bytes.subarray(0, 3), bytes.subarray(3)])],
    ["a Readable of strings", () => Readable.from(["Grü", "ße"])],
    ["a Readable with an encoding", () => Readable.from([bytes]).setEncoding("utf8")],
    ["an async generator", () => piecewise("Gr", new Uint8Array(bytes).subarray(2, 4), "ße")],
    ["a web ReadableStream", () => Readable.toWeb(Readable.from([bytes], { objectMode: false }))],
  ])("may be %s, and is read to its end", async (_name, body) => {
    const collected = await put(body());
    expect(collected.bytes).toEqual(bytes);
    expect(collected.headers["content-length"]).toBe(String(bytes.length));
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
  ])("that is %s is none, and leaves the headers alone", (_name, body) => {
    expect(put(body)).toEqual({ bytes: undefined, headers: head.headers });
  });

  test.each<[string, unknown]>([
    ["an empty string", ""],
    ["no bytes", new Uint8Array(0)],
  ])("that is %s has a length of 0", async (_name, body) => {
    expect(await put(body)).toEqual({
      bytes: Buffer.alloc(0),
      headers: expect.objectContaining({ "content-length": "0" }),
    });
  });

  test.each<[string, unknown]>([
    ["a number", 5],
    ["an object", {}],
    ["a function", () => bytes],
  ])("that is %s is refused by name", (_name, body) => {
    expect(() => put(body)).toThrow(/^A request body cannot be sent as \[object/);
  });

  test("that streams something other than bytes is refused by name", async () => {
    await expect(put(piecewise("a", 5))).rejects.toThrow("[object Number]");
  });

  test.each<[string, (memory: Buffer) => unknown]>([
    ["bytes", (memory) => memory],
    ["a stream of one piece", (memory) => Readable.from([memory])],
  ])("of %s is copied", async (_name, body) => {
    const memory = Buffer.from("sent");
    const collected = await put(body(memory));
    memory.fill(0);
    expect(collected.bytes).toEqual(Buffer.from("sent"));
  });

  test("is copied before anything is awaited", async () => {
    const memory = Buffer.from("sent");
    const collecting = collectBody({ method: "PUT", headers: {} }, memory);
    memory.fill(0);
    expect((await collecting).bytes).toEqual(Buffer.from("sent"));
  });

  test("that is a stream comes out the same however it is split", async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pieces, async (split) => {
        const collected = await put(Readable.from(split));
        expect(collected.bytes ?? Buffer.alloc(0)).toEqual(Buffer.concat(split));
      }),
    );
  });

  test("that is a stream has emitted its end", async () => {
    const stream = Readable.from([bytes]);
    await Promise.all([once(stream, "end"), put(stream)]);
    expect(stream.readableEnded).toBe(true);
  });

  test("that is a stream is received under fake timers, CRC64NVME and all", async () => {
    jest.useFakeTimers();
    try {
      const collected = await collectBody({ method: "PUT", headers: {} }, Readable.from([bytes]));
      expect(collected.bytes).toEqual(bytes);
    } finally {
      jest.useRealTimers();
    }
  });

  test("that is a stream and fails, fails the request with the same error", async () => {
    const broken = new Error("disk on fire");
    const stream = new Readable({
      read() {
        this.destroy(broken);
      },
    });
    await expect(put(stream)).rejects.toBe(broken);
  });
});

describe("a declared length", () => {
  test.each<[string, Record<string, string>]>([
    ["that is the body's is accepted", { "content-length": "6" }],
    [
      "beside a transfer encoding means nothing",
      { "content-length": "5", "transfer-encoding": "chunked" },
    ],
  ])("%s", async (_fact, headers) => {
    expect((await put("abcdef", headers)).headers["content-length"]).toBe("6");
  });

  test.each<[string, unknown, string, string]>([
    ["longer than the body is waited for in vain", "abc", "4", "RequestTimeout"],
    ["without a body is waited for in vain", undefined, "4", "RequestTimeout"],
    ["shorter than the body is an IncompleteBody", "abc", "2", "IncompleteBody"],
    ["that is no number is an IncompleteBody", "abc", "three", "IncompleteBody"],
  ])("%s", (_name, body, length, code) => {
    expect(() => put(body, { "content-length": length })).toThrow(
      expect.objectContaining({ code, statusCode: 400 }),
    );
  });
});

describe.each(["GET", "HEAD"])("%s", (method) => {
  test("claims nothing about its body", () => {
    const headers = { "x-amz-checksum-crc32": "AAAAAA==", "content-length": "7" };
    expect(collectBody({ method, headers }, "abc")).toEqual({
      bytes: Buffer.from("abc"),
      headers,
    });
  });
});
