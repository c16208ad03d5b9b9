import { crc32 } from "node:zlib";
import {
  type Destination,
  GetBucketReplicationCommand,
  PutBucketReplicationCommand,
  type ReplicationConfiguration,
  type ReplicationRule,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

export const role = "arn:aws:iam::123456789012:role/replication";

/** The ARN of a bucket. */
export const arn = (bucket: string): string => `arn:aws:s3:::${bucket}`;

/** A valid rule of schema V2. */
export function v2(members: Partial<ReplicationRule> = {}): ReplicationRule {
  return {
    ID: "rule",
    Priority: 1,
    Status: "Enabled",
    Filter: { Prefix: "" },
    DeleteMarkerReplication: { Status: "Disabled" },
    Destination: { Bucket: arn("destination") },
    ...members,
  };
}

/** A valid rule of schema V1. */
export function v1(members: Partial<ReplicationRule> = {}): ReplicationRule {
  return {
    ID: "rule",
    Status: "Enabled",
    Prefix: "",
    Destination: { Bucket: arn("destination") },
    ...members,
  };
}

/** A valid rule of schema V2 with these members of its destination. */
export function v2To(members: Partial<Destination>, rule: Partial<ReplicationRule> = {}) {
  return v2({ ...rule, Destination: { Bucket: arn("destination"), ...members } });
}

/** A configuration with these rules. */
export function configuration(...rules: ReplicationRule[]): ReplicationConfiguration {
  return { Role: role, Rules: rules };
}

/** The members of a destination with Replication Time Control. */
export function replicationTime(Status: "Enabled" | "Disabled", Minutes = 15) {
  return { ReplicationTime: { Status, Time: { Minutes } } };
}

/** The members of a destination with Metrics, with an event threshold where `Minutes` is given. */
export function metrics(Status: "Enabled" | "Disabled", Minutes?: number) {
  return { Metrics: { Status, ...(Minutes !== undefined && { EventThreshold: { Minutes } }) } };
}

/** Puts a configuration on the bucket `source`, or on another. */
export async function put(
  client: S3Client,
  document: ReplicationConfiguration,
  Bucket = "source",
): Promise<void> {
  await client.send(
    new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration: document }),
  );
}

/** Puts a document that the SDK cannot serialize, with the checksum that belongs to it. */
export async function putXml(client: S3Client, xml: string, Bucket = "source"): Promise<void> {
  const command = new PutBucketReplicationCommand({
    Bucket,
    ReplicationConfiguration: configuration(v2()),
  });
  command.middlewareStack.add(
    (next) => (args) => {
      // The step sees the request as the SDK has built it; its type leaves that open.
      const request = args.request as { body: unknown; headers: Record<string, string> };
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32BE(crc32(xml));
      request.body = xml;
      request.headers["content-length"] = String(Buffer.byteLength(xml));
      request.headers["x-amz-checksum-crc32"] = checksum.toString("base64");
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  await client.send(command);
}

/** The configuration of the bucket `source`, or of another. */
export async function read(
  client: S3Client,
  Bucket = "source",
): Promise<ReplicationConfiguration | undefined> {
  return (await client.send(new GetBucketReplicationCommand({ Bucket }))).ReplicationConfiguration;
}

/** What a rejected request answered: code, status and message, and the elements that came with them. */
export async function rejection(sent: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = await sent.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return { code: "accepted" };
  if (!(error instanceof S3ServiceException)) throw error;
  // Elements of the error are own properties of the SDK's exception, without a type.
  const { ArgumentName, ArgumentValue, BucketName } = error as unknown as Record<string, unknown>;
  const elements = { ArgumentName, ArgumentValue, BucketName };
  return {
    code: error.name,
    status: error.$metadata.httpStatusCode,
    message: error.message,
    ...Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined)),
  };
}
