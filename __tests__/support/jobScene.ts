import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  CreateJobCommand,
  type CreateJobCommandInput,
  DescribeJobCommand,
  type JobDescriptor,
  S3ControlClient,
} from "@aws-sdk/client-s3-control";
import type { ReplicationMock } from "s3-replication-mock";
import { textOf } from "./client.js";
import { v2 } from "./replicationConfigurations.js";
import { type Scene, scene } from "./replicationScene.js";

export const AccountId = "123456789012";
export const role = `arn:aws:iam::${AccountId}:role/batch`;

/** A real client of S3 Control whose network is the mock. It has no credentials. */
export function controlClientOf(
  mock: Pick<ReplicationMock, "applyToStack">,
  region = "us-east-1",
): S3ControlClient {
  const client = new S3ControlClient({ region });
  client.middlewareStack.use(mock);
  return client;
}

/** A scene of replication with a client for jobs and a bucket `reports`. */
export interface JobScene extends Scene {
  readonly control: S3ControlClient;
  /** Creates a job that generates its manifest from `source` and needs no confirmation; gives its id. */
  create(input?: Partial<CreateJobCommandInput>): Promise<string>;
  describe(JobId: string): Promise<JobDescriptor>;
  /** Puts a manifest and gives what CreateJob takes of it. */
  manifest(
    rows: string,
    Fields: readonly ("Bucket" | "Key" | "VersionId" | "Ignore")[],
  ): Promise<NonNullable<CreateJobCommandInput["Manifest"]>>;
  /** The texts of the objects of a bucket by their keys. */
  files(bucket: string, prefix?: string): Promise<Record<string, string>>;
}

export const generator = {
  S3JobManifestGenerator: {
    SourceBucket: "arn:aws:s3:::source",
    EnableManifestOutput: false,
    Filter: { EligibleForReplication: true },
  },
};

export const report = {
  Enabled: true,
  Bucket: "arn:aws:s3:::reports",
  Format: "Report_CSV_20180820",
  Prefix: "batch",
  ReportScope: "AllTasks",
} as const;

/** What a job is created with where a test does not care. */
export const usualJob: CreateJobCommandInput = {
  AccountId,
  Operation: { S3ReplicateObject: {} },
  Report: report,
  Priority: 1,
  RoleArn: role,
  ConfirmationRequired: false,
  ManifestGenerator: generator,
};

export async function jobScene(options: Parameters<typeof scene>[0] = {}): Promise<JobScene> {
  const set = await scene({ ...options, buckets: { reports: {}, ...options.buckets } });
  const { client, mock } = set;
  const control = controlClientOf(mock);
  return {
    ...set,
    control,
    async create(input = {}) {
      const whole = { ...usualJob, ...input };
      if (input.Manifest !== undefined) delete whole.ManifestGenerator;
      const { JobId = "" } = await control.send(new CreateJobCommand(whole));
      return JobId;
    },
    async describe(JobId) {
      const { Job } = await control.send(new DescribeJobCommand({ AccountId, JobId }));
      if (Job === undefined) throw new Error("a job was expected");
      return Job;
    },
    async manifest(rows, Fields) {
      const [Bucket, Key] = ["reports", "manifest.csv"];
      const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key, Body: rows }));
      return {
        Spec: { Format: "S3BatchOperations_CSV_20180820", Fields: [...Fields] },
        Location: { ObjectArn: `arn:aws:s3:::${Bucket}/${Key}`, ETag },
      };
    },
    async files(Bucket, Prefix) {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
      const texts: Record<string, string> = {};
      for (const { Key = "" } of Contents) {
        texts[Key] = await textOf(await client.send(new GetObjectCommand({ Bucket, Key })));
      }
      return texts;
    },
  };
}

/** A scene with two versions that were there before the configuration. */
export async function backlog(): Promise<JobScene> {
  const set = await jobScene({ rules: [] });
  await set.put("a");
  await set.put("b");
  await set.configure([v2()]);
  return set;
}
