import { createHash } from "node:crypto";
import {
  GetObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { errorOf, textOf } from "../support/client.js";
import { v2To } from "../support/replicationConfigurations.js";
import { type Scene, scene } from "../support/replicationScene.js";

const sourceKey = "arn:aws:kms:us-east-1:123456789012:key/source";
const replicaKey = "arn:aws:kms:us-east-1:123456789012:key/replica";
const selectsKms = v2To(
  { EncryptionConfiguration: { ReplicaKmsKeyID: replicaKey } },
  { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } } },
);

test("an SSE-S3 source has an SSE-S3 replica, also where the destination's default is KMS", async () => {
  const { client, replicate, head } = await scene({ rules: [selectsKms] });
  await client.send(
    new PutBucketEncryptionCommand({
      Bucket: "destination",
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } }],
      },
    }),
  );
  await replicate("a");
  expect((await head("destination", "a"))?.ServerSideEncryption).toBe("AES256");
});

test.each(["aws:kms", "aws:kms:dsse"] as const)(
  "a source under %s has a replica of that kind under the rule's key, with the same ETag",
  async (ServerSideEncryption) => {
    const { replicate, head } = await scene({ rules: [selectsKms] });
    await replicate("a", { ServerSideEncryption, SSEKMSKeyId: sourceKey });
    const source = await head("source", "a");
    expect(source?.SSEKMSKeyId).toBe(sourceKey);
    expect(await head("destination", "a")).toMatchObject({
      ServerSideEncryption,
      SSEKMSKeyId: replicaKey,
      ETag: source?.ETag,
    });
  },
);

describe("a source from before 2023, without encryption,", () => {
  const objects = { old: { body: "data", encrypted: false } };
  const versioning = "Enabled";

  test("has a replica under the destination's default encryption", async () => {
    const { client, head, mock, text } = await scene({
      buckets: { source: { versioning, objects } },
    });
    const source = await head("source", "old");
    expect(source).toMatchObject({ ContentLength: 4 });
    expect(source?.ServerSideEncryption).toBeUndefined();
    mock.batchReplicate({ bucket: "source" });
    mock.settle();
    expect(await head("destination", "old")).toMatchObject({
      ReplicationStatus: "REPLICA",
      ServerSideEncryption: "AES256",
      ETag: source?.ETag,
    });
    expect(await text("destination", "old")).toBe("data");
    await client.send(new PutObjectCommand({ Bucket: "source", Key: "old", Body: "new" }));
    expect(await head("source", "old")).toMatchObject({ ServerSideEncryption: "AES256" });
  });

  test.each([
    ["the ARN of a key", "aws:kms", replicaKey, replicaKey, true],
    ["the id of a key", "aws:kms:dsse", "replica", replicaKey, undefined],
    ["no key", "aws:kms", undefined, "arn:aws:kms:us-east-1:123456789012:key/aws-managed-s3", true],
  ] as const)(
    "has a replica under the KMS key of that default, named by %s for %s, and its own ETag",
    async (_named, SSEAlgorithm, KMSMasterKeyID, SSEKMSKeyId, BucketKeyEnabled) => {
      const { client, head, mock } = await scene({ buckets: { source: { versioning, objects } } });
      await client.send(
        new PutBucketEncryptionCommand({
          Bucket: "destination",
          ServerSideEncryptionConfiguration: {
            Rules: [
              {
                ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID },
                BucketKeyEnabled: true,
              },
            ],
          },
        }),
      );
      mock.batchReplicate({ bucket: "source" });
      mock.settle();
      const replica = await head("destination", "old");
      const { ETag } = (await head("source", "old")) ?? {};
      expect(replica).toMatchObject({ ServerSideEncryption: SSEAlgorithm, SSEKMSKeyId, ETag });
      // S3's documentation warns that it can differ here; nobody recorded how (4.3).
      expect(ETag).toMatch(/^"[0-9a-f]{32}"$/);
      expect(replica?.BucketKeyEnabled).toBe(BucketKeyEnabled);
    },
  );
});

