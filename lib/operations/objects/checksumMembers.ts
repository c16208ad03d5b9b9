import { type ChecksumAlgorithm, checksum } from "../../base/checksums.js";
import type { Checksum } from "../../state/objectVersion.js";

/** The checksum members of S3's inputs and outputs. */
export interface ChecksumMembers {
  ChecksumCRC32?: string | undefined;
  ChecksumCRC32C?: string | undefined;
  ChecksumCRC64NVME?: string | undefined;
  ChecksumSHA1?: string | undefined;
  ChecksumSHA256?: string | undefined;
}

/**
 * The checksum a write stores: the one it was sent with, which is verified by then, or the one of
 * the algorithm it names, or CRC64NVME, which S3 computes for itself.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function storedChecksum(
  input: ChecksumMembers & { readonly ChecksumAlgorithm?: string | undefined },
  bytes: Uint8Array,
): Checksum {
  const given = givenChecksum(input);
  if (given !== undefined) return given;
  const algorithm = isAlgorithm(input.ChecksumAlgorithm) ? input.ChecksumAlgorithm : "CRC64NVME";
  return { algorithm, value: checksum(algorithm, bytes), type: "FULL_OBJECT" };
}

/** The members that show a checksum in an answer. */
export function checksumMembers(
  stored: Checksum | undefined,
): ChecksumMembers & { ChecksumType?: Checksum["type"] } {
  if (stored === undefined) return {};
  const { algorithm, value, type } = stored;
  switch (algorithm) {
    case "CRC32":
      return { ChecksumCRC32: value, ChecksumType: type };
    case "CRC32C":
      return { ChecksumCRC32C: value, ChecksumType: type };
    case "CRC64NVME":
      return { ChecksumCRC64NVME: value, ChecksumType: type };
    case "SHA1":
      return { ChecksumSHA1: value, ChecksumType: type };
    case "SHA256":
      return { ChecksumSHA256: value, ChecksumType: type };
  }
}

/** The checksum that a request carries; there is one at the most. */
export function givenChecksum(input: ChecksumMembers): Checksum | undefined {
  const type = "FULL_OBJECT";
  if (input.ChecksumCRC32 !== undefined) {
    return { algorithm: "CRC32", value: input.ChecksumCRC32, type };
  }
  if (input.ChecksumCRC64NVME !== undefined) {
    return { algorithm: "CRC64NVME", value: input.ChecksumCRC64NVME, type };
  }
  if (input.ChecksumCRC32C !== undefined) {
    return { algorithm: "CRC32C", value: input.ChecksumCRC32C, type };
  }
  if (input.ChecksumSHA1 !== undefined) {
    return { algorithm: "SHA1", value: input.ChecksumSHA1, type };
  }
  if (input.ChecksumSHA256 !== undefined) {
    return { algorithm: "SHA256", value: input.ChecksumSHA256, type };
  }
  return undefined;
}

/** Whether this is the name of an algorithm that S3 has. */
export function isAlgorithm(name: string | undefined): name is ChecksumAlgorithm {
  return (
    name === "CRC32" ||
    name === "CRC32C" ||
    name === "CRC64NVME" ||
    name === "SHA1" ||
    name === "SHA256"
  );
}
