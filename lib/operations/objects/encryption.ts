import { createHash } from "node:crypto";
import { authorizeKey } from "../../access/authorizeKey.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { kmsEncryption, sseS3 } from "../../defaults/defaultEncryption.js";
import type { Bucket } from "../../state/bucket.js";
import type { Encryption } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { checkKmsKey } from "./checkKmsKey.js";

/** The encryption headers of a write. */
export interface EncryptionInput {
  readonly Key?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

/**
 * How a new object is encrypted: as the request says, else as the bucket's default says.
 *
 * @throws S3Error InvalidEncryptionAlgorithmError, InvalidArgument; AccessDenied where the bucket
 *   blocks customers' keys; KMS.NotFoundException, KMS.DisabledException,
 *   KMS.KMSInvalidStateException
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
 */
export function encryptionFor(
  s3: S3,
  bucket: Bucket,
  input: EncryptionInput,
  requester: Requester,
): Encryption {
  if (hasCustomerKey(input)) return customerEncryption(bucket, input, requester);
  const { encryption } = bucket;
  const algorithm = input.ServerSideEncryption ?? encryption.algorithm;
  switch (algorithm) {
    case "AES256":
      if (input.SSEKMSKeyId !== undefined) keyWithoutKms(input.SSEKMSKeyId);
      return sseS3;
    case "aws:kms":
    case "aws:kms:dsse": {
      const isDefault = input.ServerSideEncryption === undefined;
      const underKms = kmsEncryption(algorithm, {
        keyName: input.SSEKMSKeyId ?? (isDefault ? encryption.kmsKeyId : undefined),
        usesBucketKey: input.BucketKeyEnabled ?? encryption.usesBucketKey,
        region: bucket.region,
        accountId: requester.accountId,
      });
      checkKmsKey(s3, underKms.SSEKMSKeyId);
      authorizeKey(s3, {
        ...{ requester, bucket, key: input.Key ?? "" },
        encryption: underKms,
        action: "kms:GenerateDataKey",
      });
      return underKms;
    }
    default:
      return fail("InvalidEncryptionAlgorithmError", {
        ArgumentName: "x-amz-server-side-encryption",
        ArgumentValue: algorithm,
      });
  }
}

/**
 * Encryption under the customer's key.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
function customerEncryption(
  bucket: Bucket,
  input: EncryptionInput,
  { accountId }: Requester,
): Encryption {
  if (input.ServerSideEncryption !== undefined) {
    fail("InvalidArgument", {
      // `assumed`: that the two exclude each other is documented, the text is not recorded.
      message:
        "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
      ArgumentName: "x-amz-server-side-encryption",
      ArgumentValue: input.ServerSideEncryption,
    });
  }
  const SSECustomerKeyMD5 = checkedCustomerKey(input);
  if (bucket.encryption.blocksCustomerKeys) {
    fail("AccessDenied", {
      message: `User: arn:aws:iam::${accountId}:root is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::${bucket.name}/${input.Key ?? ""}" because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a different server-side encryption type`,
    });
  }
  return { SSECustomerAlgorithm: "AES256", SSECustomerKeyMD5 };
}

/**
 * Checks that a request to an object encrypted under a customer's key carries that key.
 *
 * @throws S3Error InvalidRequest without a key, AccessDenied with another one
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
 */
export function checkCustomerKey(encryption: Encryption, input: EncryptionInput): void {
  const isGiven = hasCustomerKey(input);
  if (encryption.SSECustomerKeyMD5 === undefined) {
    if (!isGiven) return;
    fail("InvalidRequest", {
      // `assumed`
      message: "The encryption parameters are not applicable to this object.",
    });
  }
  if (!isGiven) {
    fail("InvalidRequest", {
      message:
        "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
    });
  }
  if (checkedCustomerKey(input) !== encryption.SSECustomerKeyMD5) {
    fail("AccessDenied", {
      message:
        "Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.",
    });
  }
}

/**
 * Checks that a part comes with the customer's key that its upload was created with, or without one.
 * Which of the texts is for which key is `assumed`.
 *
 * @throws S3Error InvalidRequest, InvalidArgument, InvalidEncryptionAlgorithmError
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
 */
export function checkPartKey({ SSECustomerKeyMD5 }: Encryption, input: EncryptionInput): void {
  const given = hasCustomerKey(input) ? checkedCustomerKey(input) : undefined;
  if (given === SSECustomerKeyMD5) return;
  fail("InvalidRequest", {
    message:
      given === undefined
        ? "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters."
        : "The provided encryption parameters did not match the ones used originally.",
  });
}

function hasCustomerKey(input: EncryptionInput): boolean {
  return (
    input.SSECustomerAlgorithm !== undefined ||
    input.SSECustomerKey !== undefined ||
    input.SSECustomerKeyMD5 !== undefined
  );
}

/** The MD5 of the customer's key, the only thing that S3 keeps of it. */
function checkedCustomerKey(input: EncryptionInput): string {
  const { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = input;
  const must =
    "Requests specifying Server Side Encryption with Customer provided keys must provide";
  if (SSECustomerAlgorithm === undefined) {
    invalidKey(`${must} a valid encryption algorithm.`);
  }
  if (SSECustomerKey === undefined) invalidKey(`${must} an appropriate secret key.`);
  if (SSECustomerAlgorithm !== "AES256") {
    fail("InvalidEncryptionAlgorithmError", {
      ArgumentName: "x-amz-server-side-encryption",
      ArgumentValue: SSECustomerAlgorithm,
    });
  }
  const key = Buffer.from(SSECustomerKey, "base64");
  if (key.length !== 32) {
    invalidKey("The secret key was invalid for the specified algorithm.");
  }
  const md5 = createHash("md5").update(key).digest("base64");
  if (SSECustomerKeyMD5 !== md5) {
    invalidKey("The calculated MD5 hash of the key did not match the hash that was provided.");
  }
  return md5;
}

/** The argument is the same, whichever of the headers is wrong (recorded). */
function invalidKey(message: string): never {
  return fail("InvalidArgument", { message, ArgumentName: "x-amz-server-side-encryption" });
}

function keyWithoutKms(keyId: string): never {
  return fail("InvalidArgument", {
    // `assumed`
    message:
      "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    ArgumentName: "x-amz-server-side-encryption-aws-kms-key-id",
    ArgumentValue: keyId,
  });
}
