import type { OperatorDefinition, OrderComparison } from "./conditionOperators.js";
import { compareDecimals, readDecimal } from "./decimal.js";
import { readPolicyDate } from "./policyDate.js";
import type { ValueTest } from "./valueTest.js";

const holds: Readonly<Record<OrderComparison, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};

/**
 * Compiles the operators on numbers and dates. A value that is none, on either side, is unequal to
 * every other and neither less nor greater; recorded 2026.
 */
export function compileOrderTest(
  { family, isNegated, order = "Equals" }: OperatorDefinition,
  values: readonly string[],
): ValueTest {
  return family === "Date"
    ? compileComparisons(values, readPolicyDate, (left, right) => left - right)
    : compileComparisons(values, readDecimal, compareDecimals);

  function compileComparisons<T>(
    texts: readonly string[],
    read: (text: string) => T | undefined,
    compare: (left: T, right: T) => number,
  ): ValueTest {
    const expected = texts.map(read);
    return (text) => {
      const actual = read(text);
      const matches = expected.some(
        (each) => actual !== undefined && each !== undefined && holds[order](compare(actual, each)),
      );
      return matches !== isNegated;
    };
  }
}
