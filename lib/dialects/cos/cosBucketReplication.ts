import type { PutBucketReplicationCommandInput } from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { changeConfiguration } from "../../faults/configurationChange.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import { compileCosConfiguration } from "./compileCosConfiguration.js";
import { validateCosConfiguration } from "./cosConfiguration.js";

const creationTime = "replicationRuleCreationTime";

/**
 * Replaces a bucket's replication configuration by one of COS.
 *
 * @throws S3Error MalformedXML, InvalidArgument, InvalidRequest, BucketVersionNotOpen and others
 * @see https://cloud.tencent.com/document/product/436/19223
 */
export function putCosBucketReplication(
  s3: S3,
  input: PutBucketReplicationCommandInput,
  requester: Requester,
): Record<string, never> {
  const source = openBucket(s3, input, requester);
  const { accountId } = requester;
  const document = validateCosConfiguration(
    input.ReplicationConfiguration ?? fail("MalformedXML"),
    { source, accountId, lookup: (name) => s3.buckets.get(name) },
  );
  changeConfiguration(
    s3,
    source,
    compileCosConfiguration(document, () => s3.ids.ruleId()),
  );
  source.documents.set(creationTime, s3.time.now());
  return {};
}

/** When the configuration of now was put, in milliseconds since the epoch. */
export function creationTimeOf({ documents }: Bucket): number | undefined {
  const time = documents.get(creationTime);
  return typeof time === "number" ? time : undefined;
}
