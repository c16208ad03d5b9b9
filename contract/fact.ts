import {
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type ReplicationRule,
} from "@aws-sdk/client-s3";
import type { Contract, Feature } from "../lib/testing/contract.js";

/** Something that holds of S3, and how to see it. */
export interface Fact {
  /** In the present tense. */
  readonly title: string;
  /** What an endpoint has to have for it. */
  readonly needs?: readonly Feature[];
  /** Fails where it does not hold. */
  readonly check: (contract: Contract) => Promise<void>;
}

/** Two versioned buckets, of which the first is replicated to the second. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  /** Puts an object into the first and gives its version id. */
  put(key: string, more?: Partial<PutObjectCommandInput>): Promise<string>;
}

/** A rule to a bucket, for all objects. */
export function ruleTo(bucket: string, more: Partial<ReplicationRule> = {}): ReplicationRule {
  return {
    ID: "rule",
    Priority: 1,
    Status: "Enabled",
    Filter: { Prefix: "" },
    DeleteMarkerReplication: { Status: "Disabled" },
    Destination: { Bucket: `arn:aws:s3:::${bucket}` },
    ...more,
  };
}

/** Makes a pair with one rule. */
export async function pairOf(
  contract: Contract,
  more: Partial<ReplicationRule> = {},
): Promise<Pair> {
  const versioning = "Enabled";
  const { from, to } = await contract.buckets({ from: { versioning }, to: { versioning } });
  await configure(contract, from.name, [ruleTo(to.name, more)]);
  return {
    from: from.name,
    to: to.name,
    async put(Key, input = {}) {
      const command = new PutObjectCommand({ Bucket: from.name, Key, Body: "data", ...input });
      return (await contract.client.send(command)).VersionId ?? "";
    },
  };
}

/** Puts a replication configuration. */
export async function configure(
  { client, role }: Contract,
  Bucket: string,
  Rules: ReplicationRule[],
): Promise<void> {
  const ReplicationConfiguration = { Role: role ?? "", Rules };
  await client.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration }));
}

/** What HeadObject says. */
export function head({ client }: Contract, Bucket: string, Key: string, VersionId?: string) {
  return client.send(new HeadObjectCommand({ Bucket, Key, VersionId }));
}

/** The content of an object. */
export async function textOf(
  { client }: Contract,
  Bucket: string,
  Key: string,
): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

/** The name of the error that a send ends with; empty where it succeeds. */
export async function errorName(send: Promise<unknown>): Promise<string> {
  return send.then(
    () => "",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
