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
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy = Object.create(prototype as object | null);
  for (const [name, member] of Object.entries(value)) copy[name] = copied(member);
  return Object.freeze(copy);
}
