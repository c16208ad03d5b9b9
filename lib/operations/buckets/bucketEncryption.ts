import type {
  DeleteBucketEncryptionCommandInput,
  GetBucketEncryptionCommandInput,
  GetBucketEncryptionOutput,
  PutBucketEncryptionCommandInput,
  ServerSideEncryptionByDefault,
  ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { type BucketEncryption, newBucketEncryption } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";

/**
 * Sets how new objects are encrypted by default. Whether a KMS key exists is not asked here: the
 * write of an object under it fails instead.
 *
 * @throws S3Error MalformedXML, InvalidArgument
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
 */
export function putBucketEncryption(
  s3: S3,
  input: PutBucketEncryptionCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  const rules = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  const [rule] = rules;
  if (rule === undefined || rules.length > 1) fail("MalformedXML");
  bucket.encryption = readRule(rule, bucket.encryption);
  return {};
}

/**
 * Gives back what is in force: SSE-S3 where nothing was ever put.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html
 */
export function getBucketEncryption(
  s3: S3,
  input: GetBucketEncryptionCommandInput,
  requester: Requester,
): GetBucketEncryptionOutput {
  const { encryption } = openBucket(s3, input, requester);
  const { algorithm, kmsKeyId, usesBucketKey, blocksCustomerKeys } = encryption;
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: algorithm,
            ...(kmsKeyId !== undefined && { KMSMasterKeyID: kmsKeyId }),
          },
          BucketKeyEnabled: usesBucketKey,
          BlockedEncryptionTypes: { EncryptionType: [blocksCustomerKeys ? "SSE-C" : "NONE"] },
        },
      ],
    },
  };
}

/**
 * Back to SSE-S3. That what is blocked stays so is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html
 */
export function deleteBucketEncryption(
  s3: S3,
  input: DeleteBucketEncryptionCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  const { blocksCustomerKeys } = bucket.encryption;
  bucket.encryption = { ...newBucketEncryption, blocksCustomerKeys };
  return {};
}

/**
 * What a rule leaves out of default and of blocked types stays as it is: `assumed`.
 */
function readRule(rule: ServerSideEncryptionRule, present: BucketEncryption): BucketEncryption {
  const {
    ApplyServerSideEncryptionByDefault: byDefault,
    BucketKeyEnabled,
    BlockedEncryptionTypes,
  } = rule;
  requireValid(byDefault !== undefined || BlockedEncryptionTypes !== undefined);
  return {
    ...(byDefault === undefined ? present : readDefault(byDefault)),
    isConfigured: true,
    usesBucketKey: BucketKeyEnabled ?? (byDefault === undefined && present.usesBucketKey),
    blocksCustomerKeys:
      BlockedEncryptionTypes === undefined
        ? present.blocksCustomerKeys
        : readBlocked(BlockedEncryptionTypes.EncryptionType ?? []),
  };
}

function readDefault({
  SSEAlgorithm: algorithm,
  KMSMasterKeyID: kmsKeyId,
}: ServerSideEncryptionByDefault): Pick<BucketEncryption, "algorithm" | "kmsKeyId"> {
  if (algorithm !== "AES256" && algorithm !== "aws:kms" && algorithm !== "aws:kms:dsse") {
    fail("MalformedXML");
  }
  if (algorithm === "AES256" && kmsKeyId !== undefined) {
    fail("InvalidArgument", {
      message:
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
      ArgumentName: "ApplyServerSideEncryptionByDefault",
    });
  }
  return { algorithm, kmsKeyId };
}

/** That there must be exactly one type is `assumed`: `NONE` and `SSE-C` exclude each other. */
function readBlocked(types: readonly string[]): boolean {
  const [type] = types;
  requireValid(types.length === 1 && (type === "NONE" || type === "SSE-C"));
  return type === "SSE-C";
}
