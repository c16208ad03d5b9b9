import { fail } from "../errors.js";
import { kmsKeyState } from "../replication/kmsKeys.js";
import type { S3 } from "../s3.js";

/** Where a key that is named without its ARN is looked for. */
export interface KmsScope {
  readonly region: string;
  readonly accountId: string;
}

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

/**
 * The AWS managed key of an account in a Region, which encrypts where no other is named. Its id is
 * `assumed`.
 */
export function defaultKmsKeyArn(scope: KmsScope): string {
  return kmsKeyArn("aws-managed-s3", scope);
}

/**
 * Checks that a key can be used, for encrypting a new object or for decrypting one that is read.
 *
 * @throws S3Error KMS.NotFoundException, KMS.DisabledException, KMS.KMSInvalidStateException
 */
export function checkKmsKey(s3: S3, arn: string): void {
  const state = kmsKeyState(s3, arn);
  if (state === "Missing") {
    fail("KMS.NotFoundException", { message: `Key '${arn}' does not exist` });
  }
  if (state === "Disabled") fail("KMS.DisabledException", { message: `${arn} is disabled.` });
  if (state === "PendingDeletion") {
    fail("KMS.KMSInvalidStateException", { message: `${arn} is pending deletion.` });
  }
}
