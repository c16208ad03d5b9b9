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

describe("letters beyond ASCII in headers", () => {
  test.each<[string, PutObjectCommandInput["Body"], string]>([
    ["arrive as Latin-1 beside bytes", Buffer.from("content"), "Grüße"],
    ["arrive as Latin-1 without a body", undefined, "Grüße"],
    // Node writes head and text at once, in the text's encoding.
    ["arrive as the bytes of UTF-8 beside text", "content", "GrÃ¼Ã\u009fe"],
  ])("%s, as Node sends them", async (_name, Body, note) => {
    const client = new S3Client({ region: "us-east-1", logger: quietLogger });
    client.middlewareStack.use(replicationMock({ buckets }));
    const input = { Bucket, Key: "key", Metadata: { note: "Grüße" } };
    await client.send(new PutObjectCommand({ ...input, ...(Body !== undefined && { Body }) }));
    const { Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
    expect(Metadata).toEqual({ note });
  });
});
