import type { ChecksumAlgorithm } from "../../base/checksums.js";
import { fail } from "../../base/errors.js";
import type { Checksum } from "../../state/objectVersion.js";
import type { Upload } from "../../state/upload.js";
import {
  type ChecksumMembers,
  givenChecksum,
  isAlgorithm,
  storedChecksum,
} from "../objects/checksumMembers.js";

/** The checksum an upload was created for. */
export type UploadChecksum = Pick<Upload, "checksumAlgorithm" | "checksumType">;

/**
 * Which types an algorithm of multipart uploads can have. Those of 2026 have no full-object one, as SHA1 and
 * SHA256 have none: `assumed`, since only a CRC can be combined from those of parts.
 */
const possibleTypes: Readonly<Record<ChecksumAlgorithm, readonly Checksum["type"][]>> = {
  CRC32: ["COMPOSITE", "FULL_OBJECT"],
  CRC32C: ["COMPOSITE", "FULL_OBJECT"],
  CRC64NVME: ["FULL_OBJECT"],
  SHA1: ["COMPOSITE"],
  SHA256: ["COMPOSITE"],
  SHA512: ["COMPOSITE"],
  MD5: ["COMPOSITE"],
  XXHASH64: ["COMPOSITE"],
  XXHASH3: ["COMPOSITE"],
  XXHASH128: ["COMPOSITE"],
};

/**
 * The checksum that CreateMultipartUpload asks for.
 *
 * @throws S3Error InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function readUploadChecksum(input: {
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumType?: string | undefined;
}): UploadChecksum {
  const { ChecksumAlgorithm: algorithm, ChecksumType: type } = input;
  // The wire has refused other algorithms by now.
  if (!isAlgorithm(algorithm)) {
    if (type === undefined) return { checksumAlgorithm: undefined, checksumType: "FULL_OBJECT" };
    return fail("InvalidRequest", {
      message:
        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
    });
  }
  const types = possibleTypes[algorithm];
  const checksumType = type === undefined ? types[0] : types.find((each) => each === type);
  if (checksumType !== undefined) return { checksumAlgorithm: algorithm, checksumType };
  if (type !== "FULL_OBJECT" && type !== "COMPOSITE") {
    // `assumed`
    fail("InvalidRequest", { message: "Value for x-amz-checksum-type header is invalid." });
  }
  return fail("InvalidRequest", {
    message: `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  });
}

/**
 * The checksum of a part that is uploaded. It has to be of the upload's algorithm; an upload that
 * was created without one takes any. That a full-object upload takes parts without is `assumed`.
 *
 * @throws S3Error InvalidRequest
 */
export function partChecksum(
  upload: Upload,
  input: ChecksumMembers & { readonly ChecksumAlgorithm?: string | undefined },
  bytes: Uint8Array,
): Checksum {
  const given = givenChecksum(input);
  const { checksumAlgorithm: algorithm } = upload;
  if (algorithm === undefined) return given ?? storedChecksum(input, bytes);
  if (given === undefined && upload.checksumType === "COMPOSITE") mismatch(algorithm, undefined);
  if (given !== undefined && given.algorithm !== algorithm) mismatch(algorithm, given.algorithm);
  return given ?? storedChecksum({ ChecksumAlgorithm: algorithm }, bytes);
}

/** @throws S3Error InvalidRequest: a checksum of another algorithm than the upload's */
export function mismatch(
  expected: ChecksumAlgorithm,
  actual: ChecksumAlgorithm | undefined,
): never {
  return fail("InvalidRequest", {
    message: `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual?.toLowerCase() ?? "null"}`,
  });
}
