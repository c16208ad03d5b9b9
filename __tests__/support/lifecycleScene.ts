import {
  type BucketVersioningStatus,
  DeleteObjectCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  type PutBucketLifecycleConfigurationCommandInput,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  type BucketSeed,
  manualClock,
  type ReplicationMock,
  type ReplicationMockOptions,
  replicationMock,
  type VersionView,
} from "s3-replication-mock";
import { clientOf } from "./client.js";

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** When every scene begins: noon, UTC. */
export const noon = Date.parse("2026-09-21T12:00:00Z");

/** A bucket with lifecycle rules, and what tests of lifecycle do with it. */
export interface LifecycleScene {
  readonly mock: ReplicationMock;
  readonly client: S3Client;
  /** Puts rules on the bucket, or on another; each is Enabled and for all keys unless it says otherwise. */
  rules(
    rules: readonly Partial<LifecycleRule>[],
    more?: Partial<PutBucketLifecycleConfigurationCommandInput>,
  ): Promise<void>;
  /** Puts an object and gives its version id. */
  put(key: string, input?: Partial<PutObjectCommandInput>): Promise<string>;
  remove(key: string, VersionId?: string): Promise<void>;
  /** Gives the current version these tags and no others. */
  tag(key: string, tags: Readonly<Record<string, string>>): Promise<void>;
  versioning(status: BucketVersioningStatus): Promise<void>;
  /** The versions of a bucket as they stand, each key's newest first. */
  versions(bucket?: string): readonly VersionView[];
  /** The keys that are shown: those whose current version is an object. */
  shown(): string[];
  /** Moves time on to a moment. */
  until(moment: string): void;
}

/** A scene with one bucket that is named `bucket`, and others. */
export function lifecycleScene(
  seed: BucketSeed = {},
  options: ReplicationMockOptions = {},
): LifecycleScene {
  const buckets = { bucket: seed, ...options.buckets };
  const mock = replicationMock({ clock: manualClock(noon), ...options, buckets });
  const client = clientOf(mock);
  const versions = (bucket = "bucket") => mock.bucket(bucket)?.versions ?? [];
  const Bucket = "bucket";
  return {
    mock,
    client,
    versions,
    async rules(rules, more) {
      const Rules = rules.map((rule, index) => ({
        ID: `rule-${index}`,
        Status: "Enabled" as const,
        Filter: {},
        ...rule,
      }));
      const LifecycleConfiguration = { Rules };
      const input = { Bucket, LifecycleConfiguration, ...more };
      await client.send(new PutBucketLifecycleConfigurationCommand(input));
    },
    async put(Key, input = {}) {
      const command = new PutObjectCommand({ Bucket, Key, Body: "data", ...input });
      return (await client.send(command)).VersionId ?? "null";
    },
    async remove(Key, VersionId) {
      await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    },
    async tag(Key, tags) {
      const TagSet = Object.entries(tags).map(([Name, Value]) => ({ Key: Name, Value }));
      await client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
    },
    async versioning(Status) {
      const VersioningConfiguration = { Status };
      await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    },
    shown: () =>
      versions()
        .filter(({ isLatest, isDeleteMarker }) => isLatest && !isDeleteMarker)
        .map(({ key }) => key),
    until: (moment) => mock.advance(Date.parse(moment) - mock.now()),
  };
}
