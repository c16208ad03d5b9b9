import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { replicationMock } from "s3-replication-mock";
import { errorOf } from "../support/client.js";

const Bucket = "bucket";
const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
const signingDate = new Date("2026-01-02T03:04:05Z");

function pair() {
  const real = new S3Client({ region: "eu-west-1", credentials });
  const mocked = new S3Client({ region: "eu-west-1", credentials });
  mocked.middlewareStack.use(replicationMock({ buckets: { [Bucket]: { region: "eu-west-1" } } }));
  return { real, mocked };
}

describe("getSignedUrl", () => {
  test.each([
    [
      "GetObject",
      new GetObjectCommand({ Bucket, Key: "a b/ä.txt", ResponseContentType: "text/css" }),
    ],
    ["GetObject of a version", new GetObjectCommand({ Bucket, Key: "key", VersionId: "v" })],
    ["PutObject", new PutObjectCommand({ Bucket, Key: "key", ContentType: "text/plain" })],
    ["PutObject with metadata", new PutObjectCommand({ Bucket, Key: "key", Metadata: { a: "b" } })],
  ])("gives the URL that it gives without the mock: %s", async (_name, command) => {
    const { real, mocked } = pair();
    const options = { signingDate, expiresIn: 60 };
    // The presigner's own copy of the SDK's types is another one.
    const url = await getSignedUrl(mocked, command as never, options);
    expect(url).toBe(await getSignedUrl(real, command as never, options));
    expect(url).toContain("X-Amz-Signature=");
  });

  test("gives the same URL after the client was used, and leaves the client usable", async () => {
    const { real, mocked } = pair();
    const put = new PutObjectCommand({ Bucket, Key: "key", Body: "content" });
    await mocked.send(put);
    const get = new GetObjectCommand({ Bucket, Key: "key" });
    const options = { signingDate, expiresIn: 60 };
    expect(await getSignedUrl(mocked, get, options)).toBe(await getSignedUrl(real, get, options));
    await mocked.send(put);
  });

  test("demands credentials, as it does without the mock", async () => {
    const client = new S3Client({
      region: "eu-west-1",
      credentials: () => Promise.reject(new Error("no credentials here")),
    });
    client.middlewareStack.use(replicationMock());
    const send = getSignedUrl(client, new GetObjectCommand({ Bucket, Key: "key" }));
    expect((await errorOf(send)).message).toBe("no credentials here");
  });
});

test("createPresignedPost gives the form that it gives without the mock", async () => {
  const { real, mocked } = pair();
  jest.useFakeTimers({ now: signingDate });
  try {
    const options = { Bucket, Key: "user/report.txt", Conditions: [], Expires: 600 };
    const post = await createPresignedPost(mocked, options);
    expect(post).toEqual(await createPresignedPost(real, options));
    expect(post.fields).toHaveProperty("X-Amz-Signature");
  } finally {
    jest.useRealTimers();
  }
});
