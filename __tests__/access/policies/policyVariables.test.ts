// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how policies write variables.

import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { alice, isMet, policyOf, question } from "./question.js";

describe("a policy variable", () => {
  const like = (pattern: string) => ({ StringLike: { "s3:prefix": pattern } });

  test.each<[string, string, string, boolean]>([
    ["takes the value of the request", "home/${aws:username}/*", "home/alice/x", true],
    ["may be written in any case", "home/${AWS:UserName}/*", "home/alice/x", true],
    ["without a value matches nothing", "home/${aws:PrincipalTag/team}/*", "home//x", false],
    [
      "takes its default where there is no value",
      "${aws:PrincipalTag/team, 'all'}/*",
      "all/x",
      true,
    ],
    ["takes its value before its default", "${aws:username, 'all'}/*", "alice/x", true],
    ["for a star is a star", "${*}", "*", true],
    ["for a star is no wildcard", "${*}", "x", false],
    ["for a question mark is one", "a${?}", "a?", true],
    ["for a dollar is one", "a${$}", "a$", true],
    ["of several values matches nothing", "${s3:RequestObjectTagKeys}", "a", false],
    ["of several values has no default", "${s3:RequestObjectTagKeys, 'b'}", "b", false],
    ["left open is plain text", "${aws:username", "${aws:username", true],
    ["has a value without wildcards", "${aws:Referer}", "anything", false],
  ])("%s", (_fact, pattern, prefix, result) => {
    const values = { "s3:prefix": prefix, "s3:RequestObjectTagKeys": ["a"], "aws:Referer": "*" };
    expect(isMet(like(pattern), values)).toBe(result);
  });
});

test("a policy variable without a value is unequal to every text, as recorded in 2026", () => {
  const values = { "s3:prefix": "a", "s3:RequestObjectTagKeys": ["a"] };
  const unequal = (value: string) => isMet({ StringNotEquals: { "s3:prefix": value } }, values);
  expect(unequal("${s3:RequestObjectTagKeys}")).toBe(true);
  expect(unequal("${aws:PrincipalTag/team}")).toBe(true);
});

describe("a policy variable in a Resource", () => {
  const ofTheirOwn = {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::src/${aws:username}/*",
  };
  const read = (resource: string, document: object) =>
    evaluate(question({ principal: alice, resource, identityPolicies: [compilePolicy(document)] }))
      .isAllowed;

  test("stands for the caller's name", () => {
    expect(read("arn:aws:s3:::src/alice/k", policyOf(ofTheirOwn))).toBe(true);
    expect(read("arn:aws:s3:::src/bob/k", policyOf(ofTheirOwn))).toBe(false);
  });

  test.each(["2008-10-17", undefined])("is plain text in a document of Version %s", (Version) => {
    const document = { ...policyOf(ofTheirOwn), Version };
    expect(read("arn:aws:s3:::src/alice/k", document)).toBe(false);
    expect(read("arn:aws:s3:::src/${aws:username}/k", document)).toBe(true);
  });

  test("without a value leaves NotResource with everything", () => {
    const deny = {
      Effect: "Deny",
      Action: "s3:*",
      NotResource: "arn:aws:s3:::src/${aws:PrincipalTag/team}/*",
    };
    const allow = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    expect(read("arn:aws:s3:::src/k", policyOf(allow, deny))).toBe(false);
  });
});
