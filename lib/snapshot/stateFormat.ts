import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { MockError } from "../base/mockError.js";
import type { Checkpoint } from "../state/checkpoint.js";
import { Bodies, savedState } from "./savedState.js";

/**
 * A state in bytes: a line that says what this is, then parts, each with its length and the SHA-256 of its
 * number and itself, so that none can stand in another's place. The first part is the state without its
 * bodies, and says how many of them follow. No other part is larger than the largest object.
 */
export const stateBegins = "s3-replication-mock state 2\n";

/** Of whichever version. */
const anyStateBegins = "s3-replication-mock state ";

const lengthBytes = 8;
const digestBytes = 32;

/** What the first part holds. */
interface FirstPart {
  readonly bodies: number;
  readonly state: unknown;
}

/** A state in bytes, piece by piece. */
export function* stateChunks(checkpoint: Checkpoint): Generator<Uint8Array> {
  const bodies = new Bodies();
  const state = savedState(checkpoint, bodies);
  yield Buffer.from(stateBegins);
  const first: FirstPart = { bodies: bodies.all.length, state };
  yield* part(0, serialize(first));
  for (const [index, body] of bodies.all.entries()) yield* part(index + 1, body);
}

function* part(number: number, bytes: Uint8Array): Generator<Uint8Array> {
  const head = Buffer.alloc(lengthBytes);
  head.writeBigUInt64BE(BigInt(bytes.length));
  yield head;
  yield digestOf(number, bytes);
  yield bytes;
}

function digestOf(number: number, bytes: Uint8Array): Buffer {
  return createHash("sha256").update(`${number}\n`).update(bytes).digest();
}

/** What was read: plain data that nothing has looked at yet. */
export interface ReadState {
  readonly state: unknown;
  readonly bodies: readonly Uint8Array[];
}

/**
 * Reads a state from bytes, which may come in pieces of any size.
 *
 * @throws MockError that says what is wrong with them
 */
export function readState(chunks: Iterable<Uint8Array>): ReadState {
  const reader = new ChunkReader(chunks);
  checkFirstLine(reader);
  const { bodies: count, state } = readFirst(readPart(reader, 0, "the state"));
  const bodies: Uint8Array[] = [];
  for (let number = 1; number <= count; number++) {
    bodies.push(readPart(reader, number, `body ${number} of ${count}`));
  }
  if (reader.read(1).length > 0)
    throw new MockError("there are bytes behind its end", "ERR_MOCK_SNAPSHOT");
  return { state, bodies };
}

function checkFirstLine(reader: ChunkReader): void {
  const line = reader.read(stateBegins.length);
  if (line.toString("latin1") === stateBegins) return;
  if (line.length === 0) throw new MockError("it is empty", "ERR_MOCK_SNAPSHOT");
  if (line.toString("latin1").startsWith(anyStateBegins)) {
    throw new MockError(
      "it was written by another version, in a format that this one does not read",
      "ERR_MOCK_SNAPSHOT",
    );
  }
  // What `v8.serialize` begins with, which is how version 0.1.0 wrote them.
  const isOld = line[0] === 0xff;
  throw new MockError(
    isOld
      ? "it was written by version 0.1.0, which this version does not read"
      : "it is something else",
    "ERR_MOCK_SNAPSHOT",
  );
}

function readPart(reader: ChunkReader, number: number, what: string): Buffer {
  const head = reader.read(lengthBytes);
  const digest = reader.read(digestBytes);
  if (head.length < lengthBytes || digest.length < digestBytes) {
    throw new MockError(`it ends before ${what}`, "ERR_MOCK_SNAPSHOT");
  }
  const length = head.readBigUInt64BE();
  if (length > BigInt(Number.MAX_SAFE_INTEGER))
    throw new MockError(`${what} is damaged`, "ERR_MOCK_SNAPSHOT");
  const bytes = reader.read(Number(length));
  if (BigInt(bytes.length) < length)
    throw new MockError(`it ends within ${what}`, "ERR_MOCK_SNAPSHOT");
  if (!digestOf(number, bytes).equals(digest))
    throw new MockError(`${what} is damaged`, "ERR_MOCK_SNAPSHOT");
  return bytes;
}

function readFirst(bytes: Buffer): FirstPart {
  let value: unknown;
  try {
    value = deserialize(bytes);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && "bodies" in value && "state" in value) {
    const { bodies, state } = value;
    if (Number.isSafeInteger(bodies) && Number(bodies) >= 0) {
      return { bodies: Number(bodies), state };
    }
  }
  throw new MockError("the state is none that this version wrote", "ERR_MOCK_SNAPSHOT");
}

/** Reads so many bytes after so many of pieces of other sizes. */
class ChunkReader {
  readonly #chunks: Iterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: Iterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.iterator]();
  }

  /** The next bytes, less of them where the end comes before. They are nobody else's. */
  read(length: number): Buffer {
    const pieces: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      if (this.#rest.length === 0) {
        const next = this.#chunks.next();
        if (next.done) break;
        this.#rest = next.value;
        continue;
      }
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.length);
      missing -= piece.length;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }
}
