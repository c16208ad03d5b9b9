import { Readable } from "node:stream";
import {
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { errorOf, quietLogger } from "./support/client.js";

const Bucket = "bucket";

function client() {
  const mocked = new S3Client({
    region: "us-east-1",
    requestChecksumCalculation: "WHEN_REQUIRED",
    logger: quietLogger,
  });
  const mock = replicationMock({ buckets: { [Bucket]: {} } });
  mocked.middlewareStack.use(mock);
  return { mocked, mock };
}

describe("a stream whose length nobody knows, without a checksum,", () => {
  const notImplemented = {
    name: "NotImplemented",
    Header: "Transfer-Encoding",
    $metadata: { httpStatusCode: 501 },
  };

  test("is no object: S3 takes no chunks", async () => {
    const { mocked, mock } = client();
    const Body = Readable.from([Buffer.from("content")]);
    const put = mocked.send(new PutObjectCommand({ Bucket, Key: "key", Body }));
    expect(await errorOf(put)).toMatchObject(notImplemented);
    expect(mock.bucket(Bucket)?.versions).toEqual([]);
  });

  test("is no part", async () => {
    const { mocked } = client();
    const target = { Bucket, Key: "key" };
    const { UploadId } = await mocked.send(new CreateMultipartUploadCommand(target));
    const Body = Readable.from([Buffer.from("content")]);
    const part = { ...target, UploadId, PartNumber: 1, Body };
    expect(await errorOf(mocked.send(new UploadPartCommand(part)))).toMatchObject(notImplemented);
  });

  test("is taken when its length is given", async () => {
    const { mocked } = client();
    const Body = Readable.from([Buffer.from("content")]);
    await mocked.send(new PutObjectCommand({ Bucket, Key: "key", Body, ContentLength: 7 }));
    const { ContentLength } = await mocked.send(new HeadObjectCommand({ Bucket, Key: "key" }));
    expect(ContentLength).toBe(7);
  });
});

describe("a body that the SDK's handler for Node cannot send", () => {
  test.each<[string, () => unknown, string]>([
    ["a Blob", () => new Blob(["content"]), "an instance of Blob"],
    ["a web stream", () => new Response("content").body, "an instance of ReadableStream"],
    ["a number", () => 5, "type number"],
  ])("fails with that handler's own error: %s", async (_name, body, received) => {
    const { mocked, mock } = client();
    const input = { Bucket, Key: "key", Body: body() as never, ContentLength: 7 };
    const error = await errorOf(mocked.send(new PutObjectCommand(input)));
    expect(error.message).toContain("The first argument must be of type string or an instance of");
    expect(error.message).toContain(received);
    expect(mock.bucket(Bucket)?.versions).toEqual([]);
    expect(mock.requests.all()).toEqual([]);
  });
});
