import { Readable } from "node:stream";
import fc from "fast-check";
import {
  checksum,
  checksumAlgorithms,
  checksumFields,
  loadChecksums,
} from "../../lib/base/checksums.js";
import { decodeAwsChunked } from "../../lib/wire/awsChunked.js";
import { collectBody } from "../../lib/wire/body.js";

const signature = `;chunk-signature=${"ab01".repeat(16)}`;

/** Frames the pieces as a client does. */
function encode(
  pieces: readonly Uint8Array[],
  trailers: Readonly<Record<string, string>> = {},
  extension = "",
): Buffer {
  const full = pieces.filter((piece) => piece.length > 0);
  return Buffer.concat([
    ...full.flatMap((piece) => [
      Buffer.from(`${piece.length.toString(16)}${extension}\r\n`),
      piece,
      Buffer.from("\r\n"),
    ]),
    Buffer.from(`0${extension}\r\n`),
    ...Object.entries(trailers).map(([name, value]) => Buffer.from(`${name}:${value}\r\n`)),
    Buffer.from("\r\n"),
  ]);
}

/** All but the last one hold 8,192 bytes, as S3 wants them. */
const anyPieces = fc
  .tuple(
    fc.array(
      fc.tuple(fc.nat(255), fc.nat(9)).map(([byte, more]) => Buffer.alloc(8192 + more, byte)),
      { maxLength: 3 },
    ),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([full, last]) => [...full, last]);

beforeAll(() => loadChecksums());

describe("an aws-chunked body", () => {
  test("holds its bytes, however it is chunked, signed or not, with or without trailers", () => {
    const anyTrailers = fc.constantFrom({}, { "x-amz-checksum-crc32": "AAAAAA==", "x-b": "c: d" });
    const anyExtension = fc.constantFrom("", signature);
    fc.assert(
      fc.property(anyPieces, anyTrailers, anyExtension, (pieces, trailers, extension) => {
        const decoded = decodeAwsChunked(encode(pieces, trailers, extension));
        expect(Buffer.compare(decoded.bytes, Buffer.concat(pieces))).toBe(0);
        expect(Object.fromEntries(decoded.trailers)).toEqual(trailers);
      }),
    );
  });

  test("is incomplete wherever it is cut off", () => {
    const whole = encode(
      [Buffer.from("one\r\n0\r\n\r\n")],
      { "x-amz-checksum-crc32": "AAAAAA==" },
      signature,
    );
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeAwsChunked(Buffer.from(whole.subarray(0, length)))).toThrow(
        expect.objectContaining({ code: "IncompleteBody" }),
      );
    }
  });

  test.each([
    ["without framing", "just text\r\n"],
    ["with a size that is no number", "x\r\nabc\r\n0\r\n\r\n"],
    ["with a size that is negative", "-1\r\n\r\n0\r\n\r\n"],
    ["with a size in a prefix", "0x3\r\nabc\r\n0\r\n\r\n"],
    ["without a size", "\r\nabc\r\n0\r\n\r\n"],
    ["with a size of 17 digits", `${"0".repeat(16)}3\r\nabc\r\n0\r\n\r\n`],
    ["with another extension", "3;name=value\r\nabc\r\n0\r\n\r\n"],
    ["with an empty signature", "3;chunk-signature=\r\nabc\r\n0\r\n\r\n"],
    ["with more data than its chunk says", "2\r\nabc\r\n0\r\n\r\n"],
    ["with a trailer that ends in a carriage return alone", "0\r\na:1\rb:2\r\n\r\n"],
    ["with bytes after its end", "3\r\nabc\r\n0\r\n\r\n0"],
  ])("%s is IncompleteBody", (_name, encoded) => {
    expect(() => decodeAwsChunked(Buffer.from(encoded))).toThrow(
      expect.objectContaining({
        code: "IncompleteBody",
        statusCode: 400,
        message: "The request body terminated unexpectedly",
      }),
    );
  });

  test.each([
    ["without a colon", "0\r\nx-amz-checksum-crc32\r\n\r\n"],
    ["without a name", "0\r\n:value\r\n\r\n"],
    ["with a blank in its name", "0\r\na b:value\r\n\r\n"],
  ])("with a trailer %s is MalformedTrailerError", (_name, encoded) => {
    expect(() => decodeAwsChunked(Buffer.from(encoded))).toThrow(
      expect.objectContaining({ code: "MalformedTrailerError", statusCode: 400 }),
    );
  });

  // aws-sdk-js-v3 6799, versitygw 1683 and 2085, which have S3's answer
  test.each([
    ["8,191 bytes before the last one", [8191, 1], { Chunk: "2", BadChunkSize: "8191" }],
    ["1 byte after one that is full", [8192, 1, 1], { Chunk: "3", BadChunkSize: "1" }],
  ])("with a chunk of %s is InvalidChunkSizeError", (_name, sizes, elements) => {
    const encoded = encode(sizes.map((size) => Buffer.alloc(size)));
    expect(() => decodeAwsChunked(encoded)).toThrow(
      expect.objectContaining({
        code: "InvalidChunkSizeError",
        message: "Only the last chunk is allowed to have a size less than 8192 bytes",
        elements,
      }),
    );
  });

  test("has its trailers in lower case and trimmed", () => {
    const { trailers } = decodeAwsChunked(encode([], { "X-Amz-Checksum-CRC32": " AAAAAA== " }));
    expect([...trailers]).toEqual([["x-amz-checksum-crc32", "AAAAAA=="]]);
  });
});

