import { isDeniedBy, isMet } from "./question.js";

const key = "aws:RequestTag/value";

describe("a condition operator, as recorded in 2026,", () => {
  test.each<[string, string | string[], string | undefined, boolean]>([
    ["StringEquals", "prod", "prod", true],
    ["StringEquals", "prod", "Prod", false],
    ["StringEquals", "p*", "prod", false],
    ["StringEquals", "p*", "p*", true],
    ["StringNotEquals", "prod", "Prod", true],
    ["StringEqualsIgnoreCase", "prod", "PrOd", true],
    ["StringNotEqualsIgnoreCase", "prod", "PrOd", false],
    ["StringEqualsIgnoreCase", "I", "\u0131", false],
    ["StringEqualsIgnoreCase", "i", "\u0130", false],
    ["StringEqualsIgnoreCase", "K", "\u212a", true],
    ["StringEqualsIgnoreCase", "s", "\u017f", false],
    ["StringEqualsIgnoreCase", "\u00df", "\u1e9e", true],
    ["StringEqualsIgnoreCase", "\u00df", "SS", false],
    ["StringEqualsIgnoreCase", "\u03a3", "\u03c2", false],
    ["StringEqualsIgnoreCase", "\u03a3", "\u03c3", true],
    ["StringEqualsIgnoreCase", "\u039f\u03a3", "\u03bf\u03c2", true],
    ["StringEqualsIgnoreCase", "\u039f\u03a3", "\u03bf\u03c3", false],
    ["StringEqualsIgnoreCase", "\u00e9", "e\u0301", false],
    ["StringLike", "a?b", "a:b", true],
    ["StringLike", "a?b", "a\nb", true],
    ["StringLike", "a*b", "a\nb", true],
    ["StringLike", "a*b", "a/x/b", true],
    ["StringLike", "a[b]", "ab", false],
    ["StringLike", "a\\*b", "a*b", false],
    ["StringLike", "\u{10400}?", "\u{10400}x", true],
    ["StringLike", "\u{10400}?", "\u{10400}\u{10428}", false],
    ["StringNotLike", "a*b", "a/x/b", false],
    ["NumericEquals", "1", "01", true],
    ["NumericEquals", "1", "+1", true],
    ["NumericEquals", "1", "1.0", true],
    ["NumericEquals", "1", "1e0", true],
    ["NumericEquals", "1.", "1", true],
    ["NumericEquals", "1", "", false],
    ["NumericEquals", "1", "NaN", false],
    ["NumericEquals", "1", "Infinity", false],
    ["NumericEquals", "1", "no-number", false],
    ["NumericNotEquals", "1", "no-number", true],
    ["NumericNotEquals", "NaN", "1", true],
    ["NumericEquals", "9007199254740993", "9007199254740992", false],
    ["NumericLessThan", "9007199254740993", "9007199254740992", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "1893456000", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "+1893456000", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "2030-01-01", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "2030-01-01T00:00:00", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "2030-01-01T00:00:00.0001Z", true],
    ["DateEquals", "2030-01-01T00:00:00.1231Z", "2030-01-01T00:00:00.1239Z", true],
    ["DateEquals", "2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z", false],
    ["DateEquals", "2030-01-01T00:00:00Z", "not-a-date", false],
    ["DateEquals", "not-a-date", "not-a-date", false],
    ["DateNotEquals", "not-a-date", "2030-01-01T00:00:00Z", true],
    ["DateNotEquals", "2030-01-01T00:00:00Z", "not-a-date", true],
    ["Bool", "false", "True", false],
    ["Bool", "TRUE", "true", true],
    ["Bool", "false", "yes", true],
    ["Bool", "yes", "false", true],
    ["Bool", "false", "", true],
    ["Bool", "false", " true ", true],
    ["BinaryEquals", "YQ==", "YQ==", true],
    ["BinaryEquals", "YQ==", "YQ", false],
    ["BinaryEquals", "YQ==", "YR==", false],
    ["BinaryEquals", "YQ==", " YQ== ", false],
    ["IpAddress", "192.0.2.0/24", "192.0.2.255", true],
    ["IpAddress", "192.0.2.0/24", "192.0.3.1", false],
    ["IpAddress", "192.0.2.5/24", "192.0.2.1", true],
    ["IpAddress", "192.0.2.0/31", "192.0.2.2", false],
    ["IpAddress", "192.0.2.1", "192.0.2.1", true],
    ["IpAddress", "192.0.2.1", "192.0.2.2", false],
    ["IpAddress", "192.0.2.0/0", "203.0.113.1", true],
    ["IpAddress", "192.0.2.0/0", "2001:db8::1", false],
    ["NotIpAddress", "192.0.2.0/0", "2001:db8::1", true],
    ["IpAddress", "192.000.002.0/24", "192.0.2.1", true],
    ["IpAddress", "192.0.2.0/024", "192.0.2.1", true],
    ["IpAddress", "192.0.2.0/+24", "192.0.2.1", true],
    ["IpAddress", "192.0.2.0/24", "192.000.2.1", true],
    ["IpAddress", "192.0.2.0/24", "::ffff:192.0.2.1", true],
    ["IpAddress", "192.0.2.0/24", "192.0.2.1/32", false],
    ["NotIpAddress", "192.0.2.0/24", "192.0.2.1/32", false],
    ["NotIpAddress", "192.0.2.0/24", "not-an-ip", false],
    ["NotIpAddress", "192.0.2.0/24", "", false],
    ["NotIpAddress", "not-an-ip", "192.0.2.1", true],
    ["NotIpAddress", "not-an-ip", "not-an-ip", false],
    ["IpAddress", "2001:db8::5/64", "2001:db8::5", false],
    ["NotIpAddress", "2001:db8::5/64", "2001:db8::6", false],
    ["IpAddress", "2001:db8::4/127", "2001:db8::5", true],
    ["ArnLike", "arn:aws:iam::*:user/*", "arn:aws:iam::123456789012:user/test", true],
    ["ArnEquals", "arn:aws:iam::*:user/*", "arn:aws:iam::123456789012:user/test", true],
    ["ArnLike", "arn:aws:iam::*:user/*", "arn:aws:iam::123456789012:role/test", false],
    ["ArnLike", "arn:aws:iam::*:user/*", "not-an-arn", false],
    ["ArnNotLike", "arn:aws:iam::*:user/*", "not-an-arn", false],
    ["ArnNotLike", "arn:aws:iam::*:user/*", "", false],
    ["ArnNotLike", "arn:aws:iam::*:user/*", "arn:aws:iam::123456789012:role/test", true],
    ["ArnLike", "arn:aws:*:user/x", "arn:aws:iam::123456789012:user/x", false],
    ["ArnLike", "arn:aws:sns:*:1:a:*", "arn:aws:sns:eu-west-1:1:a:b:c", true],
    ["ArnLike", ["not-an-arn", "arn:aws:iam::*:user/*"], "arn:aws:iam::1:user/t", false],
    ["ArnLike", ["arn:aws:iam::*:user/*", "not-an-arn"], "arn:aws:iam::1:user/t", true],
    ["Null", "true", undefined, true],
    ["Null", "true", "present", false],
    ["Null", "TRUE", "present", false],
    ["Null", "false", "present", true],
    ["Null", "yes", "present", true],
    ["Null", "false", undefined, false],
  ])("%s %j has for the value %j the result %s", (operator, expected, actual, result) => {
    const condition = { [operator]: { [key]: expected } };
    expect(isMet(condition, { [key]: actual })).toBe(result);
  });

  test.each<[string, string | string[], string, boolean]>([
    ["ArnLike", "not-an-arn", "arn:aws:iam::1:user/t", true],
    ["ArnNotLike", "not-an-arn", "arn:aws:iam::1:user/t", true],
    ["ArnLike", "not-an-arn", "not-an-arn", false],
    ["ArnNotLike", "not-an-arn", "not-an-arn", false],
    ["ArnLike", ["not-an-arn", "arn:aws:iam::*:role/*"], "arn:aws:iam::1:user/t", true],
    ["ArnNotLike", ["arn:aws:iam::*:user/*", "not-an-arn"], "arn:aws:iam::1:user/t", false],
    ["ArnNotLike", ["arn:aws:iam::*:role/*", "not-an-arn"], "arn:aws:iam::1:user/t", true],
  ])("%s %j makes a Deny for the value %j apply: %s", (operator, expected, actual, result) => {
    expect(isDeniedBy({ [operator]: { [key]: expected } }, { [key]: actual })).toBe(result);
  });
});

