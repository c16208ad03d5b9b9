import { inspect, isDeepStrictEqual } from "node:util";

/** What Jest, Vitest, Jasmine and their like mean by `expect.any(String)` and so on. */
interface AsymmetricMatcher {
  asymmetricMatch(other: unknown): boolean;
}

/**
 * Whether a value is what is expected, member for member, where asymmetric matchers have their say and
 * a member that is undefined is as good as absent.
 */
export function isAsExpected(actual: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((each, index) => isAsExpected(actual[index], each))
    );
  }
  if (isPlain(expected) && isPlain(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].every((name) => isAsExpected(actual[name], expected[name]));
  }
  return isDeepStrictEqual(actual, expected);
}

/** Whether a value is one of those that compare in a way of their own. */
export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}

/** A value as a message shows it: an asymmetric matcher by its name. */
export function shownValue(value: unknown): string {
  if (!isAsymmetric(value)) {
    return inspect(value, { depth: 4, breakLength: Number.POSITIVE_INFINITY });
  }
  const { sample } = value as { sample?: unknown };
  const of = typeof sample === "function" ? sample.name : inspect(sample, { depth: 2 });
  return `${String(value)}${sample === undefined ? "" : `<${of}>`}`;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm, such as a sandbox of Jest's, is as plain as one of this.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
