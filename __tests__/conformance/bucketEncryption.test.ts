import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "bucket";
const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const setUp = (): S3Client => clientOf(replicationMock({ buckets: { bucket: {} } }));

const configure = (client: S3Client, ...Rules: ServerSideEncryptionRule[]) =>
  client.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: { Rules },
    }),
  );
const rulesOf = async (client: S3Client) => {
  const output = await client.send(new GetBucketEncryptionCommand({ Bucket }));
  return output.ServerSideEncryptionConfiguration?.Rules;
};
const put = async (client: S3Client, input: Partial<PutObjectCommandInput> = {}) => {
  await client.send(new PutObjectCommand({ Bucket, Key: "key", Body: "x", ...input }));
  return client.send(new HeadObjectCommand({ Bucket, Key: "key" }));
};

const sseS3 = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } } as const;
const kms = {
  ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
} as const;
const blocking = (type: "SSE-C" | "NONE") => ({
  BlockedEncryptionTypes: { EncryptionType: [type] },
});
const ofNewBucket = { ...sseS3, BucketKeyEnabled: false, ...blocking("SSE-C") };

describe("GetBucketEncryption", () => {
  test("answers SSE-S3 with SSE-C blocked where nothing was put", async () => {
    expect(await rulesOf(setUp())).toEqual([ofNewBucket]);
  });

  test("answers the same after DeleteBucketEncryption, which may be repeated", async () => {
    const client = setUp();
    await configure(client, { ...kms, BucketKeyEnabled: true });
    for (let i = 0; i < 2; i++) {
      const removed = await client.send(new DeleteBucketEncryptionCommand({ Bucket }));
      expect(removed.$metadata.httpStatusCode).toBe(204);
    }
    expect(await rulesOf(client)).toEqual([ofNewBucket]);
  });
});

describe("PutBucketEncryption", () => {
  test.each<[name: string, rule: ServerSideEncryptionRule, stored: ServerSideEncryptionRule]>([
    ["SSE-S3", sseS3, ofNewBucket],
    ["SSE-KMS with a key", kms, { ...ofNewBucket, ...kms }],
    [
      "DSSE-KMS with the AWS managed key",
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms:dsse" } },
      { ...ofNewBucket, ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms:dsse" } },
    ],
    [
      "a bucket key",
      { ...kms, BucketKeyEnabled: true },
      { ...ofNewBucket, ...kms, BucketKeyEnabled: true },
    ],
    ["SSE-C allowed and no default", blocking("NONE"), { ...ofNewBucket, ...blocking("NONE") }],
    [
      "SSE-C allowed and a default",
      { ...kms, ...blocking("NONE") },
      { ...ofNewBucket, ...kms, ...blocking("NONE") },
    ],
  ])("takes %s", async (_name, rule, stored) => {
    const client = setUp();
    const output = await configure(client, rule);
    expect(output.$metadata.httpStatusCode).toBe(200);
    expect(await rulesOf(client)).toEqual([stored]);
  });

  test("leaves the blocked types as they are when it says nothing about them", async () => {
    const client = setUp();
    await configure(client, blocking("NONE"));
    await configure(client, kms);
    expect(await rulesOf(client)).toEqual([{ ...ofNewBucket, ...kms, ...blocking("NONE") }]);
  });

  /** A rule that the SDK's types forbid and its serializer sends all the same. */
  const untyped = (rule: object) => rule as ServerSideEncryptionRule;

  test.each<[name: string, rules: ServerSideEncryptionRule[]]>([
    ["no rule", []],
    ["two rules", [sseS3, sseS3]],
    ["an empty rule", [{}]],
    [
      "an unknown algorithm",
      [untyped({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "DES" } })],
    ],
    ["a default without an algorithm", [untyped({ ApplyServerSideEncryptionByDefault: {} })]],
    ["an unknown blocked type", [untyped({ ...sseS3, ...blocking("SSE-X" as "NONE") })]],
  ])("answers MalformedXML to %s, and what was there stays", async (_name, rules) => {
    const client = setUp();
    await configure(client, kms);
    const stored = await rulesOf(client);
    expect(await errorOf(configure(client, ...rules))).toMatchObject({
      name: "MalformedXML",
      $metadata: { httpStatusCode: 400 },
    });
    expect(await rulesOf(client)).toEqual(stored);
  });

  test("answers InvalidArgument to a KMS key for SSE-S3", async () => {
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256", KMSMasterKeyID: keyArn },
    } as const;
    expect(await errorOf(configure(setUp(), rule))).toMatchObject({
      name: "InvalidArgument",
      message:
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
      ArgumentName: "ApplyServerSideEncryptionByDefault",
    });
  });

  test("does not ask whether the KMS key exists", async () => {
    const mock = replicationMock({ buckets: { bucket: {} } });
    const client = clientOf(mock);
    mock.faults.deleteKmsKey(keyArn);
    await configure(client, kms);
    expect(await errorOf(put(client))).toMatchObject({ name: "KMS.NotFoundException" });
  });
});

describe("A new object takes", () => {
  test.each<
    [
      what: string,
      rule: ServerSideEncryptionRule,
      input: Partial<PutObjectCommandInput>,
      output: object,
    ]
  >([
    ["SSE-S3 where nothing is said", sseS3, {}, { ServerSideEncryption: "AES256" }],
    [
      "the bucket's KMS key where nothing is said",
      kms,
      {},
      { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn },
    ],
    [
      "the bucket's bucket key where nothing is said",
      { ...kms, BucketKeyEnabled: true },
      {},
      { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn, BucketKeyEnabled: true },
    ],
    [
      "no bucket key under SSE-S3",
      { ...sseS3, BucketKeyEnabled: true },
      {},
      { ServerSideEncryption: "AES256", BucketKeyEnabled: undefined },
    ],
    [
      "what the request says over what the bucket says",
      kms,
      { ServerSideEncryption: "AES256" },
      { ServerSideEncryption: "AES256", SSEKMSKeyId: undefined },
    ],
    [
      "the key that the request names",
      kms,
      { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "other" },
      { SSEKMSKeyId: "arn:aws:kms:us-east-1:123456789012:key/other" },
    ],
  ])("%s", async (_what, rule, input, output) => {
    const client = setUp();
    await configure(client, rule);
    const head = await put(client, input);
    for (const [member, value] of Object.entries(output)) {
      expect(head[member as keyof typeof head]).toEqual(value);
    }
  });
});
