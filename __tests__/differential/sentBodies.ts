import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import fc from "fast-check";

/** A body that can be made again for each side: a stream is read once. */
export interface SentBody {
  readonly kind: keyof typeof kinds;
  readonly text: string;
  /** Whether the length is told beside it. */
  readonly isMeasured: boolean;
}

/** Everything that people give the SDK for a body, also what it cannot send. */
const kinds = {
  nothing: () => undefined,
  null: () => null,
  string: (text: string) => text,
  Buffer: (text: string) => Buffer.from(text),
  Uint8Array: (text: string) => new Uint8Array(Buffer.from(text)),
  "Uint8Array at an offset": (text: string) =>
    new Uint8Array(Buffer.from(`--${text}--`)).subarray(2, 2 + Buffer.byteLength(text)),
  ArrayBuffer: (text: string) => new Uint8Array(Buffer.from(text)).buffer,
  DataView: (text: string) => new DataView(new Uint8Array(Buffer.from(text)).buffer),
  Readable: (text: string) => Readable.from(pieces(text)),
  "Readable of strings": (text: string) => Readable.from([text]),
  "file stream": () => createReadStream(__filename, { start: 0, end: 99 }),
  "async generator": (text: string) => pieces(text)[Symbol.iterator](),
  "web stream": (text: string) => new Blob([text]).stream(),
  Blob: (text: string) => new Blob([text]),
  array: (text: string) => [...Buffer.from(text)],
  number: (text: string) => text.length,
  object: (text: string) => ({ text }),
  boolean: () => true,
};

function pieces(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const middle = bytes.length >> 1;
  return [bytes.subarray(0, middle), bytes.subarray(middle)].filter(({ length }) => length > 0);
}

/** Half of them are what most people send. */
export const sentBodies: fc.Arbitrary<SentBody> = fc.record({
  kind: fc.oneof(
    fc.constantFrom("string" as const, "Buffer" as const, "Readable" as const),
    fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])),
  ),
  text: fc.oneof(
    fc.constant(""),
    fc.string({ maxLength: 200 }),
    fc.constant("Grüße".repeat(3_000)),
  ),
  isMeasured: fc.boolean(),
});

/** The members of an input that carry the body. */
export function bodyMembers({ kind, text, isMeasured }: SentBody): Record<string, unknown> {
  const length = kind === "file stream" ? 100 : Buffer.byteLength(text);
  const hasBody = kind !== "nothing" && kind !== "null";
  return { Body: kinds[kind](text), ...(isMeasured && hasBody && { ContentLength: length }) };
}
