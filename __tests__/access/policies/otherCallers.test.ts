import { evaluate } from "../../../lib/access/policies/evaluate.js";
import {
  accountA,
  accountB,
  allow,
  anonymous,
  arnOf,
  bob,
  compiled,
  deny,
  type Given,
  lacking,
  own,
  question,
  rootB,
  s3Service,
  session,
  to,
  verdict,
} from "./question.js";

describe("for another account", () => {
  test.each<[string, Given, string]>([
    [
      "both sides are needed, and both may be lacking",
      {},
      "implicit: identity-based policy, resource-based policy",
    ],
    [
      "the caller's side alone is not enough",
      { identityPolicies: own },
      "implicit: resource-based policy",
    ],
    [
      "the bucket's side alone is not enough",
      { resourcePolicy: to("*") },
      "implicit: identity-based policy",
    ],
    [
      "the account may be named",
      { identityPolicies: own, resourcePolicy: to({ AWS: accountB }) },
      "yes",
    ],
    [
      "the account's root may be named",
      { identityPolicies: own, resourcePolicy: to({ AWS: arnOf(rootB) }) },
      "yes",
    ],
    [
      "the user may be named",
      { identityPolicies: own, resourcePolicy: to({ AWS: arnOf(bob) }) },
      "yes",
    ],
    ["everyone may be named", { identityPolicies: own, resourcePolicy: to("*") }, "yes"],
    ["an ACL may grant", { identityPolicies: own, aclGrant: "account" }, "yes"],
    [
      "a boundary limits",
      { identityPolicies: own, permissionsBoundary: lacking, resourcePolicy: to("*") },
      "implicit: permissions boundary",
    ],
    [
      "the root user needs the bucket's side",
      { principal: rootB },
      "implicit: resource-based policy",
    ],
    ["the root user needs no more", { principal: rootB, resourcePolicy: to("*") }, "yes"],
    [
      "RestrictPublicBuckets keeps it out",
      {
        identityPolicies: own,
        resourcePolicy: to({ AWS: accountB }),
        restrictsPublicBuckets: true,
      },
      "restrictPublicBuckets",
    ],
    [
      "a Deny is told before RestrictPublicBuckets",
      { identityPolicies: [compiled(deny)], restrictsPublicBuckets: true },
      "explicit: identity-based policy",
    ],
  ])("%s", (_fact, given, expected) => {
    expect(verdict(evaluate(question({ principal: bob, ...given })))).toBe(expected);
  });

  test("a bucket policy can deny its objects in the bucket, and not allow them to be read", () => {
    const foreign = { objectOwnerId: accountB, resourcePolicy: to("*") };
    expect(verdict(evaluate(question({ identityPolicies: own, ...foreign })))).toBe(
      "implicit: resource-based policy",
    );
    expect(
      verdict(evaluate(question({ identityPolicies: own, ...foreign, aclGrant: "account" }))),
    ).toBe("yes");
    expect(verdict(evaluate(question({ principal: bob, identityPolicies: own, ...foreign })))).toBe(
      "yes",
    );
    const denied = { principal: bob, identityPolicies: own, objectOwnerId: accountB };
    const resourcePolicy = compiled({ ...deny, Principal: "*" });
    expect(verdict(evaluate(question({ ...denied, resourcePolicy })))).toBe(
      "explicit: resource-based policy",
    );
  });
});

describe("an anonymous caller", () => {
  test.each<[string, Given, string]>([
    ["is everyone", { resourcePolicy: to("*") }, "yes"],
    [
      "is nobody's account",
      { resourcePolicy: to({ AWS: accountA }) },
      "implicit: resource-based policy",
    ],
    ["is in the group of all users", { aclGrant: "group" }, "yes"],
    ["is let in by nothing else", { identityPolicies: own }, "implicit: resource-based policy"],
    [
      "is kept out by RestrictPublicBuckets",
      { resourcePolicy: to("*"), restrictsPublicBuckets: true },
      "restrictPublicBuckets",
    ],
    [
      "has no ARN",
      {
        resourcePolicy: compiled({
          ...allow,
          Principal: "*",
          Condition: { StringLike: { "aws:PrincipalArn": "*" } },
        }),
      },
      "implicit: resource-based policy",
    ],
    [
      "has the type Anonymous",
      {
        resourcePolicy: compiled({
          ...allow,
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalType": "Anonymous" } },
        }),
      },
      "yes",
    ],
  ])("%s", (_fact, given, expected) => {
    expect(verdict(evaluate(question({ principal: anonymous, ...given })))).toBe(expected);
  });
});

describe("an AWS service", () => {
  test.each<[string, Given, string]>([
    ["needs its name", { resourcePolicy: to({ Service: "s3.amazonaws.com" }) }, "yes"],
    [
      "is no other service",
      { resourcePolicy: to({ Service: "logging.s3.amazonaws.com" }) },
      "implicit: resource-based policy",
    ],
    [
      "is spared by RestrictPublicBuckets",
      { resourcePolicy: to({ Service: "s3.amazonaws.com" }), restrictsPublicBuckets: true },
      "yes",
    ],
  ])("%s", (_fact, given, expected) => {
    expect(verdict(evaluate(question({ principal: s3Service, ...given })))).toBe(expected);
  });

  test("is not what its role sessions are", () => {
    const resourcePolicy = to({ Service: "s3.amazonaws.com" });
    expect(verdict(evaluate(question({ principal: session, resourcePolicy })))).toBe(
      "implicit: identity-based policy",
    );
  });
});
