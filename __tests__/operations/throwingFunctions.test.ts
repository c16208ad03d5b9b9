import * as sdk from "@aws-sdk/client-s3";
import { S3Client } from "@aws-sdk/client-s3";
import { doDueTasks } from "../../lib/agenda/doDueTasks.js";
import { loadChecksums } from "../../lib/base/checksums.js";
import { accountPlugin } from "../../lib/client/accountPlugin.js";
import { aws } from "../../lib/dialects/aws.js";
import { plantSeeds } from "../../lib/mock/bucketSeeds.js";
import { operations } from "../../lib/operations/operations.js";
import { createS3, type S3 } from "../../lib/state/s3.js";
import { configuration, v2 } from "../support/replicationConfigurations.js";
import { stateOf } from "../support/stateOf.js";

/** What a function of a test author's throws. */
class AuthorsError extends Error {
  override readonly name = "AuthorsError";
}

const accountId = "123456789012";
const start = Date.UTC(2026, 0, 1);

/** A simulated S3 whose clock and delay throw when they are called for the nth time from now. */
function scene() {
  let left = Number.POSITIVE_INFINITY;
  const called = () => {
    left--;
    if (left === 0) throw new AuthorsError("thrown by the test");
  };
  let now = start;
  const s3 = createS3({
    accountId,
    region: "us-east-1",
    seed: 1,
    clock: {
      now() {
        called();
        return now;
      },
    },
    delay() {
      called();
      return 1_000;
    },
  });
  const rule = v2({ DeleteMarkerReplication: { Status: "Enabled" } });
  const objects = { k: "data", other: "data" };
  plantSeeds(
    s3,
    {
      source: { versioning: "Enabled", objects, replication: configuration(rule) },
      destination: { versioning: "Enabled" },
      locked: { objectLock: true, objects },
      empty: {},
    },
    aws,
  );
  const client = new S3Client({ region: "us-east-1" });
  const plugin = accountPlugin(s3, {
    ...{ accountId, region: "us-east-1", dialect: aws, unsimulated: "reject" },
    ...{ credentials: "ignored", hintOf: () => undefined, done: () => {} },
  });
  client.middlewareStack.use(plugin);
  return {
    s3,
    client,
    throwAt(nth: number) {
      left = nth;
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

type At = ReturnType<typeof scene>;

/** What is sent, after what has to be there for it. */
const commands: Record<string, (at: At) => object | Promise<object>> = {
  PutObject: () => ({ Bucket: "source", Key: "k", Body: "new" }),
  CopyObject: () => ({ Bucket: "source", Key: "copy", CopySource: "source/k" }),
  DeleteObject: () => ({ Bucket: "source", Key: "k" }),
  DeleteObjects: () => ({
    Bucket: "source",
    Delete: { Objects: [{ Key: "k" }, { Key: "other" }, { Key: "missing" }] },
  }),
  CreateMultipartUpload: () => ({ Bucket: "source", Key: "k" }),
  CompleteMultipartUpload: async ({ client }) => {
    const named = { Bucket: "source", Key: "k" };
    const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(named));
    const part = { ...named, UploadId, PartNumber: 1 };
    const { ETag } = await client.send(new sdk.UploadPartCommand({ ...part, Body: "part" }));
    return { ...named, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } };
  },
  PutObjectTagging: async ({ client, pass }) => {
    await client.send(new sdk.PutObjectCommand({ Bucket: "source", Key: "t", Body: "data" }));
    pass(1_000);
    // What is due is done now, and not with the command.
    await client.send(new sdk.HeadObjectCommand({ Bucket: "source", Key: "t" }));
    return { Bucket: "source", Key: "t", Tagging: { TagSet: [{ Key: "a", Value: "1" }] } };
  },
  PutObjectLegalHold: () => ({ Bucket: "locked", Key: "k", LegalHold: { Status: "ON" } }),
  PutObjectRetention: () => ({
    Bucket: "locked",
    Key: "k",
    Retention: { Mode: "GOVERNANCE", RetainUntilDate: new Date(start + 1e9) },
  }),
  RestoreObject: async ({ client }) => {
    const named = { Bucket: "source", Key: "cold" };
    await client.send(new sdk.PutObjectCommand({ ...named, StorageClass: "GLACIER" }));
    return { ...named, RestoreRequest: { Days: 1 } };
  },
  CreateBucket: () => ({ Bucket: "made" }),
  DeleteBucket: () => ({ Bucket: "empty" }),
  DeleteBucketReplication: () => ({ Bucket: "source" }),
  PutBucketVersioning: () => ({
    Bucket: "empty",
    VersioningConfiguration: { Status: "Enabled" },
  }),
  PutBucketTagging: () => ({ Bucket: "empty", Tagging: { TagSet: [{ Key: "a", Value: "1" }] } }),
  HeadObject: () => ({ Bucket: "source", Key: "k" }),
  GetObject: () => ({ Bucket: "source", Key: "k" }),
  ListObjectVersions: () => ({ Bucket: "source" }),
};

const exported = new Map<string, unknown>(Object.entries(sdk));

beforeAll(loadChecksums);

test.each(Object.entries(commands))(
  "%s has changed nothing, wherever a function of the author's throws",
  async (name, prepare) => {
    const at = scene();
    // Every command is made from its input.
    const Command = exported.get(`${name}Command`) as typeof sdk.PutObjectCommand;
    const input = (await prepare(at)) as sdk.PutObjectCommandInput;
    let thrown = 0;
    for (let nth = 1; nth < 200; nth++) {
      const before = kept(at.s3);
      at.throwAt(nth);
      const error = await at.client.send(new Command(input)).then(
        () => undefined,
        (error: unknown) => error as Error,
      );
      at.throwAt(Number.POSITIVE_INFINITY);
      if (error === undefined) {
        // So many calls there are; every one of them has thrown once.
        expect(thrown).toBe(nth - 1);
        expect(thrown).toBeGreaterThan(0);
        return;
      }
      expect(error.message).toContain("thrown by the test");
      expect(kept(at.s3)).toEqual(before);
      thrown++;
    }
    throw new Error("it never ended without an error");
  },
);

test("a task that is due is done whole or not at all, wherever the clock throws", () => {
  for (let nth = 1; nth < 50; nth++) {
    const { s3, throwAt, pass } = scene();
    operations.PutObject(s3, { Bucket: "source", Key: "k" }, { accountId, region: "us-east-1" });
    pass(1_000);
    const before = kept(s3);
    throwAt(nth);
    let error: unknown;
    try {
      doDueTasks(s3);
    } catch (thrown) {
      error = thrown;
    }
    throwAt(Number.POSITIVE_INFINITY);
    const replica = s3.buckets.get("destination")?.versions.get("k");
    if (error === undefined) {
      expect(replica).toBeDefined();
      expect(nth).toBeGreaterThan(1);
      return;
    }
    expect(error).toBeInstanceOf(AuthorsError);
    expect(kept(s3)).toEqual(before);
    doDueTasks(s3);
    expect(s3.buckets.get("destination")?.versions.get("k")).toBeDefined();
  }
  throw new Error("it never ended without an error");
});

/** All of the state: what is remembered of requests is none. */
function kept(s3: S3): unknown {
  const { requestLog, ...state } = s3;
  return stateOf(state as S3);
}