describe("a request with an aws-chunked body", () => {
  const streaming = { "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER" };

  function put(body: unknown, headers: Record<string, string>, decodedBytes = 3) {
    const length = { "x-amz-decoded-content-length": String(decodedBytes) };
    return collectBody({ method: "PUT", headers: { ...length, ...headers } }, body);
  }

  test.each(checksumAlgorithms)("has the %s of its trailer verified", async (algorithm) => {
    const { header } = checksumFields[algorithm];
    const headers = { ...streaming, "x-amz-trailer": header };
    await fc.assert(
      fc.asyncProperty(anyPieces, async (pieces) => {
        const bytes = Buffer.concat(pieces);
        const value = checksum(algorithm, bytes);
        const encoded = encode(pieces, { [header]: value, "x-amz-trailer-signature": "ab" });
        const collected = await put(Readable.from([encoded]), headers, bytes.length);
        expect(Buffer.compare(collected.bytes ?? Buffer.of(), bytes)).toBe(0);
        expect(collected.headers[header]).toBe(value);
        expect(collected.headers["x-amz-trailer-signature"]).toBeUndefined();
      }),
      { numRuns: 20 },
    );
    const wrong = encode([Buffer.from("abc")], { [header]: checksum(algorithm, Buffer.from("d")) });
    expect(() => put(wrong, headers)).toThrow(
      `The ${algorithm} you specified did not match the calculated checksum.`,
    );
  });

  test.each<[string, string, string | undefined]>([
    ["aws-chunked alone", "aws-chunked", undefined],
    ["gzip,aws-chunked", "gzip,aws-chunked", "gzip"],
    ["aws-chunked with blanks among others", "gzip, aws-chunked , br", "gzip,br"],
  ])("loses %s from its content encoding", async (_name, sent, stored) => {
    const { headers, bytes } = await put(encode([Buffer.from("abc")]), {
      "content-encoding": sent,
      "content-length": "13",
      "x-amz-decoded-content-length": "3",
    });
    expect(bytes).toEqual(Buffer.from("abc"));
    expect(headers["content-encoding"]).toBe(stored);
    expect("content-encoding" in headers).toBe(stored !== undefined);
    expect(headers["content-length"]).toBe("3");
  });

  test("may be a string", async () => {
    expect((await put("3\r\nabc\r\n0\r\n\r\n", streaming)).bytes).toEqual(Buffer.from("abc"));
  });

  test.each<[string, Record<string, string>]>([
    ["a wrong decoded length", { "x-amz-decoded-content-length": "4" }],
    [
      // As versitygw's tests have it.
      "a wrong decoded length and another trailer than the announced one",
      { "x-amz-decoded-content-length": "4", "x-amz-trailer": "x-amz-checksum-crc32" },
    ],
    ["a wrong encoded length", { "content-length": "3" }],
  ])("is incomplete with %s", (_name, headers) => {
    expect(() => put(encode([Buffer.from("abc")]), { ...streaming, ...headers })).toThrow(
      expect.objectContaining({ code: "IncompleteBody" }),
    );
  });

  test("without any body is incomplete", () => {
    expect(() => put(undefined, streaming)).toThrow(
      expect.objectContaining({ code: "IncompleteBody" }),
    );
  });

  test.each([undefined, "", "three", "-1", "undefined"])(
    "is MissingContentLength with a decoded length of %j",
    (length) => {
      const sent = length === undefined ? {} : { "x-amz-decoded-content-length": length };
      const request = { method: "PUT", headers: { ...streaming, ...sent } };
      expect(() => collectBody(request, encode([Buffer.from("abc")]))).toThrow(
        expect.objectContaining({ code: "MissingContentLength", statusCode: 411 }),
      );
    },
  );

  // As S3 is quoted in scality/Arsenal 2596.
  test.each<[string, string | undefined, Record<string, string>]>([
    ["that was not announced", undefined, { "x-amz-acl": "public-read" }],
    ["other than the announced one", "x-amz-checksum-crc32", { "x-amz-checksum-sha1": "AAAA" }],
    ["more than was announced", "x-a", { "x-a": "1", "x-b": "2" }],
    ["less than was announced", "x-amz-checksum-crc32", {}],
  ])("is MalformedTrailerError with a trailer %s", (_name, announced, trailers) => {
    const headers = { ...streaming, ...(announced && { "x-amz-trailer": announced }) };
    expect(() => put(encode([Buffer.from("abc")], trailers), headers)).toThrow(
      expect.objectContaining({
        code: "MalformedTrailerError",
        message:
          "The request contained trailing data that was not well-formed or did not conform to our published schema.",
      }),
    );
  });

  test("names the trailing header for a checksum in it that can be none", () => {
    const headers = { ...streaming, "x-amz-trailer": "x-amz-checksum-crc32" };
    const encoded = encode([Buffer.from("abc")], { "x-amz-checksum-crc32": "x" });
    expect(() => put(encoded, headers)).toThrow(
      "Value for x-amz-checksum-crc32 trailing header is invalid.",
    );
  });

  test("has one checksum, in a header or in a trailer", () => {
    const headers = {
      ...streaming,
      "x-amz-trailer": "x-amz-checksum-crc32",
      "x-amz-checksum-crc32": "AAAAAA==",
    };
    const encoded = encode([Buffer.from("abc")], { "x-amz-checksum-crc32": "AAAAAA==" });
    expect(() => put(encoded, headers)).toThrow("Expecting a single x-amz-checksum- header.");
  });

  test("takes several announced trailers", async () => {
    const { headers } = await put(encode([], { "x-amz-checksum-crc32": "AAAAAA==", "x-a": "b" }), {
      ...streaming,
      "x-amz-trailer": "X-Amz-Checksum-CRC32, x-a",
      "x-amz-decoded-content-length": "0",
    });
    expect(headers).toMatchObject({ "x-amz-checksum-crc32": "AAAAAA==", "x-a": "b" });
  });
});
