import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import {
  ChecksumAlgorithm,
  DeleteObjectsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { checksum, checksumFields, loadChecksums } from "../../lib/base/checksums.js";
import { type CollectedBody, collectBody } from "../../lib/wire/body.js";
import { checkHeaders } from "../../lib/wire/headers.js";
import { requireChecksum } from "../../lib/wire/integrity.js";

interface SentRequest {
  method: string;
  headers: Record<string, unknown>;
  body: unknown;
}

interface Received extends CollectedBody {
  readonly sentHeaders: Record<string, unknown>;
}

function ignore(): void {}

/** A client whose requests are received instead of sent. */
function receivingClient(config: S3ClientConfig = {}): { client: S3Client; received: Received[] } {
  const received: Received[] = [];
  const client = new S3Client({
    region: "us-east-1",
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    // The SDK warns of the streams that are meant to fail.
    logger: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
    ...config,
  });
  client.middlewareStack.add(
    () => async (args) => {
      // A deserialize step is given the HttpRequest, which the SDK types as unknown.
      const { method, headers, body } = args.request as SentRequest;
      const collected = await collectBody({ method, headers: checkHeaders(headers) }, body);
      received.push({ ...collected, sentHeaders: headers });
      const response = { statusCode: 200, headers: {}, body: undefined };
      return { response, output: { $metadata: {} } };
    },
    { step: "deserialize", priority: "low" },
  );
  return { client, received };
}

/** Members that are `undefined` are as good as absent to the SDK, but not to its types. */
type PutInput = {
  [Member in keyof Omit<PutObjectCommandInput, "Bucket" | "Key">]:
    | PutObjectCommandInput[Member]
    | undefined;
};

async function put(input: PutInput, config?: S3ClientConfig): Promise<Received> {
  const { client, received } = receivingClient(config);
  // See PutInput.
  await client.send(
    new PutObjectCommand({ Bucket: "bucket", Key: "key", ...input } as PutObjectCommandInput),
  );
  const [request] = received;
  if (request === undefined) throw new Error("No request was received.");
  return request;
}

const text = "Grüße".repeat(12_000);
const bytes = Buffer.from(text);
/** A stream of many pieces, of more than 8,192 bytes: the SDK makes a chunk of each. */
const stream = () => Readable.from(Array.from({ length: 10 }, (_, i) => slice(i)));
const slice = (i: number) =>
  bytes.subarray(Math.floor((i * bytes.length) / 10), Math.floor(((i + 1) * bytes.length) / 10));

/** Compares without naming each byte that differs, which takes seconds. */
function isSent(received: Uint8Array | undefined): boolean {
  return received !== undefined && bytes.equals(received);
}

beforeAll(() => loadChecksums());

/** Those of 2026 it sends where the caller gives a value; to compute them it wants an implementation. */
const computedBySdk = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;

describe("PutObject of the SDK", () => {
  test.each<[string, () => PutObjectCommandInput["Body"]]>([
    ["a string", () => text],
    ["a Buffer", () => bytes],
    ["a Uint8Array", () => new Uint8Array(bytes)],
  ])("with %s arrives with its checksum", async (_name, body) => {
    const request = await put({ Body: body() });
    expect(isSent(request.bytes)).toBe(true);
    expect(request.headers).toMatchObject({
      "content-length": String(bytes.length),
      "x-amz-checksum-crc32": checksum("CRC32", bytes),
      "x-amz-sdk-checksum-algorithm": "CRC32",
    });
  });

  test.each(computedBySdk)("with a stream arrives with the %s of its trailer", async (name) => {
    const request = await put({
      Body: stream(),
      ContentLength: bytes.length,
      ChecksumAlgorithm: ChecksumAlgorithm[name],
    });
    expect(request.sentHeaders).toMatchObject({
      "content-encoding": "aws-chunked",
      "x-amz-decoded-content-length": String(bytes.length),
      "x-amz-trailer": checksumFields[name].header,
    });
    expect(isSent(request.bytes)).toBe(true);
    expect(request.headers).toMatchObject({
      "content-length": String(bytes.length),
      [checksumFields[name].header]: checksum(name, bytes),
    });
    expect(request.headers["content-encoding"]).toBeUndefined();
  });

  test.each(computedBySdk)("with a string arrives with its %s", async (name) => {
    const request = await put({ Body: text, ChecksumAlgorithm: ChecksumAlgorithm[name] });
    expect(request.headers[checksumFields[name].header]).toBe(checksum(name, bytes));
  });

  test("with a file arrives as the file", async () => {
    const request = await put({ Body: createReadStream(__filename) });
    expect(request.bytes?.toString()).toContain("arrives as the file");
  });

  test("keeps the encoding that the caller gave", async () => {
    const request = await put({
      Body: stream(),
      ContentLength: bytes.length,
      ContentEncoding: "gzip",
    });
    expect(request.sentHeaders["content-encoding"]).toBe("gzip,aws-chunked");
    expect(request.headers["content-encoding"]).toBe("gzip");
  });

  test("with a stream of unknown length fails as it does with a network", async () => {
    await expect(put({ Body: stream() })).rejects.toThrow(
      'Invalid value "undefined" for header "x-amz-decoded-content-length"',
    );
  });

  test("with a stream shorter than its length is incomplete", async () => {
    await expect(put({ Body: stream(), ContentLength: bytes.length + 1 })).rejects.toMatchObject({
      code: "IncompleteBody",
    });
  });

  test.each<[string, string | undefined, number | undefined]>([
    ["an empty string", "", 0],
    ["no body", undefined, undefined],
  ])("with %s arrives with the checksum of nothing", async (_name, body, length) => {
    const request = await put({ Body: body });
    expect(request.bytes?.length).toBe(length);
    expect(request.headers["x-amz-checksum-crc32"]).toBe("AAAAAA==");
  });

  test.each<[string, () => PutObjectCommandInput["Body"], number | undefined]>([
    ["a string", () => text, undefined],
    ["a stream", stream, bytes.length],
  ])("with %s and no checksum arrives", async (_name, body, length) => {
    const request = await put(
      { Body: body(), ContentLength: length },
      { requestChecksumCalculation: "WHEN_REQUIRED" },
    );
    expect(isSent(request.bytes)).toBe(true);
    expect(() => requireChecksum(request.headers)).toThrow("Missing required header");
  });

  test.each<[string, PutInput, string]>([
    ["MD5", { ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" }, "BadDigest"],
    ["checksum", { ChecksumSHA256: checksum("SHA256", Buffer.from("other")) }, "BadDigest"],
  ])("with a wrong %s is rejected", async (_name, input, code) => {
    await expect(put({ Body: text, ...input })).rejects.toMatchObject({ code });
  });
});

test("DeleteObjects of the SDK always has a checksum", async () => {
  const { client, received } = receivingClient({ requestChecksumCalculation: "WHEN_REQUIRED" });
  await client.send(new DeleteObjectsCommand({ Bucket: "b", Delete: { Objects: [{ Key: "k" }] } }));
  expect(() => requireChecksum(received[0]?.headers ?? {})).not.toThrow();
});
