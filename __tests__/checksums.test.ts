import fc from "fast-check";
import {
  type ChecksumAlgorithm,
  checksum,
  checksumAlgorithms,
  checksumsLoaded,
  compositeChecksum,
  compositeMd5,
  isChecksum,
  loadChecksums,
  md5,
} from "../lib/base/checksums.js";

const digits = Buffer.from("123456789");
const ascending = Buffer.from(Array.from({ length: 4096 }, (_, i) => i & 0xff));

beforeAll(() => loadChecksums());

// Sources: the CRC catalogue (reveng) for "123456789", RFC 3720 B.4 for CRC32C, the NVM Express
// base specification for CRC64NVME of 4 KB, FIPS 180 for SHA of "abc" and of nothing, RFC 1321 for MD5, xxHash's own test vectors.
describe.each<[algorithm: ChecksumAlgorithm, what: string, bytes: Uint8Array, hex: string]>([
  ["CRC32", "nothing", Buffer.alloc(0), "00000000"],
  ["CRC32", "the digits", digits, "cbf43926"],
  ["CRC32C", "nothing", Buffer.alloc(0), "00000000"],
  ["CRC32C", "the digits", digits, "e3069283"],
  ["CRC32C", "32 zeros", Buffer.alloc(32), "8a9136aa"],
  ["CRC32C", "32 times 0xff", Buffer.alloc(32, 0xff), "62a8ab43"],
  ["CRC32C", "32 ascending bytes", ascending.subarray(0, 32), "46dd794e"],
  ["CRC64NVME", "nothing", Buffer.alloc(0), "0000000000000000"],
  ["CRC64NVME", "the digits", digits, "ae8b14860a799888"],
  ["CRC64NVME", "4 KB of zeros", Buffer.alloc(4096), "6482d367eb22b64e"],
  ["CRC64NVME", "4 KB of 0xff", Buffer.alloc(4096, 0xff), "c0ddba7302eca3ac"],
  ["CRC64NVME", "4 KB of ascending bytes", ascending, "3e729f5f6750449c"],
  ["SHA1", "nothing", Buffer.alloc(0), "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
  ["SHA1", "abc", Buffer.from("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d"],
  [
    "SHA256",
    "nothing",
    Buffer.alloc(0),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  ],
  [
    "SHA256",
    "abc",
    Buffer.from("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  ],
  [
    "SHA512",
    "abc",
    Buffer.from("abc"),
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  ],
  ["MD5", "abc", Buffer.from("abc"), "900150983cd24fb0d6963f7d28e17f72"],
  ["XXHASH64", "nothing", Buffer.alloc(0), "ef46db3751d8e999"],
  ["XXHASH64", "abc", Buffer.from("abc"), "44bc2cf5ad770999"],
  ["XXHASH3", "nothing", Buffer.alloc(0), "2d06800538d394c2"],
  ["XXHASH3", "abc", Buffer.from("abc"), "78af5f94892f3950"],
  ["XXHASH128", "nothing", Buffer.alloc(0), "99aa06d3014798d86001c324468d497f"],
])("%s of %s", (algorithm, _what, bytes, hex) => {
  test("is the published value, in base64 of its big-endian bytes", () => {
    expect(checksum(algorithm, bytes)).toBe(Buffer.from(hex, "hex").toString("base64"));
  });
});

/** A CRC bit by bit, straight from its definition. */
function slowCrc(bytes: Uint8Array, width: 32n | 64n, reflectedPolynomial: bigint): string {
  const ones = (1n << width) - 1n;
  let crc = ones;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 1n ? (crc >> 1n) ^ reflectedPolynomial : crc >> 1n;
  }
  const hex = (crc ^ ones).toString(16).padStart(Number(width) / 4, "0");
  return Buffer.from(hex, "hex").toString("base64");
}

describe("a CRC", () => {
  test.each<["CRC32" | "CRC32C" | "CRC64NVME", 32n | 64n, bigint]>([
    ["CRC32", 32n, 0xedb88320n],
    ["CRC32C", 32n, 0x82f63b78n],
    ["CRC64NVME", 64n, 0x9a6c9329ac4bc9b5n],
  ])("%s is that of its polynomial for any bytes", (algorithm, width, polynomial) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(checksum(algorithm, bytes)).toBe(slowCrc(bytes, width, polynomial));
      }),
    );
  });

  test("of bytes that are longer than the memory of the hasher is the same", () => {
    const long = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 31) & 0xff));
    expect(checksum("CRC32C", long)).toBe(slowCrc(long, 32n, 0x82f63b78n));
    expect(checksum("CRC64NVME", long)).toBe(slowCrc(long, 64n, 0x9a6c9329ac4bc9b5n));
  });
});

describe("a multipart object", () => {
  test.each(checksumAlgorithms)("has the %s of the digests of its parts", (algorithm) => {
    const parts = [Buffer.from("one"), Buffer.from("two"), Buffer.alloc(0)];
    const values = parts.map((part) => checksum(algorithm, part));
    const digests = Buffer.concat(values.map((value) => Buffer.from(value, "base64")));
    expect(compositeChecksum(algorithm, values)).toBe(`${checksum(algorithm, digests)}-3`);
  });

  test("has an ETag of the MD5 of the MD5s of its parts", () => {
    const parts = ["one", "two"].map((text) => md5(Buffer.from(text), "hex"));
    const digests = Buffer.from(parts.join(""), "hex");
    expect(compositeMd5(parts)).toBe(`${md5(digests, "hex")}-2`);
  });
});

test("MD5 is printed in hex for an ETag and in base64 for a Content-MD5", () => {
  expect(md5(Buffer.from("abc"), "hex")).toBe("900150983cd24fb0d6963f7d28e17f72");
  expect(md5(Buffer.from("abc"), "base64")).toBe("kAFQmDzST7DWlj99KOF/cg==");
});

describe("a value of a checksum", () => {
  test.each(checksumAlgorithms)("of %s is well-formed if it was computed", (algorithm) => {
    expect(isChecksum(algorithm, checksum(algorithm, digits))).toBe(true);
  });

  test.each([
    ["empty", ""],
    ["too short", "AAAA"],
    ["too long", "AAAAAAAAAA=="],
    ["without its padding", "AAAAAA"],
    ["of another alphabet", "-_-_-w=="],
    ["with bits beyond the digest", "AAAAAB=="],
    ["composite", "AAAAAA==-2"],
  ])("is malformed if it is %s", (_name, value) => {
    expect(isChecksum("CRC32", value)).toBe(false);
  });
});

describe("CRC32C and CRC64NVME", () => {
  test("are refused with what to do before they are loaded, and CRC32 is not", async () => {
    await jest.isolateModulesAsync(async () => {
      const fresh = await import("../lib/base/checksums.js");
      expect(fresh.checksumsLoaded()).toBe(false);
      expect(() => fresh.checksum("CRC64NVME", digits)).toThrow("await loadChecksums()");
      expect(() => fresh.checksum("CRC32C", digits)).toThrow("await loadChecksums()");
      expect(fresh.checksum("CRC32", digits)).toBe("y/Q5Jg==");
    });
  });

  test("are loaded once, however often they are asked for", async () => {
    expect(loadChecksums()).toBe(loadChecksums());
    await loadChecksums();
    expect(checksumsLoaded()).toBe(true);
  });
});
