import { authorizeKey } from "../../access/authorizeKey.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { kmsKeyState } from "../../faults/kmsKeyFaults.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";

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

/**
 * Checks that the key of an object that is read can be used, and by whoever reads it. The parts of an
 * upload are read too, before they are one object.
 *
 * @throws S3Error KMS.NotFoundException, KMS.DisabledException, KMS.KMSInvalidStateException, AccessDenied
 */
export function checkDecryption(
  s3: S3,
  bucket: Bucket,
  { key, encryption }: Pick<DataVersion, "key" | "encryption">,
  requester: Requester,
): void {
  if (encryption.SSEKMSKeyId === undefined) return;
  checkKmsKey(s3, encryption.SSEKMSKeyId);
  authorizeKey(s3, { requester, bucket, key, encryption, action: "kms:Decrypt" });
}
