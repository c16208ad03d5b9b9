import { types } from "node:util";

/**
 * A value as it may be given out of the state: plain objects and arrays are copied and frozen, all the
 * way down; dates and bytes, which cannot be frozen, are copied. What else there is (functions, regular
 * expressions) is given as it is.
 */
export function frozenCopy<Value>(value: Value): Value {
  // Each branch gives back what it was given, of the same shape.
  return copied(value) as Value;
}

function copied(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copied));
  if (types.isDate(value)) return new Date(value);
  if (types.isUint8Array(value)) return Uint8Array.from(value);
  if (!isPlain(value)) return value;
  const copy: Record<string, unknown> = Object.create(Object.getPrototypeOf(value));
  for (const [name, member] of Object.entries(value)) copy[name] = copied(member);
  return Object.freeze(copy);
}

/** Whether an object is made of its members alone, in whatever realm it was made. */
function isPlain(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
