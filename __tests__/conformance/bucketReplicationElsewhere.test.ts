import {
  GetBucketReplicationCommand,
  PutBucketReplicationCommand,
  type ReplicationConfiguration,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const owner = "123456789012";
const other = "210987654321";

const configuration = (account = owner): ReplicationConfiguration => ({
  Role: `arn:aws:iam::${account}:role/replication`,
  Rules: [
    {
      ID: "all",
      Status: "Enabled",
      Priority: 1,
      Filter: { Prefix: "" },
      DeleteMarkerReplication: { Status: "Disabled" },
      Destination: { Bucket: "arn:aws:s3:::backup" },
    },
  ],
});

const put = (client: S3Client, account?: string) =>
  client.send(
    new PutBucketReplicationCommand({
      Bucket: "source",
      ReplicationConfiguration: configuration(account),
    }),
  );

function setUp(): ReplicationMock {
  return replicationMock({
    buckets: { source: { versioning: "Enabled" }, backup: { versioning: "Enabled" } },
  });
}

async function expectNoConfiguration(mock: ReplicationMock): Promise<void> {
  const get = new GetBucketReplicationCommand({ Bucket: "source" });
  const { name } = await errorOf(clientOf(mock).send(get));
  expect(name).toBe("ReplicationConfigurationNotFoundError");
}

/** A client whose requests lose and gain headers after the SDK has finished them. */
function alteredClient(mock: ReplicationMock, headers: Record<string, string>): S3Client {
  const client = clientOf(mock);
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { headers: Record<string, string> };
      for (const name of Object.keys(request.headers)) {
        if (/^(x-amz-checksum-|x-amz-sdk-checksum|content-md5)/.test(name)) {
          delete request.headers[name];
        }
      }
      Object.assign(request.headers, headers);
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  return client;
}

describe("PutBucketReplication is refused before its document is looked at", () => {
  test("AccessDenied: the caller lacks s3:PutReplicationConfiguration", async () => {
    const mock = setUp();
    const error = await errorOf(put(clientOf(mock.as(other))));
    expect(error).toMatchObject({ name: "AccessDenied", message: "Access Denied" });
    await expectNoConfiguration(mock);
  });

  test("AccessDenied: a caller of another account passes the role of the bucket's owner", async () => {
    const mock = setUp();
    mock.allow({ account: other, bucket: "source", actions: ["s3:PutReplicationConfiguration"] });
    expect(await errorOf(put(clientOf(mock.as(other))))).toMatchObject({ name: "AccessDenied" });
    await expectNoConfiguration(mock);
  });

  test.each([
    [
      "BadDigest: the CRC32 is not the body's",
      { "x-amz-checksum-crc32": "AAAAAA==" },
      {
        name: "BadDigest",
        message: "The CRC32 you specified did not match the calculated checksum.",
      },
    ],
    [
      "BadDigest: the Content-MD5 is not the body's",
      { "content-md5": "AAAAAAAAAAAAAAAAAAAAAA==" },
      {
        name: "BadDigest",
        message: "The Content-MD5 you specified did not match what we received.",
        ExpectedDigest: "AAAAAAAAAAAAAAAAAAAAAA==",
      },
    ],
    [
      "InvalidDigest: the Content-MD5 is none",
      { "content-md5": "none" },
      { name: "InvalidDigest", message: "The Content-MD5 you specified was invalid." },
    ],
    [
      "InvalidRequest: there is neither Content-MD5 nor a checksum",
      {},
      {
        name: "InvalidRequest",
        message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
      },
    ],
  ])("%s", async (_name, headers, answer) => {
    const mock = setUp();
    const error = await errorOf(put(alteredClient(mock, headers as Record<string, string>)));
    expect(error).toMatchObject({ ...answer, $metadata: { httpStatusCode: 400 } });
    await expectNoConfiguration(mock);
  });
});

/** Two requests never overlap here, and nobody documents which Regions lack Replication Time Control. */
describe("PutBucketReplication answers, where a test asks for it", () => {
  test.each([
    [
      "OperationAborted for a concurrent change of the bucket",
      { code: "OperationAborted" as const },
      { name: "OperationAborted", $metadata: { httpStatusCode: 409 } },
    ],
    [
      "InvalidRequest for a Region without Replication Time Control",
      {
        code: "InvalidRequest" as const,
        message: "Replication Time Control is not offered in this Region.",
      },
      { name: "InvalidRequest", $metadata: { httpStatusCode: 400 } },
    ],
  ])("%s", async (_name, fault, answer) => {
    const mock = setUp();
    const struck = mock.faults.respond({ ...fault, operation: "PutBucketReplication", times: 1 });
    expect(await errorOf(put(clientOf(mock)))).toMatchObject(answer);
    expect(struck.count).toBe(1);
    await expectNoConfiguration(mock);
    await put(clientOf(mock));
  });
});
