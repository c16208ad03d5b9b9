import { serialize } from "node:v8";
import { fileOf, pieceOf, type SavedParts } from "../support/savedStates.js";

/** Bytes that are no state, made of those of one, and how they are refused. */
export type WrongFile = readonly [
  what: string,
  bytes: (saved: SavedParts) => Uint8Array,
  problem: string,
];

const line = Buffer.from("s3-replication-mock state 2\n");
/** What the first part holds. */
const first = ({ state, bodies }: SavedParts, count: unknown = bodies.length) =>
  serialize({ bodies: count, state });
const whole = (saved: SavedParts) => fileOf([first(saved), ...saved.bodies]);
/** Parts that stand where others belong, each with its own checksum. */
const inOrder =
  (order: (pieces: Buffer[][]) => (Buffer[] | undefined)[]) =>
  (saved: SavedParts): Buffer => {
    const pieces = [first(saved), ...saved.bodies].map(pieceOf);
    return Buffer.concat([line, ...order(pieces).flatMap((piece) => piece ?? [])]);
  };
const cut = (bytes: number) => (saved: SavedParts) => whole(saved).subarray(0, bytes);
/** With another bit in the nth byte of a part's checksum. */
const damaged = (part: number) =>
  inOrder((pieces) => {
    const digest = pieces.at(part)?.[1];
    if (digest !== undefined) digest[7] = (digest[7] ?? 0) ^ 4;
    return pieces;
  });
const counting = (count: unknown) => (saved: SavedParts) =>
  fileOf([first(saved, count), ...saved.bodies]);
const headOf = (length: bigint) => {
  const head = Buffer.alloc(8 + 32);
  head.writeBigUInt64BE(length);
  return Buffer.concat([line, head]);
};

/** Files that are no state, by what they are. */
export const wrongFiles: readonly WrongFile[] = [
  ["nothing", () => new Uint8Array(0), "it is empty"],
  ["somebody's text", () => Buffer.from("my only copy of the thesis, chapter 1"), "something else"],
  ["a state in JSON", () => Buffer.from(JSON.stringify({ now: 0, buckets: [] })), "something else"],
  ["a state of version 0.1.0", () => serialize({ format: "1" }), "it was written by version 0.1.0"],
  [
    "a state of a later format",
    (saved) =>
      Buffer.concat([Buffer.from("s3-replication-mock state 3\n"), whole(saved).subarray(28)]),
    "it was written by another version",
  ],
  ["half of the first line", cut(14), "it is something else"],
  ["the first line alone", cut(28), "it ends before the state"],
  ["half of a checksum", cut(50), "it ends before the state"],
  ["half of the state", cut(600), "it ends within the state"],
  ["all but the last byte", (saved) => whole(saved).subarray(0, -1), "it ends within body"],
  ["one byte more", (saved) => Buffer.concat([whole(saved), line.subarray(0, 1)]), "bytes behind"],
  ["a state twice", (saved) => Buffer.concat([whole(saved), whole(saved)]), "bytes behind"],
  ["another checksum of the state", damaged(0), "the state is damaged"],
  ["another checksum of the first body", damaged(1), "body 1 of"],
  ["another checksum of the last body", damaged(-1), "is damaged"],
  ["the last body missing", inOrder((pieces) => pieces.slice(0, -1)), "it ends before body"],
  ["the first body missing", inOrder(([state, , ...rest]) => [state, ...rest]), "body 1 of"],
  ["a body twice", inOrder(([state, one, ...rest]) => [state, one, one, ...rest]), "body 2 of"],
  [
    "two bodies in each other's place",
    inOrder(([state, one, two, ...rest]) => [state, two, one, ...rest]),
    "body 1 of",
  ],
  ["no state before the bodies", inOrder(([, ...rest]) => rest), "the state is damaged"],
  [
    "bodies before the state",
    inOrder(([state, ...rest]) => [...rest, state]),
    "the state is damaged",
  ],
  ["a state that is no data", () => fileOf([Buffer.from("{}")]), "the state is none that"],
  ["data that is no state", () => fileOf([serialize([1, 2])]), "the state is none that"],
  ["a negative number of bodies", counting(-1), "the state is none that"],
  ["no number of bodies", counting(Number.NaN), "the state is none that"],
  ["fewer bodies than there are", counting(1), "there are bytes behind its end"],
  ["more bodies than there are", counting(9e15), "it ends before body"],
  ["a part longer than numbers go", () => headOf(2n ** 63n), "the state is damaged"],
  ["a part longer than the file", () => headOf(2n ** 40n), "it ends within the state"],
];
