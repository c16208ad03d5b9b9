import type { S3 } from "../../lib/state/s3.js";

/** All that a simulated S3 consists of, as plain values that can be compared. */
export function stateOf(s3: S3): unknown {
  const { ids, time, ...records } = s3;
  return { ids: ids.position(), addedMs: time.addedMs(), records: plain(records) };
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Set) return [...value].map(plain);
  // A Map, or a sorted one, which is none of JavaScript's own.
  if ("entries" in value && typeof value.entries === "function")
    return [...value.entries()].map(plain);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}