describe("a source under a customer's key", () => {
  const key = Buffer.alloc(32, 7);
  const customerKey = {
    SSECustomerAlgorithm: "AES256",
    SSECustomerKey: key.toString("base64"),
    SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
  };
  const otherKey = Buffer.alloc(32, 8);

  async function encryption(client: S3Client, Bucket: string, blocked: "NONE" | "SSE-C") {
    await client.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
              BlockedEncryptionTypes: { EncryptionType: [blocked] },
            },
          ],
        },
      }),
    );
  }

  async function unblocked(): Promise<Scene> {
    const stage = await scene();
    for (const bucket of ["source", "destination"]) {
      await encryption(stage.client, bucket, "NONE");
    }
    return stage;
  }

  const read = new GetObjectCommand({ Bucket: "destination", Key: "a", ...customerKey });

  test("has a replica that opens with the same key only", async () => {
    const { client, replicate } = await unblocked();
    await replicate("a", customerKey);
    const replica = await client.send(read);
    expect(replica.ReplicationStatus).toBe("REPLICA");
    expect(await textOf(replica)).toBe("data");
    const plain = await errorOf(
      client.send(new GetObjectCommand({ Bucket: "destination", Key: "a" })),
    );
    expect([plain.name, plain.$metadata.httpStatusCode]).toEqual(["InvalidRequest", 400]);
    const wrong = await errorOf(
      client.send(
        new GetObjectCommand({
          Bucket: "destination",
          Key: "a",
          SSECustomerAlgorithm: "AES256",
          SSECustomerKey: otherKey.toString("base64"),
          SSECustomerKeyMD5: createHash("md5").update(otherKey).digest("base64"),
        }),
      ),
    );
    expect([wrong.name, wrong.$metadata.httpStatusCode]).toEqual(["AccessDenied", 403]);
  });

  test("is FAILED where the destination blocks such keys, and nothing is there", async () => {
    const { client, mock, put } = await unblocked();
    await encryption(client, "destination", "SSE-C");
    await put("a", customerKey);
    const asked = new GetObjectCommand({ Bucket: "source", Key: "a", ...customerKey });
    expect((await client.send(asked)).ReplicationStatus).toBe("PENDING");
    mock.settle();
    expect((await client.send(asked)).ReplicationStatus).toBe("FAILED");
    expect((await errorOf(client.send(read))).name).toBe("NoSuchKey");
  });

  test("still sends its tags after the destination began to block such keys", async () => {
    const { client, mock, replicate, tags } = await unblocked();
    await replicate("a", customerKey);
    await encryption(client, "destination", "SSE-C");
    await client.send(
      new PutObjectTaggingCommand({
        Bucket: "source",
        Key: "a",
        Tagging: { TagSet: [{ Key: "k", Value: "v" }] },
      }),
    );
    mock.settle();
    expect(await tags("destination", "a")).toEqual({ k: "v" });
  });
});

// field-reports R16 (B): that it FAILED is documented, the reason is `assumed`.
test("a replica's key in another Region than the destination is taken, and the replication FAILED", async () => {
  const elsewhere = "arn:aws:kms:eu-west-1:123456789012:key/replica";
  const stage = await scene({
    rules: [
      v2To(
        { EncryptionConfiguration: { ReplicaKmsKeyID: elsewhere } },
        { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } } },
      ),
    ],
  });
  const reasons: string[] = [];
  stage.mock.on("replicationFailed", ({ failureReason }) => reasons.push(failureReason));
  await stage.replicate("a", { ServerSideEncryption: "aws:kms" });
  expect(await stage.status("source", "a")).toBe("FAILED");
  expect(reasons).toEqual(["DstKmsKeyNotFound"]);
});

// field-reports A2 (A): the form of 2017, which Terraform still sends.
test("a rule of the first schema version takes KMS objects along where it says so", async () => {
  const stage = await scene({
    rules: [
      {
        Status: "Enabled",
        Prefix: "",
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
        Destination: {
          Bucket: "arn:aws:s3:::destination",
          EncryptionConfiguration: { ReplicaKmsKeyID: replicaKey },
        },
      },
    ],
  });
  await stage.replicate("a", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: sourceKey });
  expect(await stage.head("destination", "a")).toMatchObject({ SSEKMSKeyId: replicaKey });
});
