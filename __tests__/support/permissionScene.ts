import {
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  type BucketSeed,
  type Explanation,
  type KeyDescription,
  manualClock,
  type ReplicationMock,
  type ReplicationRuleDocument,
  type RoleDescription,
  replicationMock,
} from "s3-replication-mock";
import { clientOf } from "./client.js";

/** The account of the source, and the one of destinations across accounts. */
export const accountA = "111122223333";
export const accountB = "444455556666";
export const roleArn = `arn:aws:iam::${accountA}:role/repl`;

/** A policy document of these statements. */
export const policyOf = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const objectsOf = (bucket: string) => `arn:aws:s3:::${bucket}/*`;

/** Lets S3 assume the role. */
export const trust = policyOf({
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** What the role may read in the source, as AWS documents it. */
export const reading = [
  "s3:GetObjectVersionForReplication",
  "s3:GetObjectVersionAcl",
  "s3:GetObjectVersionTagging",
];
/** What it may write into a destination. */
export const writing = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"];

/** The minimal policy of a replication role, with some of it replaced. */
export function rolePolicy(
  parts: {
    readonly read?: readonly string[];
    readonly readOn?: string;
    readonly write?: readonly string[];
    readonly writeOn?: string;
    readonly also?: readonly object[];
  } = {},
): object {
  const { read = reading, readOn = objectsOf("src"), also = [] } = parts;
  const { write = writing, writeOn = objectsOf("dst") } = parts;
  return policyOf(
    {
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: ["arn:aws:s3:::src"],
    },
    { Effect: "Allow", Action: read, Resource: [readOn] },
    { Effect: "Allow", Action: write, Resource: [writeOn] },
    ...also,
  );
}

/** The destination's policy that lets a role of another account replicate. */
export function destinationPolicy(
  actions: readonly string[] = [...writing, "s3:ObjectOwnerOverrideToBucketOwner"],
  AWS = roleArn,
): object {
  return policyOf({
    Sid: "Replicas",
    Effect: "Allow",
    Principal: { AWS },
    Action: actions,
    Resource: objectsOf("dst"),
  });
}

export const sourceKey = `arn:aws:kms:us-east-1:${accountA}:key/KS`;

/** The statements of the role about keys. */
export function keyStatements(
  replicaKey: string,
  {
    decryptFor = objectsOf("src"),
    encryptFor = objectsOf("dst"),
    encryptVia = "s3.eu-west-1.amazonaws.com",
    encrypt = ["kms:Encrypt"],
  } = {},
): readonly object[] {
  const via = (service: string, arn: string) => ({
    StringLike: { "kms:ViaService": service, "kms:EncryptionContext:aws:s3:arn": arn },
  });
  return [
    {
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: sourceKey,
      Condition: via("s3.us-east-1.amazonaws.com", decryptFor),
    },
    {
      Effect: "Allow",
      Action: encrypt,
      Resource: replicaKey,
      Condition: via(encryptVia, encryptFor),
    },
  ];
}

/** What a set-up has that differs from the base: A owns both buckets, the role has the minimal policy. */
export interface SetUp {
  readonly role?: Partial<RoleDescription>;
  /** The role of the configuration. */
  readonly configured?: string;
  readonly keys?: readonly KeyDescription[];
  readonly source?: BucketSeed;
  readonly destination?: BucketSeed;
  readonly more?: Readonly<Record<string, BucketSeed>>;
  readonly rule?: Partial<ReplicationRuleDocument>;
  readonly rules?: ReplicationRuleDocument[];
  readonly put?: Partial<PutObjectCommandInput>;
}

/** One tagged object that was put into such a set-up and settled. */
export interface PermissionScene {
  readonly mock: ReplicationMock;
  readonly client: S3Client;
  readonly reasons: string[];
  status(): string | undefined;
  /** `"tagged"`, `"untagged"` or `"none"`. */
  replica(bucket?: string): string;
  explain(): Explanation;
  tag(value: string): Promise<void>;
}

/** A rule to a bucket. */
export function ruleTo(
  bucket: string,
  Priority = 1,
  members: Partial<ReplicationRuleDocument> = {},
): ReplicationRuleDocument {
  return {
    ID: `to-${bucket}`,
    Priority,
    Status: "Enabled",
    Filter: {},
    DeleteMarkerReplication: { Status: "Enabled" },
    ...members,
    Destination: { Bucket: `arn:aws:s3:::${bucket}`, ...members.Destination },
  };
}

/** Puts an object under these documents, and lets its replication end. */
export async function permissionScene(setUp: SetUp): Promise<PermissionScene> {
  const mock = replicationMock({
    accountId: accountA,
    clock: manualClock(),
    iam: {
      roles: [
        {
          Arn: roleArn,
          AssumeRolePolicyDocument: trust,
          Policies: [{ PolicyName: "P0", PolicyDocument: rolePolicy() }],
          ...setUp.role,
        },
      ],
      keys: setUp.keys,
    },
    buckets: {
      dst: { versioning: "Enabled", ...setUp.destination },
      ...setUp.more,
      src: {
        versioning: "Enabled",
        ...setUp.source,
        replication: {
          Role: setUp.configured ?? setUp.role?.Arn ?? roleArn,
          Rules: setUp.rules ?? [ruleTo("dst", 1, setUp.rule)],
        },
      },
    },
  });
  const reasons: string[] = [];
  mock.on("replicationFailed", ({ failureReason }) => reasons.push(failureReason));
  const client = clientOf(mock);
  const named = { Bucket: "src", Key: "k" };
  await client.send(new PutObjectCommand({ ...named, Body: "data", Tagging: "t=1", ...setUp.put }));
  mock.settle();
  return {
    mock,
    client,
    reasons,
    status: () =>
      mock.bucket("src")?.versions.find((each) => !each.isDeleteMarker)?.replicationStatus,
    replica(bucket = "dst") {
      const [version] = mock.bucket(bucket)?.versions ?? [];
      if (version === undefined) return "none";
      return version.tags.map(({ Value }) => `t=${Value}`).join() || "untagged";
    },
    explain: () => mock.explain(named),
    async tag(Value) {
      const Tagging = { TagSet: [{ Key: "t", Value }] };
      await client.send(new PutObjectTaggingCommand({ ...named, Tagging }));
      mock.settle();
    },
  };
}