describe("a multivalued key, as recorded in 2026,", () => {
  const tagKeys = "aws:TagKeys";
  const none: string[] = [];

  test.each<[string, string[], boolean]>([
    ["StringEquals", none, false],
    ["StringEquals", ["team"], false],
    ["StringEquals", ["team", "env"], false],
    ["StringNotEquals", none, true],
    ["StringNotEquals", ["team"], false],
    ["StringNotEquals", ["env"], false],
    ["StringNotEquals", ["team", "env"], false],
    ["StringEqualsIfExists", none, true],
    ["StringEqualsIfExists", ["team"], false],
    ["StringNotEqualsIfExists", none, true],
    ["StringNotEqualsIfExists", ["env"], false],
    ["ForAnyValue:StringEquals", none, false],
    ["ForAnyValue:StringEquals", ["team"], true],
    ["ForAnyValue:StringEquals", ["env"], false],
    ["ForAnyValue:StringEquals", ["team", "env"], true],
    ["ForAllValues:StringEquals", none, true],
    ["ForAllValues:StringEquals", ["team"], true],
    ["ForAllValues:StringEquals", ["env"], false],
    ["ForAllValues:StringEquals", ["team", "env"], false],
    ["ForAnyValue:StringNotEquals", none, false],
    ["ForAnyValue:StringNotEquals", ["team"], false],
    ["ForAnyValue:StringNotEquals", ["env"], true],
    ["ForAnyValue:StringNotEquals", ["team", "env"], true],
    ["ForAllValues:StringNotEquals", none, true],
    ["ForAllValues:StringNotEquals", ["team"], false],
    ["ForAllValues:StringNotEquals", ["env"], true],
  ])("meets %s team with the values %j: %s", (operator, actual, result) => {
    expect(isMet({ [operator]: { [tagKeys]: "team" } }, { [tagKeys]: actual })).toBe(result);
  });

  test.each<[string, string[], boolean]>([
    ["ForAnyValue:NumericEquals", ["no-number"], false],
    ["ForAnyValue:NumericEquals", ["no-number", "1"], true],
    ["ForAllValues:NumericEquals", ["no-number", "1"], false],
    ["ForAnyValue:NumericNotEquals", ["no-number"], true],
    ["ForAllValues:NumericNotEquals", ["no-number", "2"], true],
    ["ForAllValues:NumericNotEquals", ["1", "2"], false],
  ])("meets %s 1 with the values %j: %s", (operator, actual, result) => {
    expect(isMet({ [operator]: { [tagKeys]: "1" } }, { [tagKeys]: actual })).toBe(result);
  });
});

describe("an absent key", () => {
  test.each<[string, boolean]>([
    ["StringEquals", false],
    ["StringLike", false],
    ["StringNotEquals", true],
    ["StringNotLike", true],
    ["ArnNotEquals", true],
    ["NotIpAddress", true],
    ["NumericNotEquals", true],
    ["Bool", false],
    ["BoolIfExists", true],
    ["IpAddressIfExists", true],
    ["ForAllValues:StringLike", true],
    ["ForAnyValue:StringLike", false],
    ["ForAnyValue:StringNotLike", false],
    ["ForAnyValue:StringLikeIfExists", true],
  ])("meets %s: %s", (operator, result) => {
    expect(isMet({ [operator]: { "aws:SourceVpc": "x" } }, {})).toBe(result);
  });
});

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
