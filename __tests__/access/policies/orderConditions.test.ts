import { isMet } from "./question.js";

const key = "aws:CurrentTime";

describe("an operator on values in order", () => {
  test.each<[string, string, string, boolean]>([
    ["NumericLessThan", "10", "9", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "10", "10.5", true],
    ["NumericGreaterThan", "-1", "-2", false],
    ["NumericGreaterThanEquals", "10", "1e1", true],
    ["NumericGreaterThanEquals", "0.3", "0.30000000000000001", true],
    ["NumericEquals", "0.3", "0.30000000000000001", false],
    ["NumericEquals", ".5", "5e-1", true],
    ["NumericGreaterThan", "1", "1e500", false],
    ["NumericLessThan", "1", "", false],
    ["NumericLessThanEquals", "x", "1", false],
    ["DateEquals", "2030-01-01T00:00:00Z", "2030-01-01T01:30:00+01:30", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "2029-12-31T19:00:00-0500", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "2030-01-01T00:00Z", true],
    ["DateLessThan", "2030-01-01", "2029-12-31T23:59:59.999Z", true],
    ["DateLessThan", "2030-01-01", "2030-01-01T00:00:00Z", false],
    ["DateLessThanEquals", "2030-01-01", "2030-01-01T00:00:00Z", true],
    ["DateGreaterThan", "1893456000", "2030-01-01T00:00:00.001Z", true],
    ["DateGreaterThanEquals", "2030-01-01", "1893456000", true],
    ["DateGreaterThan", "2024-02-28", "2024-02-29", true],
    ["DateGreaterThan", "2023-02-28", "2023-02-29", false],
    ["DateGreaterThan", "2023-01-01", "2023-13-01", false],
    ["DateGreaterThan", "2023-01-01", "2023-06-01T24:00:00Z", false],
  ])("%s %s has for the value %s the result %s", (operator, expected, actual, result) => {
    expect(isMet({ [operator]: { [key]: expected } }, { [key]: actual })).toBe(result);
  });
});
