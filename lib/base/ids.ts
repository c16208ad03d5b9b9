import { createCipheriv, createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * Everything about a mock that looks random: the same seed and the same calls give the same ids.
 *
 * Formats are those recorded from S3 in 2026.
 */
export interface Ids {
  /** `x-amz-request-id`: 16 upper-case letters and digits. */
  requestId(): string;
  /** `x-amz-id-2`: 76 characters of base64. */
  hostId(): string;
  /**
   * 32 characters of `A-Za-z0-9._`, recognisable by `isVersionId` and with an order, see `orderOf`: the
   * version's own `sequence` is the next one drawn.
   */
  versionId(): string;
  /**
   * The ID S3 gives to a rule or a notification without one: a UUID in base64, 48 characters (recorded
   * for lifecycle rules, `assumed` for others).
   */
  ruleId(): string;
  /** An opaque URL-safe string with an order, see `orderOf`. */
  uploadId(): string;
  /** A UUID of version 4 in lower case, as jobs and files of reports are named. */
  uuid(): string;
  /** Counts up: the order in which versions and replication work came to be. */
  sequence(): number;
  /** How much was drawn so far; `restore` continues from there. */
  position(): IdsPosition;
  restore(position: IdsPosition): void;
}

/** How much a seed has been drawn on: a plain value. */
export interface IdsPosition {
  readonly drawnBytes: number;
  readonly sequence: number;
}

/** A multiple of a cipher's block. */
const poolBytes = 32_768;
const alphabet = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

/** Ids drawn from `seed`. */
export function seededIds(seed: number | string): Ids {
  const key = createHash("sha256").update(`s3-replication-mock ${seed}`).digest();
  let pool = keystream(key, 0);
  let letters = lettersOf(pool);
  let base64 = pool.toString("base64");
  let poolStart = 0;
  let offset = 0;
  let sequence = 0;

  function fill(startByte: number): void {
    poolStart = startByte;
    pool = keystream(key, startByte);
    letters = lettersOf(pool);
    base64 = pool.toString("base64");
  }

  /** Takes bytes of the pool, and says where they begin. */
  function take(bytes: number): number {
    if (offset + bytes > poolBytes) {
      fill(poolStart + poolBytes);
      offset = 0;
    }
    offset += bytes;
    return offset - bytes;
  }

  function draw(bytes: number): Buffer {
    const start = take(bytes);
    return pool.subarray(start, start + bytes);
  }

  return {
    requestId() {
      const start = take(16);
      return letters.slice(start, start + 16);
    },
    hostId() {
      const start = Math.floor((take(56) * 4) / 3);
      return `${base64.slice(start, start + 75)}=`;
    },
    versionId: () => encodeVersionId(ordered(draw(20), sequence)),
    ruleId: () => Buffer.from(uuid(draw(36))).toString("base64"),
    uploadId: () => ordered(draw(96), sequence).toString("base64url"),
    uuid() {
      const bytes = Buffer.from(draw(16));
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
      return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    },
    sequence: () => ++sequence,
    position: () => ({ drawnBytes: poolStart + offset, sequence }),
    restore(position) {
      offset = position.drawnBytes % poolBytes;
      fill(position.drawnBytes - offset);
      sequence = position.sequence;
    },
  };
}

/**
 * Whether S3 could have issued this version id.
 *
 * S3 decodes version ids: one that it never issued is an InvalidArgument, one that is gone is
 * NoSuchVersion (recorded 2026). The last six characters are a checksum of the others.
 */
export function isVersionId(text: string): boolean {
  if (!/^[A-Za-z0-9._]{32}$/.test(text)) return false;
  const bytes = Buffer.from(text.replaceAll(".", "-"), "base64url");
  return bytes.readUInt32BE(20) === crc32(bytes.subarray(0, 20));
}

/** A UUID of version 4 of the first 16 bytes. */
function uuid(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The `sequence` that had been reached when a version or upload id was issued. A listing goes on
 * behind an entry that has been deleted since, so its id alone must tell where that is.
 *
 * @returns NaN for a text that is too short for an id
 */
export function orderOf(id: string): number {
  const bytes = Buffer.from(id.replaceAll(".", "-"), "base64url");
  return bytes.length < orderedBytes ? Number.NaN : masked(bytes).readUIntBE(0, orderBytes);
}

/** Enough for any number that counts up by ones. */
const orderBytes = 6;
/** The order and the random bytes that hide it, so that ids keep looking like S3's. */
const orderedBytes = 20;

function ordered(random: Buffer, order: number): Buffer {
  const bytes = Buffer.from(random);
  bytes.writeUIntBE(order, 0, orderBytes);
  masked(bytes).copy(bytes);
  return bytes;
}

/** The first bytes with the mask put on, or taken off, that follows from the next ones. */
function masked(bytes: Buffer): Buffer {
  const random = bytes.subarray(orderBytes, orderedBytes);
  const order = Buffer.allocUnsafe(orderBytes);
  const high = crc32(random) ^ bytes.readUInt32BE(0);
  order.writeUInt32BE(high >>> 0, 0);
  order.writeUInt16BE((crc32(random.subarray(1)) ^ bytes.readUInt16BE(4)) & 0xffff, 4);
  return order;
}

function encodeVersionId(random: Buffer): string {
  const bytes = Buffer.allocUnsafe(24);
  random.copy(bytes);
  bytes.writeUInt32BE(crc32(random), 20);
  return bytes.toString("base64url").replaceAll("-", ".");
}

/** A letter or digit for each byte: made once for a pool, since every answer takes sixteen of them. */
function lettersOf(pool: Buffer): string {
  const letters = Buffer.allocUnsafe(pool.length);
  for (let index = 0; index < pool.length; index++) {
    letters[index] = alphabet[(pool[index] ?? 0) & 31] ?? 0;
  }
  return letters.toString("latin1");
}

/** A stream cipher is a random generator whose every position can be reached at once. */
function keystream(key: Buffer, startByte: number): Buffer {
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt(startByte / 16), 8);
  return createCipheriv("aes-256-ctr", key, counter).update(Buffer.alloc(poolBytes));
}
