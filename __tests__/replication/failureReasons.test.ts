import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import type { ReplicationAction } from "s3-replication-mock";
import { v2To } from "../support/replicationConfigurations.js";
import { type Scene, sceneOfFailures, sceneStart } from "../support/replicationScene.js";

const sourceKey = "arn:aws:kms:us-east-1:123456789012:key/source";
const replicaKey = "arn:aws:kms:us-east-1:123456789012:key/replica";
const kms = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: sourceKey } as const;
const retention = {
  ObjectLockMode: "GOVERNANCE",
  ObjectLockRetainUntilDate: new Date(sceneStart + 86_400_000),
} as const;
const legalHold = { ObjectLockLegalHoldStatus: "ON" } as const;
const rule = v2To(
  {
    Account: "123456789012",
    AccessControlTranslation: { Owner: "Destination" },
    EncryptionConfiguration: { ReplicaKmsKeyID: replicaKey },
  },
  {
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
    DeleteMarkerReplication: { Status: "Enabled" },
  },
);

/** A scene whose buckets have Object Lock. */
const stage = () =>
  sceneOfFailures({
    rules: [rule],
    buckets: { source: { objectLock: true }, destination: { objectLock: true } },
  });

describe("an object that is replicated without a permission is FAILED, and nothing is there:", () => {
  const cases: readonly [ReplicationAction, string, Partial<PutObjectCommandInput>][] = [
    ["sts:AssumeRole", "AssumeRoleNotPermitted", {}],
    ["s3:GetObjectVersionForReplication", "SrcGetObjectNotPermitted", {}],
    ["s3:GetObjectVersionAcl", "SrcGetAclNotPermitted", {}],
    ["s3:GetObjectRetention", "SrcGetRetentionNotPermitted", retention],
    ["s3:GetObjectLegalHold", "SrcGetLegalHoldNotPermitted", legalHold],
    ["s3:ReplicateObject", "DstPutObjectNotPermitted", {}],
    ["s3:ObjectOwnerOverrideToBucketOwner", "DstPutObjectNotPermitted", {}],
    ["s3:PutObjectRetention", "DstPutRetentionNotPermitted", retention],
    ["s3:PutObjectLegalHold", "DstPutLegalHoldNotPermitted", legalHold],
    ["kms:Decrypt", "SrcGetObjectNotPermitted", kms],
    ["kms:Encrypt", "DstPutObjectNotPermitted", kms],
  ];

  test.each(cases)("%s: %s", async (action, reason, input) => {
    const { mock, reasons, replicate, status, text } = await stage();
    mock.faults.deny({ action });
    await replicate("a", input);
    expect(reasons).toEqual([reason]);
    expect(await status("source", "a")).toBe("FAILED");
    expect(await text("source", "a")).toBe("data");
    expect(await status("destination", "a")).toBe("missing");
  });
});

describe("an object whose tags alone lack a permission arrives without them, and is FAILED:", () => {
  const cases: readonly [ReplicationAction, string][] = [
    ["s3:GetObjectVersionTagging", "SrcGetTaggingNotPermitted"],
    ["s3:ReplicateTags", "DstPutTaggingNotPermitted"],
  ];

  test.each(cases)("%s: %s", async (action, reason) => {
    const { mock, reasons, replicate, status, tags, text } = await stage();
    mock.faults.deny({ action });
    await replicate("a", { Tagging: "k=v" });
    expect(reasons).toEqual([reason]);
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("destination", "a")).toBe("REPLICA");
    expect(await text("destination", "a")).toBe("data");
    expect(await tags("destination", "a")).toEqual({});
  });

  test.each(cases)("after %s is given back, the next tags leave FAILED", async (action) => {
    const { mock, replicate, status, tag, tags } = await stage();
    const denied = mock.faults.deny({ action });
    await replicate("a", { Tagging: "k=v" });
    denied.end();
    await tag("source", "a", "new");
    expect(await status("source", "a")).toBe("PENDING");
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await tags("destination", "a")).toEqual({ k: "new" });
  });

  test.each(cases)("without tags %s is not asked for", async (action) => {
    const { mock, replicate, status } = await stage();
    mock.faults.deny({ action });
    await replicate("a");
    expect(await status("source", "a")).toBe("COMPLETED");
  });
});

