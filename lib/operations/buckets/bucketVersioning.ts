import type {
  GetBucketVersioningCommandInput,
  GetBucketVersioningOutput,
  PutBucketVersioningCommandInput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { latestConfiguration } from "../../faults/configurationChange.js";
import type { S3 } from "../../state/s3.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export function putBucketVersioning(
  s3: S3,
  input: PutBucketVersioningCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  const { Status: status, MFADelete } = input.VersioningConfiguration ?? {};
  if (status === undefined) fail("IllegalVersioningConfigurationException");
  if (status !== "Enabled" && status !== "Suspended") fail("MalformedXML");
  requireValid(MFADelete === undefined || MFADelete === "Enabled" || MFADelete === "Disabled");
  if (MFADelete === "Enabled") fail("NotImplemented", { Header: "x-amz-mfa" });
  if (status === "Suspended") {
    if (latestConfiguration(bucket) !== undefined) {
      fail("InvalidBucketState", {
        message:
          "A replication configuration is present on this bucket, so you cannot change the versioning state. To change the versioning state, first delete the replication configuration.",
      });
    }
    if (bucket.objectLock !== undefined) {
      fail("InvalidBucketState", {
        message:
          "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      });
    }
  }
  bucket.versioning = status;
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export function getBucketVersioning(
  s3: S3,
  input: GetBucketVersioningCommandInput,
  requester: Requester,
): GetBucketVersioningOutput {
  const { versioning } = openBucket(s3, input, requester);
  return versioning === undefined ? {} : { Status: versioning };
}
