import {
  GetBucketTaggingCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, textOf } from "../support/client.js";

const Bucket = "a-bucket";
const Key = "key";

function mockWithBucket(): ReplicationMock {
  const buckets = { [Bucket]: { region: "eu-west-1", objects: { [Key]: "content" } } };
  return replicationMock({ clock: manualClock(), buckets });
}

describe("a bucket of another Region's endpoint", () => {
  test.each([
    ["GetObject", new GetObjectCommand({ Bucket, Key })],
    ["PutObject", new PutObjectCommand({ Bucket, Key, Body: "content" })],
    ["GetBucketTagging", new GetBucketTaggingCommand({ Bucket })],
  ])("redirects %s, with its Region in a header", async (_name, command) => {
    // The union of commands is no command for the client's types.
    const send = clientOf(mockWithBucket(), "us-east-1").send(command as GetObjectCommand);
    expect(await errorOf(send)).toMatchObject({
      name: "PermanentRedirect",
      message:
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
      Endpoint: `${Bucket}.s3.eu-west-1.amazonaws.com`,
      Bucket,
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
    });
  });

  test.each([
    ["HeadBucket", new HeadBucketCommand({ Bucket })],
    ["HeadObject", new HeadObjectCommand({ Bucket, Key })],
  ])("redirects %s without a body", async (_name, command) => {
    // The union of commands is no command for the client's types.
    const send = clientOf(mockWithBucket(), "us-east-1").send(command as HeadBucketCommand);
    const error = await errorOf(send);
    expect(error).toMatchObject({
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
    });
    expect(error).not.toHaveProperty("Endpoint");
  });

  test("is reached by a client that follows redirects", async () => {
    const mock = mockWithBucket();
    const s3 = new S3Client({ region: "us-east-1", followRegionRedirects: true });
    s3.middlewareStack.use(mock);
    expect(await textOf(await s3.send(new GetObjectCommand({ Bucket, Key })))).toBe("content");
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "new content" }));
    const there = await clientOf(mock, "eu-west-1").send(new GetObjectCommand({ Bucket, Key }));
    expect(await textOf(there)).toBe("new content");
  });

  test("is reached by an endpoint that is no Region's", async () => {
    const s3 = new S3Client({ region: "us-east-1", endpoint: "http://localhost:4566" });
    s3.middlewareStack.use(mockWithBucket());
    expect(await textOf(await s3.send(new GetObjectCommand({ Bucket, Key })))).toBe("content");
  });
});
