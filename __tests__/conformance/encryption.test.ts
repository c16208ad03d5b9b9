import { createHash } from "node:crypto";
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf, textOf } from "../support/client.js";

const Bucket = "bucket";
const Key = "key";
const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
const keyArn = `arn:aws:kms:us-east-1:123456789012:key/${keyId}`;

function setUp(): { client: S3Client; mock: ReplicationMock } {
  const mock = replicationMock({ buckets: { bucket: {} } });
  return { client: clientOf(mock), mock };
}

const put = (client: S3Client, input: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...input }));
const get = (client: S3Client, input: object = {}) =>
  client.send(new GetObjectCommand({ Bucket, Key, ...input }));

const md5OfX = `"${createHash("md5").update("x").digest("hex")}"`;

describe("Encryption under a KMS key", () => {
  const kms = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn } as const;

  test.each(["aws:kms", "aws:kms:dsse"] as const)(
    "%s is shown on PUT, GET and HEAD",
    async (ServerSideEncryption) => {
      const { client } = setUp();
      const members = { ServerSideEncryption, SSEKMSKeyId: keyArn };
      expect(await put(client, members)).toMatchObject(members);
      expect(await get(client)).toMatchObject(members);
      expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject(members);
    },
  );

  test("gives an ETag that is not the MD5 of the bytes", async () => {
    const { client } = setUp();
    expect((await put(client)).ETag).toBe(md5OfX);
    const { ETag } = await put(client, kms);
    expect(ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(ETag).not.toBe(md5OfX);
  });

  test.each([
    ["its ARN", keyArn, keyArn],
    ["its id", keyId, keyArn],
    ["an alias", "alias/mine", "arn:aws:kms:us-east-1:123456789012:alias/mine"],
  ])("takes a key by %s and shows an ARN", async (_by, SSEKMSKeyId, shown) => {
    const output = await put(setUp().client, { ServerSideEncryption: "aws:kms", SSEKMSKeyId });
    expect(output.SSEKMSKeyId).toBe(shown);
  });

  test("takes the AWS managed key where none is named", async () => {
    const output = await put(setUp().client, { ServerSideEncryption: "aws:kms" });
    expect(output.SSEKMSKeyId).toMatch(/^arn:aws:kms:us-east-1:123456789012:key\/.+/);
  });

  test("has no bucket key unless one is asked for", async () => {
    const { client } = setUp();
    expect(await put(client, kms)).not.toHaveProperty("BucketKeyEnabled", true);
    expect(await put(client, { ...kms, BucketKeyEnabled: true })).toHaveProperty(
      "BucketKeyEnabled",
      true,
    );
  });

  test.each([
    ["deleteKmsKey", "KMS.NotFoundException", `Key '${keyArn}' does not exist`],
    ["disableKmsKey", "KMS.DisabledException", `${keyArn} is disabled.`],
  ] as const)("fails on PUT, GET and copy under a key after %s", async (fault, name, message) => {
    const { client, mock } = setUp();
    await put(client, kms);
    const { end } = mock.faults[fault](keyId);
    const error = { name, message, $metadata: { httpStatusCode: 400 } };
    const copy = new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/${Key}` });
    expect(await errorOf(put(client, kms))).toMatchObject(error);
    expect(await errorOf(get(client))).toMatchObject(error);
    expect(await errorOf(client.send(copy))).toMatchObject(error);
    await client.send(new HeadObjectCommand({ Bucket, Key }));
    end();
    expect(await textOf(await get(client))).toBe("x");
  });

  test("does not fail for another key's sake", async () => {
    const { client, mock } = setUp();
    mock.faults.deleteKmsKey("arn:aws:kms:us-east-1:123456789012:key/other");
    await put(client, kms);
  });
});

test.each([
  ["AES256", { ServerSideEncryption: "AES256" as const }],
  ["nothing, where the bucket's is AES256", {}],
])("A KMS key beside %s is InvalidArgument", async (_what, encryption) => {
  const { client } = setUp();
  expect(await errorOf(put(client, { ...encryption, SSEKMSKeyId: keyId }))).toMatchObject({
    name: "InvalidArgument",
    ArgumentName: "x-amz-server-side-encryption-aws-kms-key-id",
    ArgumentValue: keyId,
  });
});

test("An unknown encryption is InvalidEncryptionAlgorithmError", async () => {
  // None of the SDK's types.
  const ServerSideEncryption = "AES512" as "AES256";
  expect(await errorOf(put(setUp().client, { ServerSideEncryption }))).toMatchObject({
    name: "InvalidEncryptionAlgorithmError",
    message: "The Encryption request you specified is not valid. Supported value: AES256.",
    ArgumentName: "x-amz-server-side-encryption",
    ArgumentValue: "AES512",
    $metadata: { httpStatusCode: 400 },
  });
});
