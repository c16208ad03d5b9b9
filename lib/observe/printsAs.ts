import { inspect } from "node:util";

/**
 * A frozen value that prints as a text, by `String()` and by `console.log`; what is left to enumerate is
 * plain data, to be compared and cloned.
 */
export function printsAs<Value extends object>(
  text: string,
  value: Value,
): Readonly<Value> & { toString(): string } {
  const print = { value: () => text };
  return Object.freeze(
    Object.defineProperties(value, { toString: print, [inspect.custom]: print }),
  );
}
