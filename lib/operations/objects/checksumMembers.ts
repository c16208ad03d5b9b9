import {
  type ChecksumAlgorithm,
  checksum,
  checksumAlgorithms,
  checksumFields,
} from "../../base/checksums.js";
import type { Checksum } from "../../state/objectVersion.js";

type Member = (typeof checksumFields)[ChecksumAlgorithm]["member"];

/** The checksum members of S3's inputs and outputs. */
export type ChecksumMembers = { [Name in Member]?: string | undefined };

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
  return { [checksumFields[algorithm].member]: value, ChecksumType: type };
}

/** The checksum that a request carries; there is one at the most. */
export function givenChecksum(input: ChecksumMembers): Checksum | undefined {
  for (const algorithm of checksumAlgorithms) {
    const value = input[checksumFields[algorithm].member];
    if (value !== undefined) return { algorithm, value, type: "FULL_OBJECT" };
  }
  return undefined;
}

/** The checksums that a document says of a part, which may be several. */
export function givenChecksums(input: ChecksumMembers): readonly Checksum[] {
  return checksumAlgorithms.flatMap((algorithm) => {
    const value = input[checksumFields[algorithm].member];
    return value === undefined ? [] : [{ algorithm, value, type: "FULL_OBJECT" as const }];
  });
}

/** Whether this is the name of an algorithm that S3 has. */
export function isAlgorithm(name: string | undefined): name is ChecksumAlgorithm {
  return name !== undefined && Object.hasOwn(checksumFields, name);
}
