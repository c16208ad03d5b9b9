import type { CompletedPart, CompleteMultipartUploadCommandInput } from "@aws-sdk/client-s3";
import { checksum, checksumFields, compositeChecksum, isChecksum } from "../../base/checksums.js";
import { fail } from "../../base/errors.js";
import type { Checksum } from "../../state/objectVersion.js";
import type { Upload, UploadedPart } from "../../state/upload.js";
import { givenChecksum, givenChecksums } from "../objects/checksumMembers.js";
import type { UploadChecksum } from "./multipartChecksum.js";

/**
 * Checks that a claim about the object is a checksum, alone or with a number of parts behind it.
 *
 * @throws S3Error InvalidRequest
 */
export function checkObjectChecksum(claimed: Checksum | undefined): void {
  if (claimed === undefined) return;
  const { algorithm, value } = claimed;
  if (isChecksum(algorithm, value.replace(/-\d+$/, ""))) return;
  fail("InvalidRequest", {
    message: `Value for ${checksumFields[algorithm].header} header is invalid.`,
  });
}

/**
 * Checks that a part comes with one checksum at the most, and with one that can be it. Another server's
 * tests, which run against S3 too, have text and elements.
 *
 * @throws S3Error InvalidArgument
 */
export function checkPartChecksums(part: CompletedPart): void {
  const given = givenChecksums(part);
  const isWrong = given.some(({ algorithm, value }) => !isChecksum(algorithm, value));
  if (given.length < 2 && !isWrong) return;
  fail("InvalidArgument", {
    message: "Invalid Base64 or multiple checksums present in request",
    ArgumentName: "Checksum",
    ArgumentValue: given.map(({ algorithm, value }) => `${algorithm}:${value};`).join(""),
  });
}

/**
 * Checks that a completion speaks of checksums as the upload was created for: the same type, and
 * for a composite one the checksum of every part.
 *
 * @throws S3Error InvalidRequest, BadDigest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function checkChecksumMode(
  { checksumAlgorithm, checksumType }: Upload,
  input: CompleteMultipartUploadCommandInput,
): void {
  // One that was created for none has no mode, which S3's text calls null (recorded).
  const mode = checksumAlgorithm === undefined ? "null" : checksumType;
  if (input.ChecksumType !== undefined && input.ChecksumType !== mode) {
    fail("InvalidRequest", {
      message: `The upload was created using the ${mode} checksum mode. The complete request must use the same checksum mode.`,
    });
  }
  if (checksumAlgorithm === undefined) return;
  for (const part of input.MultipartUpload?.Parts ?? []) {
    checkPartAlgorithm(part, { checksumAlgorithm, checksumType });
  }
}

function checkPartAlgorithm(
  part: CompletedPart,
  { checksumAlgorithm: algorithm, checksumType }: Required<UploadChecksum>,
): void {
  const given = givenChecksum(part);
  if (given !== undefined && given.algorithm !== algorithm) {
    fail("BadDigest", {
      message: `The ${given.algorithm.toLowerCase()} you specified for part ${part.PartNumber} did not match what we received.`,
    });
  }
  if (given !== undefined || checksumType !== "COMPOSITE") return;
  fail("InvalidRequest", {
    message: `The upload was created using a ${algorithm?.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.PartNumber} in the request.`,
  });
}

/**
 * The checksum of the object, compared with the one that the request claims.
 *
 * @throws S3Error BadDigest
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
  const value =
    type === "COMPOSITE"
      ? compositeChecksum(
          algorithm,
          parts.map((part) => part.checksum.value),
        )
      : checksum(algorithm, bytes);
  // What an upload that was created for none is told of a checksum, it ignores (recorded).
  if (claimed === undefined || checksumAlgorithm === undefined) return { algorithm, value, type };
  // The number of parts behind a composite one may be left out. `assumed`
  const isSame =
    claimed.algorithm === algorithm &&
    (claimed.value === value || claimed.value === value.replace(/-\d+$/, ""));
  if (!isSame) {
    fail("BadDigest", {
      // Lower case here, unlike elsewhere (recorded 2026).
      message: `The ${claimed.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    });
  }
  return { algorithm, value, type };
}
