import { createHash } from "node:crypto";
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { errorOf, textOf } from "../support/client.js";
import { allowCustomerKeys, customerKey } from "../support/customerKey.js";

const Bucket = "bucket";
const Key = "key";

function setUp(): S3 {
  const client = new S3({});
  client.middlewareStack.use(replicationMock({ buckets: { bucket: {} } }));
  return client;
}

const put = (client: S3, input: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...input }));
const get = (client: S3, input: object = {}) =>
  client.send(new GetObjectCommand({ Bucket, Key, ...input }));
const md5OfX = `"${createHash("md5").update("x").digest("hex")}"`;

describe("Encryption under a customer's key", () => {
  const mine = customerKey("a");

  test("is refused by a new bucket", async () => {
    expect(await errorOf(put(setUp(), mine))).toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(
        "because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C)",
      ),
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("is shown on PUT and GET once the bucket allows it, and the ETag is no MD5", async () => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    const { SSECustomerAlgorithm, SSECustomerKeyMD5 } = mine;
    const output = await put(client, mine);
    expect(output).toMatchObject({ SSECustomerAlgorithm, SSECustomerKeyMD5 });
    expect(output).not.toHaveProperty("ServerSideEncryption");
    expect(output.ETag).not.toBe(md5OfX);
    const read = await get(client, mine);
    expect(read).toMatchObject({ SSECustomerAlgorithm, SSECustomerKeyMD5 });
    expect(await textOf(read)).toBe("x");
  });

  test("cannot be read without the key", async () => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    await put(client, mine);
    expect(await errorOf(get(client))).toMatchObject({
      name: "InvalidRequest",
      message:
        "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
      $metadata: { httpStatusCode: 400 },
    });
    expect(await errorOf(client.send(new HeadObjectCommand({ Bucket, Key })))).toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("cannot be read with another key", async () => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    await put(client, mine);
    expect(await errorOf(get(client, customerKey("b")))).toMatchObject({
      name: "AccessDenied",
      message:
        "Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("stays readable after the bucket blocks it again", async () => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    await put(client, mine);
    await client.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] } }],
        },
      }),
    );
    expect(await textOf(await get(client, mine))).toBe("x");
  });

  test("is no way to read an object that is encrypted otherwise", async () => {
    const client = setUp();
    await put(client);
    expect(await errorOf(get(client, mine))).toMatchObject({
      name: "InvalidRequest",
      message: "The encryption parameters are not applicable to this object.",
    });
  });

  const must =
    "Requests specifying Server Side Encryption with Customer provided keys must provide";
  test.each<[name: string, headers: object, message: string]>([
    ["no algorithm", { SSECustomerAlgorithm: undefined }, `${must} a valid encryption algorithm.`],
    [
      "a short key",
      {
        SSECustomerKey: Buffer.alloc(16, 1).toString("base64"),
        SSECustomerKeyMD5: createHash("md5").update(Buffer.alloc(16, 1)).digest("base64"),
      },
      "The secret key was invalid for the specified algorithm.",
    ],
    [
      "no key",
      { SSECustomerKey: undefined, SSECustomerKeyMD5: undefined },
      `${must} an appropriate secret key.`,
    ],
  ])("is refused with %s", async (_name, headers, message) => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    expect(await errorOf(put(client, { ...mine, ...headers }))).toMatchObject({
      name: "InvalidArgument",
      message,
      // field-reports R13 (A): whichever of the headers is wrong.
      ArgumentName: "x-amz-server-side-encryption",
      $metadata: { httpStatusCode: 400 },
    });
  });

  // field-reports R13 (A)
  test.each(["KMS", "aws:kms", "aes256"])(
    "is refused with the algorithm %s",
    async (SSECustomerAlgorithm) => {
      const client = setUp();
      await allowCustomerKeys(client, Bucket);
      expect(await errorOf(put(client, { ...mine, SSECustomerAlgorithm }))).toMatchObject({
        name: "InvalidEncryptionAlgorithmError",
        ArgumentName: "x-amz-server-side-encryption",
        ArgumentValue: SSECustomerAlgorithm,
      });
    },
  );

  // field-reports R13 (A): the texts; which is for which is `assumed`.
  test.each<[string, object, object, string]>([
    [
      "without the upload's",
      mine,
      {},
      "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.",
    ],
    [
      "that is another than the upload's",
      mine,
      customerKey("b"),
      "The provided encryption parameters did not match the ones used originally.",
    ],
    [
      "that the upload does not have",
      {},
      mine,
      "The provided encryption parameters did not match the ones used originally.",
    ],
  ])("is refused for a part %s", async (_name, upload, part, message) => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    const { UploadId } = await client.createMultipartUpload({ Bucket, Key, ...upload });
    const send = client.uploadPart({ Bucket, Key, UploadId, PartNumber: 1, Body: "x", ...part });
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidRequest",
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("is refused with the MD5 of another key", async () => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    // The SDK computes the header anew, whatever it is given.
    client.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        headers["x-amz-server-side-encryption-customer-key-md5"] =
          customerKey("b").SSECustomerKeyMD5;
        return next(args);
      },
      { step: "build" },
    );
    expect(await errorOf(put(client, mine))).toMatchObject({
      name: "InvalidArgument",
      message: "The calculated MD5 hash of the key did not match the hash that was provided.",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("cannot be asked for together with another encryption", async () => {
    const client = setUp();
    await allowCustomerKeys(client, Bucket);
    const both = { ...mine, ServerSideEncryption: "AES256" } as const;
    expect(await errorOf(put(client, both))).toMatchObject({ name: "InvalidArgument" });
  });
});
