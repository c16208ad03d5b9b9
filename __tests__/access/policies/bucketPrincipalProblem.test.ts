import { bucketPolicyProblem } from "../../../lib/access/policies/documents/bucketPolicyProblem.js";
import { options, problemIn, statement, text } from "./bucketPolicies.js";
import { accountA, policyOf } from "./question.js";

describe("PutBucketPolicy refuses", () => {
  test.each<[string, unknown, string]>([
    [
      "part of an ARN",
      { AWS: `arn:aws:iam::${accountA}:user/*` },
      `arn:aws:iam::${accountA}:user/*`,
    ],
    ["all services", { Service: "*.amazonaws.com" }, "*.amazonaws.com"],
    ["text", "someone", "someone"],
    ["nobody", {}, ""],
    ["a group", { AWS: `arn:aws:iam::${accountA}:group/g` }, `arn:aws:iam::${accountA}:group/g`],
    ["a short account", { AWS: [accountA, "123"] }, "123"],
    ["an unknown kind", { Foo: "x" }, "x"],
    ["a kind that objects have", { toString: "x" }, "x"],
    ["a canonical user that is none", { CanonicalUser: "abc" }, "abc"],
    ["a number", { AWS: 1 }, "1"],
  ])("%s for a principal, and tells the entry", (_what, Principal, detail) => {
    expect(problemIn({ Principal })).toEqual({
      code: "MalformedPolicy",
      message: "Invalid principal in policy",
      detail,
    });
  });

  test("principals that do not exist, where it is told who does", () => {
    const arn = `arn:aws:iam::${accountA}:role/gone`;
    const principalExists = (entry: string) => entry === accountA;
    const refuse = (AWS: string) =>
      bucketPolicyProblem(text(policyOf({ ...statement, Principal: { AWS } })), {
        ...options,
        principalExists,
      });
    expect(refuse(arn)).toEqual({
      code: "MalformedPolicy",
      message: "Invalid principal in policy",
      detail: arn,
    });
    expect(refuse(accountA)).toBeUndefined();
    expect(refuse("*")).toBeUndefined();
  });
});
