import {
  DeleteBucketReplicationCommand,
  GetBucketVersioningCommand,
  PutBucketVersioningCommand,
  type VersioningConfiguration,
} from "@aws-sdk/client-s3";
import { type BucketSeed, manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "a-bucket";
const role = "arn:aws:iam::123456789012:role/replication";

function clientWith(seed: BucketSeed = {}, others: Record<string, BucketSeed> = {}) {
  const buckets = { [Bucket]: seed, ...others };
  return clientOf(replicationMock({ clock: manualClock(), buckets }));
}

function put(VersioningConfiguration: VersioningConfiguration, name = Bucket) {
  return new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration });
}

const replicated: BucketSeed = {
  versioning: "Enabled",
  replication: {
    Role: role,
    Rules: [
      { Status: "Disabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::destination" } },
    ],
  },
};

describe("GetBucketVersioning", () => {
  test("answers no Status while versioning was never set", async () => {
    const answer = await clientWith().send(new GetBucketVersioningCommand({ Bucket }));
    expect(answer.$metadata.httpStatusCode).toBe(200);
    expect(answer.Status).toBeUndefined();
    expect(answer.MFADelete).toBeUndefined();
  });
});

describe("PutBucketVersioning", () => {
  test.each<["Enabled" | "Suspended"]>([["Enabled"], ["Suspended"]])(
    "sets a bucket that never had versioning to %s",
    async (Status) => {
      const s3 = clientWith();
      expect(await s3.send(put({ Status }))).toMatchObject({ $metadata: { httpStatusCode: 200 } });
      expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe(Status);
    },
  );

  test.each([["enabled"], ["Disabled"], [""]])("refuses the Status %j", async (status) => {
    // The SDK sends any string.
    const Status = status as "Enabled";
    expect(await errorOf(clientWith().send(put({ Status })))).toMatchObject({
      name: "MalformedXML",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("refuses a configuration without a Status", async () => {
    expect(await errorOf(clientWith().send(put({})))).toMatchObject({
      name: "IllegalVersioningConfigurationException",
      message: "The Versioning element must be specified",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("does not simulate MFA delete", async () => {
    const send = clientWith().send(put({ Status: "Enabled", MFADelete: "Enabled" }));
    expect((await errorOf(send)).name).toBe("NotImplemented");
  });

  test("does not suspend a bucket with a replication configuration, even one that is disabled", async () => {
    const s3 = clientWith(replicated, { destination: { versioning: "Enabled" } });
    expect(await errorOf(s3.send(put({ Status: "Suspended" })))).toMatchObject({
      name: "InvalidBucketState",
      message:
        "A replication configuration is present on this bucket, so you cannot change the versioning state. To change the versioning state, first delete the replication configuration.",
      $metadata: { httpStatusCode: 409 },
    });
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe("Enabled");
  });

  test("enables a bucket with a replication configuration once more", async () => {
    const s3 = clientWith(replicated, { destination: { versioning: "Enabled" } });
    await s3.send(put({ Status: "Enabled" }));
  });

  test("suspends a source after its replication configuration was deleted", async () => {
    const s3 = clientWith(replicated, { destination: { versioning: "Enabled" } });
    await s3.send(new DeleteBucketReplicationCommand({ Bucket }));
    await s3.send(put({ Status: "Suspended" }));
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe("Suspended");
  });

  test("suspends a destination", async () => {
    const s3 = clientWith(replicated, { destination: { versioning: "Enabled" } });
    await s3.send(put({ Status: "Suspended" }, "destination"));
  });

  test("does not suspend a bucket with Object Lock", async () => {
    const send = clientWith({ objectLock: true }).send(put({ Status: "Suspended" }));
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidBucketState",
      message:
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      $metadata: { httpStatusCode: 409 },
    });
  });
});
