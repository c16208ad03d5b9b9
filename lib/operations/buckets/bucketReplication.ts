import type {
  DeleteBucketReplicationCommandInput,
  GetBucketReplicationCommandInput,
  GetBucketReplicationOutput,
  PutBucketReplicationCommandInput,
  ReplicationConfiguration,
} from "@aws-sdk/client-s3";
import { authorizePassRole } from "../../access/authorizeService.js";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { changeConfiguration } from "../../faults/configurationChange.js";
import { compileConfiguration } from "../../replication/compileConfiguration.js";
import { validateConfiguration, withRuleIds } from "../../replication/configuration.js";
import type { S3 } from "../../state/s3.js";

/**
 * Replaces a bucket's replication configuration; versions that are there already are not touched.
 *
 * @throws S3Error MalformedXML, InvalidArgument, InvalidRequest, AccessDenied
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
 */
export function putBucketReplication(
  s3: S3,
  input: PutBucketReplicationCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  const document = validateConfiguration(input.ReplicationConfiguration ?? fail("MalformedXML"), {
    bucket: bucket.name,
    accountId: requester.accountId,
    isVersioningEnabled: bucket.versioning === "Enabled",
    destination: (name) => {
      const destination = s3.buckets.get(name);
      return (
        destination && {
          isVersioningEnabled: destination.versioning === "Enabled",
          ownerId: destination.ownerId,
        }
      );
    },
  });
  authorizePassRole(s3, requester, document.Role, "s3.amazonaws.com");
  const configuration = compileConfiguration(withRuleIds(document, () => s3.ids.ruleId()));
  changeConfiguration(s3, bucket, configuration);
  return {};
}

/**
 * Gives the replication configuration back as it was put, with the IDs that S3 has added.
 *
 * @throws S3Error ReplicationConfigurationNotFoundError
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html
 */
export function getBucketReplication(
  s3: S3,
  input: GetBucketReplicationCommandInput,
  requester: Requester,
): GetBucketReplicationOutput {
  const { name, replication } = openBucket(s3, input, requester);
  if (replication === undefined) {
    fail("ReplicationConfigurationNotFoundError", { BucketName: name });
  }
  // The store keeps the document without a type of AWS; it is the one that was put here.
  return { ReplicationConfiguration: replication.document as ReplicationConfiguration };
}

/**
 * Removes the replication configuration, if there is one; work that was accepted goes on.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketReplication.html
 */
export function deleteBucketReplication(
  s3: S3,
  input: DeleteBucketReplicationCommandInput,
  requester: Requester,
): Record<string, never> {
  changeConfiguration(s3, openBucket(s3, input, requester), undefined);
  return {};
}
