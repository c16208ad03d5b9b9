import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { IHasher } from "hash-wasm";
import { MockError } from "./mockError.js";

/**
 * The checksum algorithms of S3: the header and the SDK member that carry a value, and the size of
 * a digest.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export const checksumFields = {
  CRC32: { header: "x-amz-checksum-crc32", member: "ChecksumCRC32", digestBytes: 4 },
  CRC32C: { header: "x-amz-checksum-crc32c", member: "ChecksumCRC32C", digestBytes: 4 },
  CRC64NVME: { header: "x-amz-checksum-crc64nvme", member: "ChecksumCRC64NVME", digestBytes: 8 },
  // That those of 2026 stand among the others by name in the messages is `assumed`; others say so too.
  MD5: { header: "x-amz-checksum-md5", member: "ChecksumMD5", digestBytes: 16 },
  SHA1: { header: "x-amz-checksum-sha1", member: "ChecksumSHA1", digestBytes: 20 },
  SHA256: { header: "x-amz-checksum-sha256", member: "ChecksumSHA256", digestBytes: 32 },
  SHA512: { header: "x-amz-checksum-sha512", member: "ChecksumSHA512", digestBytes: 64 },
  XXHASH128: { header: "x-amz-checksum-xxhash128", member: "ChecksumXXHASH128", digestBytes: 16 },
  XXHASH3: { header: "x-amz-checksum-xxhash3", member: "ChecksumXXHASH3", digestBytes: 8 },
  XXHASH64: { header: "x-amz-checksum-xxhash64", member: "ChecksumXXHASH64", digestBytes: 8 },
} as const;

/** A checksum algorithm, as `ChecksumAlgorithm` spells it. */
export type ChecksumAlgorithm = keyof typeof checksumFields;

/** All of them, in the order in which S3's error messages list them. */
// Object.keys is typed string[]; the literal above has no other keys.
export const checksumAlgorithms = Object.keys(checksumFields) as readonly ChecksumAlgorithm[];

/** Those that Node does not have. */
type WasmAlgorithm = "CRC32C" | "CRC64NVME" | "XXHASH64" | "XXHASH3" | "XXHASH128";

type WasmHashers = Readonly<Record<WasmAlgorithm, IHasher>>;

/**
 * Reflected polynomials. @see https://reveng.sourceforge.io/crc-catalogue/all.htm (CRC-32/ISCSI,
 * CRC-64/NVME)
 */
const polynomials = { CRC32C: 0x82f63b78, CRC64NVME: "9a6c9329ac4bc9b5" } as const;

// Shared by all mocks: a hasher is reset by each use of it, and no use is interrupted.
let hashers: WasmHashers | undefined;
let loading: Promise<void> | undefined;

async function load(): Promise<void> {
  // Loaded on demand because CRC32, which the SDK sends by default, needs none of it.
  const { createCRC32, createCRC64, createXXHash64, createXXHash3, createXXHash128 } = await import(
    "hash-wasm"
  );
  const [CRC32C, CRC64NVME, XXHASH64, XXHASH3, XXHASH128] = await Promise.all([
    createCRC32(polynomials.CRC32C),
    createCRC64(polynomials.CRC64NVME),
    createXXHash64(),
    createXXHash3(),
    createXXHash128(),
  ]);
  hashers = { CRC32C, CRC64NVME, XXHASH64, XXHASH3, XXHASH128 };
}

/** Loads the algorithms that Node does not have. May be called any number of times. */
export function loadChecksums(): Promise<void> {
  loading ??= load();
  return loading;
}

/** Whether every algorithm can be computed. */
export function checksumsLoaded(): boolean {
  return hashers !== undefined;
}

/**
 * The checksum of the bytes as S3 prints it: base64 of the big-endian digest.
 *
 * @throws MockError if Node does not have the algorithm and `loadChecksums` has not ended
 */
export function checksum(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  switch (algorithm) {
    case "CRC32": {
      const digest = Buffer.allocUnsafe(4);
      digest.writeUInt32BE(crc32(bytes));
      return digest.toString("base64");
    }
    case "SHA1":
    case "SHA256":
    case "SHA512":
    case "MD5":
      return hash(algorithm, bytes, "base64");
    default:
      return wasmChecksum(algorithm, bytes);
  }
}

function wasmChecksum(algorithm: WasmAlgorithm, bytes: Uint8Array): string {
  if (hashers === undefined) {
    throw new MockError(
      `${algorithm} is not loaded yet: await loadChecksums() before calling checksum("${algorithm}").`,
      "ERR_MOCK_INTERNAL",
    );
  }
  return Buffer.from(hashers[algorithm].init().update(bytes).digest(), "hex").toString("base64");
}

/**
 * The checksum of a multipart object from those of its parts, in order: that of their digests, and
 * `-N`.
 *
 * @throws MockError as `checksum` does
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html#large-object-checksums
 */
export function compositeChecksum(
  algorithm: ChecksumAlgorithm,
  partChecksums: readonly string[],
): string {
  const digests = Buffer.concat(partChecksums.map((value) => Buffer.from(value, "base64")));
  return `${checksum(algorithm, digests)}-${partChecksums.length}`;
}

/** Whether the algorithm can be computed before `loadChecksums` has ended. */
export function isNative(algorithm: ChecksumAlgorithm): boolean {
  return algorithm === "CRC32" || algorithm === "MD5" || algorithm.startsWith("SHA");
}

/** Whether the value is base64 of a digest of the algorithm's size, and not a composite one. */
export function isChecksum(algorithm: ChecksumAlgorithm, value: string): boolean {
  return isBase64Of(value, checksumFields[algorithm].digestBytes);
}

/** Whether the text is canonical base64 of so many bytes. */
export function isBase64Of(text: string, sizeBytes: number): boolean {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === sizeBytes && bytes.toString("base64") === text;
}

/** MD5, in hex for an ETag and in base64 for a Content-MD5. */
export function md5(bytes: Uint8Array, encoding: "hex" | "base64"): string {
  return hash("md5", bytes, encoding);
}

/**
 * The MD5 in the ETag of a multipart object, from those of its parts in hex and in order, with
 * `-N`; no quotes.
 */
export function compositeMd5(partMd5s: readonly string[]): string {
  const digests = Buffer.concat(partMd5s.map((value) => Buffer.from(value, "hex")));
  return `${md5(digests, "hex")}-${partMd5s.length}`;
}
