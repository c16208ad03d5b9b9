import type { Bucket } from "../state/bucket.js";
import type { Encryption } from "../state/objectVersion.js";

/** Since 2023 S3 encrypts everything under its own key unless it is told otherwise. */
export const sseS3: Encryption = { ServerSideEncryption: "AES256" };

/** Where a KMS key that is named without its ARN is looked for. */
export interface KmsScope {
  readonly region: string;
  readonly accountId: string;
}

/**
 * How a bucket encrypts what comes without a word about it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 */
export function defaultEncryption({ encryption, region }: Bucket, accountId: string): Encryption {
  const { algorithm, kmsKeyId, usesBucketKey } = encryption;
  if (algorithm === "AES256") return sseS3;
  return kmsEncryption(algorithm, { keyName: kmsKeyId, usesBucketKey, region, accountId });
}

/** What encryption under a KMS key says of itself: a bucket key goes with `aws:kms` alone. */
export function kmsEncryption(
  ServerSideEncryption: "aws:kms" | "aws:kms:dsse",
  {
    keyName,
    usesBucketKey,
    ...scope
  }: KmsScope & { readonly keyName: string | undefined; readonly usesBucketKey: boolean },
): Encryption & { readonly SSEKMSKeyId: string } {
  return {
    ServerSideEncryption,
    SSEKMSKeyId: kmsKeyArn(keyName ?? managedKeyId, scope),
    ...(usesBucketKey && ServerSideEncryption === "aws:kms" && { BucketKeyEnabled: true }),
  };
}

/** The AWS managed key of an account in a Region, which encrypts where no other is named: `assumed`. */
const managedKeyId = "aws-managed-s3";

/**
 * The ARN of a KMS key that a request names by ARN, id or alias. An alias keeps its own ARN, where S3
 * shows the key's behind it: which key that is, nobody said here.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function kmsKeyArn(name: string, { region, accountId }: KmsScope): string {
  if (name.startsWith("arn:")) return name;
  const resource = name.startsWith("alias/") ? name : `key/${name}`;
  return `arn:aws:kms:${region}:${accountId}:${resource}`;
}
