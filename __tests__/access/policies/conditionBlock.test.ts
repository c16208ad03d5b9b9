import { isMet } from "./question.js";

describe("a Condition block", () => {
  const values = { "aws:SourceVpc": "vpc-1", "aws:PrincipalOrgID": "o-1" };

  test("needs each operator and each key of an operator", () => {
    const both = { StringEquals: { "aws:SourceVpc": "vpc-1", "aws:PrincipalOrgID": "o-1" } };
    expect(isMet(both, values)).toBe(true);
    expect(isMet({ ...both, StringLike: { "aws:SourceVpc": "vpc-2*" } }, values)).toBe(false);
    expect(isMet(both, { ...values, "aws:PrincipalOrgID": "o-2" })).toBe(false);
  });

  test("needs one of the values of a key, and none of them where the operator is negated", () => {
    const list = ["vpc-2", "vpc-1"];
    expect(isMet({ StringEquals: { "aws:SourceVpc": list } }, values)).toBe(true);
    expect(isMet({ StringNotEquals: { "aws:SourceVpc": list } }, values)).toBe(false);
  });

  test("finds keys in any case", () => {
    expect(isMet({ StringEquals: { "AWS:sourceVPC": "vpc-1" } }, values)).toBe(true);
  });

  test("with an empty list of values is met by no value", () => {
    expect(isMet({ StringEquals: { "aws:SourceVpc": [] } }, values)).toBe(false);
    expect(isMet({ StringNotEquals: { "aws:SourceVpc": [] } }, values)).toBe(true);
  });

  test("takes numbers and booleans for text", () => {
    expect(
      isMet({ Bool: { "aws:SecureTransport": true } }, { "aws:SecureTransport": "true" }),
    ).toBe(true);
    expect(isMet({ NumericLessThan: { "s3:max-keys": 10 } }, { "s3:max-keys": "9" })).toBe(true);
  });

  test.each(["StringEqual", "stringequals", "NullIfExists", "ForAnyValue:Null", "ForSome:Bool"])(
    "with the unknown operator %s does not compile",
    (operator) => {
      expect(() => isMet({ [operator]: { "aws:SourceVpc": "x" } }, {})).toThrow(
        `There is no condition operator ${JSON.stringify(operator)}`,
      );
    },
  );
});