describe("a change that is sent without a permission is FAILED:", () => {
  const changes = {
    tags: ({ tag }: Scene) => tag("source", "a", "new"),
    retention: ({ client }: Scene) =>
      client.send(
        new PutObjectRetentionCommand({
          Bucket: "source",
          Key: "a",
          Retention: {
            Mode: "GOVERNANCE",
            RetainUntilDate: retention.ObjectLockRetainUntilDate,
          },
        }),
      ),
    "a legal hold": ({ client }: Scene) =>
      client.send(
        new PutObjectLegalHoldCommand({
          Bucket: "source",
          Key: "a",
          LegalHold: { Status: "ON" },
        }),
      ),
  };
  const cases: readonly [keyof typeof changes, ReplicationAction, string][] = [
    ["tags", "sts:AssumeRole", "AssumeRoleNotPermitted"],
    ["tags", "s3:GetObjectVersionForReplication", "SrcHeadObjectNotPermitted"],
    ["tags", "s3:GetObjectVersionTagging", "SrcGetTaggingNotPermitted"],
    ["tags", "s3:ReplicateTags", "DstPutTaggingNotPermitted"],
    ["retention", "s3:GetObjectRetention", "SrcGetRetentionNotPermitted"],
    ["retention", "s3:PutObjectRetention", "DstPutRetentionNotPermitted"],
    ["a legal hold", "s3:GetObjectLegalHold", "SrcGetLegalHoldNotPermitted"],
    ["a legal hold", "s3:PutObjectLegalHold", "DstPutLegalHoldNotPermitted"],
  ];

  test.each(cases)("%s without %s: %s", async (change, action, reason) => {
    const set = await stage();
    await set.replicate("a");
    set.mock.faults.deny({ action });
    await changes[change](set);
    set.mock.settle();
    expect(set.reasons).toEqual([reason]);
    expect(await set.status("source", "a")).toBe("FAILED");
    const replica = await set.head("destination", "a");
    expect([
      replica?.TagCount,
      replica?.ObjectLockMode,
      replica?.ObjectLockLegalHoldStatus,
    ]).toEqual([undefined, undefined, undefined]);
  });

  test("tags of a replica that is gone: DstVersionNotFound", async () => {
    const { client, mock, reasons, replicate, tag } = await stage();
    const VersionId = await replicate("a");
    await client.send(new DeleteObjectCommand({ Bucket: "destination", Key: "a", VersionId }));
    await tag("source", "a", "new");
    mock.settle();
    expect(reasons).toEqual(["DstVersionNotFound"]);
  });
});

test("a delete marker without s3:ReplicateDelete: DstDelObjNotPermitted", async () => {
  const { mark, mock, reasons, replicate, status } = await stage();
  await replicate("a");
  mock.faults.deny({ action: "s3:ReplicateDelete" });
  await mark("a");
  mock.settle();
  expect(reasons).toEqual(["DstDelObjNotPermitted"]);
  expect(await status("destination", "a")).toBe("REPLICA");
});

describe("a KMS key that cannot be used:", () => {
  const cases: readonly [string, "disableKmsKey" | "deleteKmsKey", string, string][] = [
    ["the source's, disabled", "disableKmsKey", sourceKey, "SrcKmsKeyInvalidState"],
    ["the source's, deleted", "deleteKmsKey", sourceKey, "SrcKmsKeyInvalidState"],
    ["the replica's, disabled", "disableKmsKey", replicaKey, "DstKmsKeyInvalidState"],
    ["the replica's, deleted", "deleteKmsKey", replicaKey, "DstKmsKeyNotFound"],
    ["the replica's, known by its id", "deleteKmsKey", "replica", "DstKmsKeyNotFound"],
  ];

  test.each(cases)("%s", async (_case, fault, key, reason) => {
    const { mock, put, reasons, replicate, status } = await stage();
    await put("a", kms);
    const broken = mock.faults[fault](key);
    mock.settle();
    expect(reasons).toEqual([reason]);
    broken.end();
    await replicate("b", kms);
    expect(await status("source", "a")).toBe("FAILED");
    expect(await status("source", "b")).toBe("COMPLETED");
  });

  test("an object that is not under that key does not mind", async () => {
    const { mock, replicate, status } = await stage();
    mock.faults.disableKmsKey(replicaKey);
    await replicate("a");
    expect(await status("source", "a")).toBe("COMPLETED");
  });
});

describe("a destination that cannot take replicas:", () => {
  test("versioning suspended: DstBucketUnversioned", async () => {
    const { client, mock, put, reasons } = await sceneOfFailures();
    await put("a");
    await client.send(
      new PutBucketVersioningCommand({
        Bucket: "destination",
        VersioningConfiguration: { Status: "Suspended" },
      }),
    );
    mock.settle();
    expect(reasons).toEqual(["DstBucketUnversioned"]);
  });

  test("deleted: DstBucketNotFound", async () => {
    const { client, mock, put, reasons } = await sceneOfFailures();
    await put("a");
    await client.send(new DeleteBucketCommand({ Bucket: "destination" }));
    mock.settle();
    expect(reasons).toEqual(["DstBucketNotFound"]);
  });

  test("without Object Lock, for a locked source: DstBucketObjectLockConfigMissing", async () => {
    const { reasons, replicate } = await sceneOfFailures({
      buckets: { source: { objectLock: true } },
    });
    await replicate("a", retention);
    expect(reasons).toEqual(["DstBucketObjectLockConfigMissing"]);
  });
});
