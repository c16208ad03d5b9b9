import type { CompleteMultipartUploadCommandInput } from "@aws-sdk/client-s3";
import { checksum, compositeChecksum } from "../../base/checksums.js";
import { fail } from "../../base/errors.js";
import type { Checksum } from "../../state/objectVersion.js";
import type { Upload, UploadedPart } from "../../state/upload.js";
import { givenChecksum } from "../objects/checksumMembers.js";
import { mismatch } from "./multipartChecksum.js";

/**
 * Checks that a completion speaks of checksums as the upload was created for: the same type, and
 * for a composite one the checksum of every part.
 *
 * @throws S3Error InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function checkChecksumMode(
  { checksumAlgorithm, checksumType }: Upload,
  input: CompleteMultipartUploadCommandInput,
): void {
  if (input.ChecksumType !== undefined && input.ChecksumType !== checksumType) {
    fail("InvalidRequest", {
      message: `The upload was created using the ${checksumType} checksum mode. The complete request must use the same checksum mode.`,
    });
  }
  if (checksumAlgorithm === undefined || checksumType !== "COMPOSITE") return;
  const parts = input.MultipartUpload?.Parts ?? [];
  const bare = parts.find((part) => givenChecksum(part)?.algorithm !== checksumAlgorithm);
  if (bare === undefined) return;
  fail("InvalidRequest", {
    message: `The upload was created using a ${checksumAlgorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${bare.PartNumber} in the request.`,
  });
}

/**
 * The checksum of the object, compared with the one that the request claims.
 *
 * @throws S3Error BadDigest, InvalidRequest
 */
export function objectChecksum(
  { checksumAlgorithm, checksumType: type }: Upload,
  object: {
    readonly parts: readonly UploadedPart[];
    readonly bytes: Uint8Array;
    readonly claimed: Checksum | undefined;
  },
): Checksum {
  const { parts, bytes, claimed } = object;
  const algorithm = checksumAlgorithm ?? "CRC64NVME";
  if (claimed !== undefined && claimed.algorithm !== algorithm) {
    mismatch(algorithm, claimed.algorithm);
  }
  const value =
    type === "COMPOSITE"
      ? compositeChecksum(
          algorithm,
          parts.map((part) => part.checksum.value),
        )
      : checksum(algorithm, bytes);
  // The number of parts behind a composite one may be left out. `assumed`
  const isClaimed = claimed?.value === value || claimed?.value === value.replace(/-\d+$/, "");
  if (claimed !== undefined && !isClaimed) {
    fail("BadDigest", {
      // Lower case here, unlike elsewhere (recorded 2026).
      message: `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    });
  }
  return { algorithm, value, type };
}
