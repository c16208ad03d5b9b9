import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, textOf } from "../support/client.js";

const Bucket = "bucket";

function mockInIreland() {
  return replicationMock({
    buckets: { [Bucket]: { region: "eu-west-1", objects: { key: "content" } } },
  });
}

describe("two clients of two Regions", () => {
  test("the one of the bucket's Region is answered, the other one redirected", async () => {
    const mock = mockInIreland();
    const get = new GetObjectCommand({ Bucket, Key: "key" });
    expect(await textOf(await clientOf(mock, "eu-west-1").send(get))).toBe("content");
    expect(await errorOf(clientOf(mock, "us-east-1").send(get))).toMatchObject({
      name: "PermanentRedirect",
      Endpoint: "bucket.s3.eu-west-1.amazonaws.com",
      Bucket,
      $metadata: { httpStatusCode: 301 },
    });
  });

  test("HEAD tells the bucket's Region with a bare 301", async () => {
    const mock = mockInIreland();
    const error = await errorOf(clientOf(mock).send(new HeadObjectCommand({ Bucket, Key: "key" })));
    expect(error).toMatchObject({
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
    });
  });

  test("a client that follows redirects finds the bucket", async () => {
    const client = new S3Client({ region: "us-east-1", followRegionRedirects: true });
    client.middlewareStack.use(mockInIreland());
    const get = new GetObjectCommand({ Bucket, Key: "key" });
    expect(await textOf(await client.send(get))).toBe("content");
    await client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
    await client.send(new PutObjectCommand({ Bucket, Key: "other", Body: "content" }));
    const { BucketRegion } = await client.send(new HeadBucketCommand({ Bucket }));
    expect(BucketRegion).toBe("eu-west-1");
  });
});
