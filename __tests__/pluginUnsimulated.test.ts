import { HeadBucketCommand, S3Client, SelectObjectContentCommand } from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "./support/client.js";
import { recordingHandler } from "./support/recordingHandler.js";

const Bucket = "bucket";
const buckets = { [Bucket]: {} };
const select = new SelectObjectContentCommand({
  Bucket,
  Key: "key",
  Expression: "SELECT * FROM S3Object",
  ExpressionType: "SQL",
  InputSerialization: { CSV: {} },
  OutputSerialization: { CSV: {} },
});

describe("the plugin", () => {
  test("answers an operation that is not simulated with 501 and its name, once", async () => {
    const error = await errorOf(clientOf(replicationMock({ buckets })).send(select));
    expect(error).toMatchObject({
      name: "NotImplemented",
      message: "SelectObjectContent is not simulated by s3-replication-mock",
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
  });
});

describe("with unsimulated: pass-through", () => {
  test("what is not simulated reaches the real handler, signed, and what is does not", async () => {
    const requestHandler = recordingHandler();
    const client = new S3Client({
      region: "us-east-1",
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
      requestHandler,
    });
    const clock = manualClock(new Date("2001-02-03"));
    client.middlewareStack.use(replicationMock({ buckets, clock, unsimulated: "pass-through" }));
    await client.send(new HeadBucketCommand({ Bucket }));
    expect(requestHandler.requests).toEqual([]);
    await client.send(select).catch(() => {});
    expect(requestHandler.requests).toEqual([
      expect.objectContaining({ method: "POST", hostname: "bucket.s3.us-east-1.amazonaws.com" }),
    ]);
    const { headers } = requestHandler.requests[0] ?? {};
    expect(headers?.authorization).toContain("Credential=id/");
    // The mock's time has not become the client's.
    expect(headers?.["x-amz-date"]).not.toMatch(/^2001/);
  });
});
