import { Readable } from "node:stream";
import {
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { errorOf, quietLogger } from "./support/client.js";

const Bucket = "bucket";
const buckets = { [Bucket]: {} };

describe("headers that Node would refuse", () => {
  test.each<[string, Partial<PutObjectCommandInput>, string]>([
    ["a line break in metadata", { Metadata: { key: "a\nb" } }, "ERR_INVALID_CHAR"],
    ["a letter beyond Latin-1", { Metadata: { key: "ā" } }, "ERR_INVALID_CHAR"],
    ["a blank in the name of metadata", { Metadata: { "a b": "c" } }, "ERR_INVALID_HTTP_TOKEN"],
    [
      "a stream of unknown length",
      { Body: Readable.from([Buffer.from("content")]) },
      "ERR_HTTP_INVALID_HEADER_VALUE",
    ],
  ])("fail with Node's error: %s", async (_name, input, code) => {
    const client = new S3Client({ region: "us-east-1", logger: quietLogger });
    client.middlewareStack.use(replicationMock({ buckets }));
    const put = client.send(new PutObjectCommand({ Bucket, Key: "key", ...input }));
    expect((await errorOf(put)).message).toContain(`TypeError [${code}]: `);
    const head = client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
    expect((await errorOf(head)).name).toBe("NotFound");
  });
});

// Pasted answers; field-reports D15 (C). Node sends Latin-1, and the SDK has signed UTF-8.
describe("letters beyond ASCII in headers", () => {
  const ways = ["plugin", "signing plugin", "server", "server with keys"];
  const inputs: [string, Partial<PutObjectCommandInput>][] = [
    ["metadata beside bytes", { Body: Buffer.from("content"), Metadata: { note: "Grüße" } }],
    ["a file name without a body", { ContentDisposition: 'filename="ü.txt"' }],
  ];
  test.each(ways.flatMap((way) => inputs.map(([what, input]) => ({ way, what, input }))))(
    "are SignatureDoesNotMatch in $what ($way)",
    async ({ way, input }) => {
      await sent(way, async (client) => {
        const put = new PutObjectCommand({ Bucket, Key: "key", ...input });
        expect(await errorOf(client.send(put))).toMatchObject({
          name: "SignatureDoesNotMatch",
          $metadata: { httpStatusCode: 403 },
        });
      });
    },
  );

  test.each(ways)("arrive as Latin-1 in what is not signed (%s)", async (way) => {
    await sent(way, async (client) => {
      const CacheControl = 'private="Grüße"';
      await client.send(new PutObjectCommand({ Bucket, Key: "key", CacheControl }));
      const head = await client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
      expect(head.CacheControl).toBe(CacheControl);
    });
  });

  // Node writes head and text at once, in the text's encoding.
  test.each(ways)("arrive as UTF-8 beside text, as signed (%s)", async (way) => {
    await sent(way, async (client) => {
      const input = { Bucket, Key: "key", Metadata: { note: "Grüße" } };
      await client.send(new PutObjectCommand({ ...input, Body: "content" }));
      const { Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
      expect(Metadata).toEqual({ note: "GrÃ¼Ã\u009fe" });
    });
  });
});

/** Gives a client to whom the mock answers inside the process, with or without signing, or over HTTP. */
async function sent(way: string, use: (client: S3Client) => Promise<void>): Promise<void> {
  const credentials = { accessKeyId: "id", secretAccessKey: "secret" };
  const isServed = way.startsWith("server");
  const mock = replicationMock({
    buckets,
    ...(way === "signing plugin" && { credentials: "required" as const }),
  });
  const server = isServed
    ? await mock.listen(way === "server" ? {} : { credentials: [credentials] })
    : undefined;
  const client = new S3Client({
    region: "us-east-1",
    logger: quietLogger,
    credentials,
    ...(server && { endpoint: server.url, forcePathStyle: true }),
  });
  if (!isServed) client.middlewareStack.use(mock);
  try {
    await use(client);
  } finally {
    client.destroy();
    await server?.close();
  }
}
