import type { ControlOperationName } from "../base/controlOperationNames.generated.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import { limits } from "../base/limits.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { CollectedBody } from "../wire/body.js";
import { type IntegrityRules, requireChecksum } from "../wire/integrity.js";
import type { OperationModel } from "../wire/model.js";

/** What S3 asks of the body of a request. */
export interface BodyRules extends IntegrityRules {
  /** It is refused without a Content-MD5 or a checksum. */
  readonly requiresChecksum?: boolean;
  /** It is refused with a body that is not empty. */
  readonly takesNoBody?: boolean;
  /** It is refused with a longer body. */
  readonly mostBytes?: number;
}

/**
 * Where operations differ in what S3 asks of a body. The SDK sends a checksum with every document,
 * but S3 demands one of these operations alone, and of writes under Object Lock, which know by
 * themselves when they are: clients that are older than checksums rely on it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export const bodyRules: Readonly<Partial<Record<OperationName | ControlOperationName, BodyRules>>> =
  {
    CompleteMultipartUpload: { checksumOf: "object" },
    CopyObject: { takesNoBody: true },
    DeleteObjects: { requiresChecksum: true },
    PutBucketCors: { requiresChecksum: true, mostBytes: limits.corsBytes },
    PutBucketLifecycleConfiguration: { requiresChecksum: true },
    PutBucketReplication: { requiresChecksum: true },
    PutBucketTagging: { requiresChecksum: true },
    PutBucketWebsite: { mostBytes: limits.websiteBytes },
    PutObject: { expectedDigest: "hex" },
    PutObjectLegalHold: { requiresChecksum: true },
    PutObjectLockConfiguration: { requiresChecksum: true },
    PutObjectRetention: { requiresChecksum: true },
    UploadPartCopy: { takesNoBody: true },
  };

/**
 * Refuses a body in unsigned chunks where the operation takes no object's content.
 *
 * @throws S3Error InvalidRequest
 */
export function checkStreaming({ headers }: HttpRequest, { input }: OperationModel): void {
  const isStreamed = headers["x-amz-content-sha256"] === "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  if (!isStreamed || (input.body?.kind === "payload" && input.body.shape.kind === "streamingBlob"))
    return;
  fail("InvalidRequest", { message: "The value of x-amz-content-sha256 header is invalid." });
}

/**
 * Checks what was received against the rules of its operation. Which of them S3 tells first is `assumed`.
 *
 * @throws S3Error MaxMessageLengthExceeded, InvalidRequest
 */
export function checkBody({ bytes, headers }: CollectedBody, rules: BodyRules): void {
  const { mostBytes } = rules;
  if (mostBytes !== undefined && bytes !== undefined && bytes.length > mostBytes) {
    // The limits are documented, and so are code and text; its element is what versitygw answers.
    fail("MaxMessageLengthExceeded", { MaxMessageLengthBytes: String(mostBytes) });
  }
  if (rules.requiresChecksum) requireChecksum(headers);
  if (rules.takesNoBody && bytes !== undefined && bytes.length > 0) {
    fail("InvalidRequest", {
      message:
        "The request included a body. Requests of this type must not include a non-empty body.",
    });
  }
}
