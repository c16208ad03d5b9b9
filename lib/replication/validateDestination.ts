import { fail } from "../base/errors.js";
import { MockError } from "../base/mockError.js";
import { isKmsArn, parseBucketArn } from "./arns.js";
import type { SchemaValidDestination, SchemaValidRule } from "./configurationSchema.js";

/** The only number of minutes that Replication Time Control knows. */
const replicationTimeMinutes = 15;

/** What a destination is checked against. */
export interface DestinationContext {
  readonly schemaVersion: "V1" | "V2";
  /** The source bucket's name. */
  readonly bucket: string;
  /** The destinations of the rules so far; this one is added. */
  readonly destinationArns: Set<string>;
}

/**
 * Checks a rule's destination, as far as it can be judged without the destination bucket.
 *
 * Codes are recorded unless a line says otherwise; values of `ArgumentValue` are `assumed`.
 *
 * @throws S3Error InvalidArgument, InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Destination.html
 */
export function checkDestination(rule: SchemaValidRule, context: DestinationContext): void {
  const { Destination: destination } = rule;
  checkBucket(destination.Bucket, context);
  checkOwnerOverride(destination);
  checkEncryption(rule);
  checkReplicationTime(destination);
  checkEventThreshold(destination);
  checkMetricsStatus(destination);
}

/** The name of the bucket in a destination's ARN, which `checkDestination` has accepted. */
export function destinationBucket({ Bucket }: SchemaValidDestination): string {
  const name = parseBucketArn(Bucket);
  if (name !== undefined) return name;
  throw new MockError(
    `${Bucket} is not the ARN of a bucket: validate the configuration first.`,
    "ERR_MOCK_INTERNAL",
  );
}

function checkBucket(arn: string, context: DestinationContext): void {
  if (arn === "") failArgument("Bucket", arn, "Destination bucket cannot be null or empty");
  const name = parseBucketArn(arn) ?? failArgument("Bucket", arn, "Invalid bucket ARN");
  if (name.includes("/")) failArgument("Bucket", arn, "The specified bucket is not valid.");
  if (name === context.bucket) {
    failRequest("Destination bucket cannot be the same as the source bucket.");
  }
  context.destinationArns.add(arn);
  if (context.schemaVersion === "V1" && context.destinationArns.size > 1) {
    failRequest("Number of distinct destination bucket ARNs cannot exceed 1");
  }
}

/** Without AccessControlTranslation any Account is accepted (recorded); an empty one is `assumed` not to be. */
function checkOwnerOverride({ Account, AccessControlTranslation }: SchemaValidDestination): void {
  if (Account === "") {
    failArgument("Account", Account, "Account cannot be empty. It must contain an account ID.");
  }
  if (AccessControlTranslation !== undefined && Account === undefined) {
    failRequest("Account must be specified if the Owner in AccessControlTranslation has a value");
  }
}

/** The opt-in needs a key whichever its Status is (recorded). */
function checkEncryption({ SourceSelectionCriteria, Destination }: SchemaValidRule): void {
  const { EncryptionConfiguration } = Destination;
  const keyId = EncryptionConfiguration?.ReplicaKmsKeyID;
  const hasOptIn = SourceSelectionCriteria?.SseKmsEncryptedObjects !== undefined;
  if (hasOptIn && keyId === undefined) {
    failRequest("ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.");
  }
  if (!hasOptIn && EncryptionConfiguration !== undefined) {
    failRequest("SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.");
  }
  if (keyId !== undefined && !isKmsArn(keyId)) {
    failArgument("ReplicaKmsKeyID", keyId, "Invalid ReplicaKmsKeyID ARN.");
  }
}

function checkReplicationTime({ ReplicationTime, Metrics }: SchemaValidDestination): void {
  if (ReplicationTime === undefined) return;
  if (Metrics === undefined) {
    failRequest(
      "Replication destination must contain both ReplicationTime and Metrics or neither.",
    );
  }
  const minutes = ReplicationTime.Time?.Minutes;
  if (minutes !== replicationTimeMinutes) {
    failArgument("ReplicationTime", minutes, "Invalid time minute value");
  }
}

/** The threshold belongs to an enabled ReplicationTime: it must be there with one, and only with one. */
function checkEventThreshold({ ReplicationTime, Metrics }: SchemaValidDestination): void {
  const threshold = Metrics?.EventThreshold;
  if (ReplicationTime?.Status === "Enabled") {
    if (threshold === undefined) {
      const message = "ReplicationMetrics must contain an event threshold";
      failArgument("ReplicationMetrics", undefined, message);
    }
    if (threshold.Minutes !== replicationTimeMinutes) {
      const message = "Invalid event threshold minute value";
      failArgument("ReplicationMetrics", threshold.Minutes, message);
    }
  } else if (threshold !== undefined) {
    const message =
      "Metrics cannot contain an event threshold when ReplicationTime is not specified or Disabled";
    failArgument("Metrics", threshold.Minutes, message);
  }
}

/**
 * Metrics may be had without Replication Time Control, as a Status that is Disabled says it too, but not
 * the other way round. Documented without its text: the message and its place are `assumed`.
 */
function checkMetricsStatus({ ReplicationTime, Metrics }: SchemaValidDestination): void {
  if (ReplicationTime?.Status !== "Enabled" || Metrics?.Status === "Enabled") return;
  failRequest("ReplicationTime and Metrics must have the same Status.");
}

function failArgument(name: string, value: string | number | undefined, message: string): never {
  return fail("InvalidArgument", {
    message,
    ArgumentName: name,
    ...(value !== undefined && { ArgumentValue: String(value) }),
  });
}

function failRequest(message: string): never {
  return fail("InvalidRequest", { message });
}
