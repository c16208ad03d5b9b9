import { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, quietLogger } from "../support/client.js";

const Bucket = "bucket";
const object = { Bucket, Key: "key" };
const partBytes = 5 * 1024 * 1024;
const content = Buffer.alloc(2 * partBytes + 1_000, "content ");

function setUp() {
  const client = new S3Client({ region: "us-east-1", logger: quietLogger });
  client.middlewareStack.use(replicationMock({ buckets: { [Bucket]: {} } }));
  return client;
}

async function stored(client: S3Client): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand(object));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

async function listUploads(client: S3Client): Promise<readonly object[]> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
  return Uploads;
}

describe("Upload", () => {
  test("of one part is a PutObject", async () => {
    const client = clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
    const progress: unknown[] = [];
    const upload = new Upload({ client, params: { ...object, Body: "content" } });
    upload.on("httpUploadProgress", ({ loaded, total, part }) =>
      progress.push({ loaded, total, part }),
    );
    expect(await upload.done()).toMatchObject({ ETag: '"9a0364b9e99bb480dd25e1f0284c8555"' });
    expect((await stored(client)).toString()).toBe("content");
    expect(progress).toEqual([{ loaded: 7, total: 7, part: 1 }]);
  });

  test.each([
    ["bytes", () => content],
    ["a stream", () => Readable.from([content.subarray(0, 1_000), content.subarray(1_000)])],
  ])("of many parts from %s stores all of it, and tells its progress", async (_name, body) => {
    const client = setUp();
    const loaded: (number | undefined)[] = [];
    const upload = new Upload({ client, params: { ...object, Body: body() }, queueSize: 2 });
    upload.on("httpUploadProgress", (progress) => loaded.push(progress.loaded));
    const { ETag, Key } = await upload.done();
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    expect(Key).toBe("key");
    expect((await stored(client)).equals(content)).toBe(true);
    expect(loaded).toHaveLength(3);
    expect(loaded.at(-1)).toBe(content.length);
  });

  test("that is aborted stores nothing and leaves no upload behind", async () => {
    const client = setUp();
    const upload = new Upload({ client, params: { ...object, Body: content }, queueSize: 1 });
    upload.on("httpUploadProgress", () => void upload.abort());
    expect((await errorOf(upload.done())).name).toBe("AbortError");
    // It tidies up behind its error's back; a listing or two later that is done.
    let uploads = await listUploads(client);
    for (let i = 0; i < 50 && uploads.length > 0; i++) uploads = await listUploads(client);
    expect(uploads).toEqual([]);
    expect((await errorOf(client.send(new HeadObjectCommand(object)))).name).toBe("NotFound");
  });
});
