import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { fullAccessPolicy } from "../../../lib/access/policies/knownPolicies.js";
import {
  accountA,
  alice,
  allow,
  arnOf,
  compiled,
  deny,
  type Given,
  lacking,
  own,
  question,
  roleArn,
  rootA,
  session,
  to,
  verdict,
} from "./question.js";

describe("in the bucket's own account", () => {
  test.each<[string, Given, string]>([
    ["the caller's policy is enough", { identityPolicies: own }, "yes"],
    ["nothing allows nothing", {}, "implicit: identity-based policy"],
    [
      "a boundary that does not allow limits",
      { identityPolicies: own, permissionsBoundary: lacking },
      "implicit: permissions boundary",
    ],
    [
      "a boundary that allows does not",
      { identityPolicies: own, permissionsBoundary: compiled(allow) },
      "yes",
    ],
    [
      "a boundary alone allows nothing",
      { permissionsBoundary: compiled(allow) },
      "implicit: identity-based policy",
    ],
    [
      "a session policy that does not allow limits",
      { principal: session, identityPolicies: own, sessionPolicies: [lacking] },
      "implicit: session policy",
    ],
    ["the bucket policy's user is enough", { resourcePolicy: to({ AWS: arnOf(alice) }) }, "yes"],
    [
      "the bucket policy's user is not limited by a boundary",
      { resourcePolicy: to({ AWS: arnOf(alice) }), permissionsBoundary: lacking },
      "yes",
    ],
    [
      "everyone is not limited by boundary and session policy",
      {
        principal: session,
        resourcePolicy: to("*"),
        permissionsBoundary: lacking,
        sessionPolicies: [lacking],
      },
      "yes",
    ],
    ["everyone may be written as AWS", { resourcePolicy: to({ AWS: "*" }) }, "yes"],
    [
      "the bucket policy's session is not limited by its session policy",
      {
        principal: session,
        resourcePolicy: to({ AWS: arnOf(session) }),
        sessionPolicies: [lacking],
      },
      "yes",
    ],
    [
      "the bucket policy's role is enough",
      { principal: session, resourcePolicy: to({ AWS: roleArn }) },
      "yes",
    ],
    [
      "the bucket policy's role is limited by the boundary",
      { principal: session, resourcePolicy: to({ AWS: roleArn }), permissionsBoundary: lacking },
      "implicit: permissions boundary",
    ],
    [
      "the bucket policy's role is limited by the session policy",
      { principal: session, resourcePolicy: to({ AWS: roleArn }), sessionPolicies: [lacking] },
      "implicit: session policy",
    ],
    [
      "a role of another path is another role",
      { principal: session, resourcePolicy: to({ AWS: `arn:aws:iam::${accountA}:role/repl` }) },
      "implicit: identity-based policy",
    ],
    [
      "the account in the bucket policy only delegates",
      { resourcePolicy: to({ AWS: accountA }) },
      "implicit: identity-based policy",
    ],
    [
      "the root ARN in the bucket policy only delegates",
      { resourcePolicy: to({ AWS: arnOf(rootA) }) },
      "implicit: identity-based policy",
    ],
    [
      "everyone by a condition on the principal counts as everyone",
      {
        principal: session,
        permissionsBoundary: lacking,
        resourcePolicy: compiled({
          ...allow,
          Principal: "*",
          Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*/repl" } },
        }),
      },
      "yes",
    ],
    ["the root user needs no policy", { principal: rootA }, "yes"],
    [
      "a Deny binds the root user",
      { principal: rootA, resourcePolicy: compiled({ ...deny, Principal: "*" }) },
      "explicit: resource-based policy",
    ],
    ["a group's ACL grant is enough", { aclGrant: "group" }, "yes"],
    [
      "an ACL grant to the account is not",
      { aclGrant: "account" },
      "implicit: identity-based policy",
    ],
    [
      "RestrictPublicBuckets keeps nobody out",
      { identityPolicies: own, restrictsPublicBuckets: true },
      "yes",
    ],
    [
      "another partition is another bucket",
      { identityPolicies: own, resource: "arn:aws-cn:s3:::src/k" },
      "implicit: identity-based policy",
    ],
    [
      "whoever nobody described may do everything",
      { identityPolicies: [fullAccessPolicy("not described")] },
      "yes",
    ],
  ])("%s", (_fact, given, expected) => {
    expect(verdict(evaluate(question(given)))).toBe(expected);
  });

  test.each<[string, Given]>([
    [
      "identity-based policy",
      { identityPolicies: [...own, compiled(deny)], resourcePolicy: to("*") },
    ],
    ["permissions boundary", { identityPolicies: own, permissionsBoundary: compiled(allow, deny) }],
    [
      "session policy",
      { principal: session, identityPolicies: own, sessionPolicies: [compiled(allow, deny)] },
    ],
    [
      "resource-based policy",
      { identityPolicies: own, resourcePolicy: compiled({ ...deny, Principal: "*" }) },
    ],
  ])("an explicit Deny in the %s wins", (policyType, given) => {
    expect(verdict(evaluate(question(given)))).toBe(`explicit: ${policyType}`);
  });

  test.each(["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"])(
    "a Deny does not keep the root user from %s",
    (action) => {
      const resource = "arn:aws:s3:::src";
      const resourcePolicy = compiled({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: resource,
      });
      expect(
        verdict(evaluate(question({ principal: rootA, action, resource, resourcePolicy }))),
      ).toBe("yes");
      const status = question({
        principal: rootA,
        action: "s3:GetBucketPolicyStatus",
        resource,
        resourcePolicy,
      });
      expect(verdict(evaluate(status))).toBe("explicit: resource-based policy");
    },
  );
});
