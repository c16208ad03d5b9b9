import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  type HeadObjectOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
  type ReplicationRule,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  type BucketSeed,
  type ManualClock,
  manualClock,
  type ReplicationMock,
  type ReplicationMockOptions,
  replicationMock,
} from "s3-replication-mock";
import { clientOf } from "./client.js";
import { configuration, put as putConfiguration, v2 } from "./replicationConfigurations.js";

const versioning = "Enabled" as const;

/** The start of every scene's time: it moves only when it is told to. */
export const sceneStart = Date.UTC(2026, 0, 1);

/** A simulated S3 with `source` replicating to `destination`, and what tests of replication do with it. */
export interface Scene {
  readonly mock: ReplicationMock;
  readonly client: S3Client;
  /** The clock of the mock, which moves only when it is told to; the mock adds to it on its own. */
  readonly clock: ManualClock;
  /** Puts rules on the bucket `source`, or on another. */
  configure(rules: readonly ReplicationRule[], bucket?: string): Promise<void>;
  /** Puts an object into `source` and gives its version id. */
  put(key: string, input?: Partial<PutObjectCommandInput>): Promise<string>;
  /** Puts an object into `source`, finishes its replication and gives its version id. */
  replicate(key: string, input?: Partial<PutObjectCommandInput>): Promise<string>;
  /** Adds a delete marker in `source`, or in another bucket, and gives its version id. */
  mark(key: string, bucket?: string): Promise<string>;
  /** The headers of an object; undefined where S3 answers 404 or 405. */
  head(bucket: string, key: string, versionId?: string): Promise<HeadObjectOutput | undefined>;
  /** The replication status, or `"none"` without the header, or `"missing"` without the object. */
  status(bucket: string, key: string, versionId?: string): Promise<string>;
  text(bucket: string, key: string, versionId?: string): Promise<string | undefined>;
  /** Sets one tag, with the key `k`. */
  tag(bucket: string, key: string, value: string, versionId?: string): Promise<void>;
  tags(bucket: string, key: string, versionId?: string): Promise<Record<string, string>>;
}

/** A scene whose three buckets are versioned; `source` has the rule that copies all to `destination`. */
export async function scene(
  options: {
    readonly rules?: readonly ReplicationRule[];
    readonly buckets?: Readonly<Record<string, BucketSeed>>;
    readonly delay?: ReplicationMockOptions["delay"];
    readonly clock?: ManualClock;
  } = {},
): Promise<Scene> {
  const { rules = [v2()], delay = 1_000, clock = manualClock(sceneStart) } = options;
  const mock = replicationMock({
    clock,
    delay,
    buckets: {
      source: { versioning },
      destination: { versioning },
      elsewhere: { versioning },
      ...options.buckets,
    },
  });
  const client = clientOf(mock);
  if (rules.length > 0) await putConfiguration(client, configuration(...rules));
  return actions(mock, client, clock);
}

/** A scene with the reasons of what has FAILED in it. */
export async function sceneOfFailures(
  ...options: Parameters<typeof scene>
): Promise<Scene & { readonly reasons: string[] }> {
  const set = await scene(...options);
  const reasons: string[] = [];
  set.mock.on("replicationFailed", ({ failureReason }) => reasons.push(failureReason));
  return { ...set, reasons };
}

function actions(mock: ReplicationMock, client: S3Client, clock: ManualClock): Scene {
  async function put(key: string, input: Partial<PutObjectCommandInput> = {}): Promise<string> {
    const command = new PutObjectCommand({ Bucket: "source", Key: key, Body: "data", ...input });
    return (await client.send(command)).VersionId ?? "null";
  }
  async function head(Bucket: string, Key: string, VersionId?: string) {
    try {
      return await client.send(new HeadObjectCommand({ Bucket, Key, VersionId }));
    } catch (error) {
      const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata;
      if (status?.httpStatusCode === 404 || status?.httpStatusCode === 405) return undefined;
      throw error;
    }
  }
  return {
    mock,
    client,
    clock,
    put,
    head,
    configure: (rules, bucket = "source") =>
      putConfiguration(client, configuration(...rules), bucket),
    async replicate(key, input) {
      const versionId = await put(key, input);
      mock.settle();
      return versionId;
    },
    async mark(Key, Bucket = "source") {
      return (await client.send(new DeleteObjectCommand({ Bucket, Key }))).VersionId ?? "null";
    },
    async status(...named) {
      const found = await head(...named);
      return found === undefined ? "missing" : (found.ReplicationStatus ?? "none");
    },
    async text(Bucket, Key, VersionId) {
      if ((await head(Bucket, Key, VersionId)) === undefined) return undefined;
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      return Body?.transformToString();
    },
    async tag(Bucket, Key, Value, VersionId) {
      const Tagging = { TagSet: [{ Key: "k", Value }] };
      await client.send(new PutObjectTaggingCommand({ Bucket, Key, VersionId, Tagging }));
    },
    async tags(Bucket, Key, VersionId) {
      const { TagSet = [] } = await client.send(
        new GetObjectTaggingCommand({ Bucket, Key, VersionId }),
      );
      return Object.fromEntries(TagSet.map((tag) => [tag.Key, tag.Value]));
    },
  };
}
