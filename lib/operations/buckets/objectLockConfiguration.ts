import type {
  DefaultRetention as DefaultRetentionDocument,
  GetObjectLockConfigurationCommandInput,
  GetObjectLockConfigurationOutput,
  ObjectLockConfiguration,
  PutObjectLockConfigurationCommandInput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import type { BucketObjectLock, DefaultRetention } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";

/**
 * Sets the default retention, and turns Object Lock on where it is not: since 2023 an existing
 * bucket needs no token for that, only versioning.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html
 */
export function putObjectLockConfiguration(
  s3: S3,
  input: PutObjectLockConfigurationCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  // That the schema is judged before the bucket's state is `assumed`.
  const objectLock = readConfiguration(
    input.ObjectLockConfiguration ?? fail("MissingRequestBodyError"),
  );
  if (bucket.versioning !== "Enabled") {
    fail("InvalidBucketState", {
      message: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
    });
  }
  bucket.objectLock = objectLock;
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html */
export function getObjectLockConfiguration(
  s3: S3,
  input: GetObjectLockConfigurationCommandInput,
  requester: Requester,
): GetObjectLockConfigurationOutput {
  const { name, objectLock } = openBucket(s3, input, requester);
  if (objectLock === undefined) {
    fail("ObjectLockConfigurationNotFoundError", { BucketName: name });
  }
  const { defaultRetention } = objectLock;
  return {
    ObjectLockConfiguration: {
      ObjectLockEnabled: "Enabled",
      ...(defaultRetention && {
        Rule: {
          DefaultRetention: {
            Mode: defaultRetention.mode,
            [defaultRetention.unit]: defaultRetention.count,
          },
        },
      }),
    },
  };
}

function readConfiguration({ ObjectLockEnabled, Rule }: ObjectLockConfiguration): BucketObjectLock {
  if (ObjectLockEnabled !== "Enabled") fail("MalformedXML");
  if (Rule === undefined) return { defaultRetention: undefined };
  return { defaultRetention: readDefaultRetention(Rule.DefaultRetention ?? fail("MalformedXML")) };
}

function readDefaultRetention({
  Mode: mode,
  Days: days,
  Years: years,
  DefaultEventHold,
}: DefaultRetentionDocument): DefaultRetention {
  if (DefaultEventHold !== undefined) {
    fail("NotImplemented", { message: "Event holds are not simulated by s3-replication-mock" });
  }
  if (mode !== "GOVERNANCE" && mode !== "COMPLIANCE") fail("MalformedXML");
  if ((days === undefined) === (years === undefined)) fail("MalformedXML");
  const retention: DefaultRetention =
    days === undefined
      ? { mode, unit: "Years", count: years ?? 0 }
      : { mode, unit: "Days", count: days };
  if (retention.count < 1) {
    fail("InvalidArgument", {
      // Recorded 2026.
      message: "Default retention period must be a positive integer value.",
      ArgumentName: retention.unit,
      ArgumentValue: String(retention.count),
    });
  }
  const largest = retention.unit === "Days" ? limits.retentionDays : limits.retentionYears;
  if (retention.count > largest) {
    fail("InvalidArgument", {
      // `assumed`
      message: "Default retention period too large.",
      ArgumentName: retention.unit,
      ArgumentValue: String(retention.count),
    });
  }
  return retention;
}
