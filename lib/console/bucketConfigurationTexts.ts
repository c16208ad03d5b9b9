import { S3Error } from "../base/errors.js";
import type { OperationName } from "../base/operationNames.generated.js";
import { operations } from "../operations/operations.js";
import type { Bucket } from "../state/bucket.js";
import type { S3 } from "../state/s3.js";
import { operationModel } from "../wire/model.js";
import { writeResponse } from "../wire/writeResponse.js";
import { shownJson } from "./shownJson.js";

/** A configuration of a bucket, as one would put it. */
export interface ConfigurationText {
  /** The operation that puts it. */
  readonly operation: string;
  /** The document that S3 answers with; JSON for a policy. */
  readonly document: string;
  /** The input of the SDK's command, as JSON. */
  readonly input: string;
}

type Readable = keyof typeof operations & OperationName;

/** The operation that reads it, the one that puts it, the member of the latter's input. */
const configurations: readonly (readonly [Readable, OperationName, string])[] = [
  ["GetBucketVersioning", "PutBucketVersioning", "VersioningConfiguration"],
  ["GetBucketReplication", "PutBucketReplication", "ReplicationConfiguration"],
  ["GetBucketLifecycleConfiguration", "PutBucketLifecycleConfiguration", "LifecycleConfiguration"],
  ["GetBucketEncryption", "PutBucketEncryption", "ServerSideEncryptionConfiguration"],
  ["GetObjectLockConfiguration", "PutObjectLockConfiguration", "ObjectLockConfiguration"],
  ["GetBucketPolicy", "PutBucketPolicy", "Policy"],
  ["GetBucketTagging", "PutBucketTagging", "Tagging"],
  ["GetBucketCors", "PutBucketCors", "CORSConfiguration"],
  [
    "GetBucketNotificationConfiguration",
    "PutBucketNotificationConfiguration",
    "NotificationConfiguration",
  ],
  ["GetBucketOwnershipControls", "PutBucketOwnershipControls", "OwnershipControls"],
  ["GetPublicAccessBlock", "PutPublicAccessBlock", "PublicAccessBlockConfiguration"],
];

/** The configurations that a bucket has. */
export function configurationTexts(s3: S3, bucket: Bucket): ConfigurationText[] {
  return configurations.flatMap(([read, put, member]) => {
    const output = readConfiguration(s3, bucket, read);
    return output === undefined || Object.keys(output).length === 0
      ? []
      : [textOf(bucket.name, { read, put, member, output })];
  });
}

type Output = Readonly<Record<string, unknown>>;

/** Undefined where there is none: S3 answers that with an error of its own for each. */
function readConfiguration(s3: S3, bucket: Bucket, read: Readable): Output | undefined {
  try {
    const input = { Bucket: bucket.name } as never;
    const requester = { accountId: bucket.ownerId, region: undefined, bucket };
    // Outputs are plain objects on the SDK's member names.
    return operations[read](s3, input, requester) as Output;
  } catch (error) {
    if (error instanceof S3Error) return undefined;
    throw error;
  }
}

function textOf(
  Bucket: string,
  text: {
    readonly read: Readable;
    readonly put: OperationName;
    readonly member: string;
    readonly output: Output;
  },
): ConfigurationText {
  const { read, put, member, output } = text;
  // Beside the lifecycle rules in both, not within them.
  const { TransitionDefaultMinimumObjectSize: minimum, ...rest } = output;
  const value = rest[member] ?? rest;
  const beside = minimum === undefined ? {} : { TransitionDefaultMinimumObjectSize: minimum };
  const { body } = writeResponse(operationModel(read), output);
  return {
    operation: put,
    document: body === undefined ? "" : inLines(Buffer.from(body).toString()),
    input: shownJson({ Bucket, ...beside, [member]: value }),
  };
}

/** Each element of a document in a line of its own; an empty one stays empty. */
function inLines(document: string): string {
  if (!document.startsWith("<")) return document;
  return document.replace(/>(?=<(?!\/))|(?<=<\/[^<>]*)>(?=<)/g, ">\n");
}
