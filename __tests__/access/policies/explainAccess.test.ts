import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import { accessDeniedMessage } from "../../../lib/access/policies/decision/accessDeniedMessage.js";
import type { AccessQuestion } from "../../../lib/access/policies/decision/accessQuestion.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { explainAccess } from "../../../lib/access/policies/explainAccess.js";
import {
  accountA,
  alice,
  anonymous,
  bob,
  compiled,
  policyOf,
  question,
  roleArn,
  rootB,
  s3Service,
  session,
} from "./question.js";

const everything = compiled({ Effect: "Allow", Action: "*", Resource: "*" });

test("an explicit Deny is told with its statement and the values that met its conditions", () => {
  const statement = {
    Sid: "OnlyV1",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:GetObjectVersion",
    Resource: "arn:aws:s3:::src/*",
    Condition: { StringNotEquals: { "s3:VersionId": "v1" } },
  };
  const other = { ...statement, Sid: "Other", Action: "s3:PutObject" };
  const resourcePolicy = compilePolicy(policyOf(other, statement), "bucket policy of src");
  const asked = question({
    action: "s3:GetObjectVersion",
    identityPolicies: [everything],
    resourcePolicy,
    values: { "s3:VersionId": "v2" },
  });
  const decision = evaluate(asked);
  expect(decision).toEqual({
    isAllowed: false,
    reason: "explicitDeny",
    policyType: "resource-based policy",
    statement: {
      policyType: "resource-based policy",
      policyName: "bucket policy of src",
      index: 1,
      sid: "OnlyV1",
      statement,
    },
    conditions: [
      {
        operator: "StringNotEquals",
        key: "s3:VersionId",
        expected: ["v1"],
        actual: "v2",
        isMet: true,
      },
    ],
  });
});

test("an allowed request tells which statements on which sides allowed it", () => {
  const mine = compilePolicy(policyOf({ Effect: "Allow", Action: "*", Resource: "*" }), "bob's");
  const theirs = compilePolicy(
    policyOf({ Sid: "All", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
    "src's",
  );
  const asked = question({ principal: bob, identityPolicies: [mine], resourcePolicy: theirs });
  const decision = evaluate(asked);
  expect(decision.isAllowed && decision.grounds).toMatchObject([
    { type: "statement", statement: { policyName: "bob's", index: 0, sid: undefined } },
    { type: "statement", statement: { policyName: "src's", index: 0, sid: "All" } },
  ]);
});

describe("a request that nothing allows", () => {
  test("is told with the statement that is missing, which cures it", () => {
    const asked = question({ principal: session, action: "s3:ReplicateObject" });
    const { missing } = explainAccess(asked);
    expect(missing).toEqual([
      {
        policyType: "identity-based policy",
        statement: {
          Effect: "Allow",
          Action: "s3:ReplicateObject",
          Resource: "arn:aws:s3:::src/k",
        },
      },
    ]);
    const cured = { ...asked, identityPolicies: missing.map((each) => compiled(each.statement)) };
    expect(evaluate(cured).isAllowed).toBe(true);
  });

  test.each<[string, Partial<AccessQuestion>]>([
    ["for another account", { principal: bob }],
    ["for another account's root user", { principal: rootB }],
    ["for everyone", { principal: anonymous }],
    ["for a service", { principal: s3Service }],
    [
      "for a key",
      { resourceKind: "key", action: "kms:Decrypt", resource: "arn:aws:kms:r:1:key/K" },
    ],
    [
      "for a role",
      { resourceKind: "role", principal: s3Service, action: "sts:AssumeRole", resource: roleArn },
    ],
    [
      "for a limited role",
      { principal: session, permissionsBoundary: compiled(), sessionPolicies: [compiled()] },
    ],
  ])("is cured by what is missing %s", (_case, given) => {
    const asked = question(given);
    const { decision, missing } = explainAccess(asked);
    expect(decision.isAllowed).toBe(false);
    const pasted = (type: string) =>
      missing.filter(({ policyType }) => policyType === type).map(({ statement }) => statement);
    const cured = question({
      ...given,
      identityPolicies: [compiled(...pasted("identity-based policy"))],
      permissionsBoundary: given.permissionsBoundary && compiled(...pasted("permissions boundary")),
      sessionPolicies: given.sessionPolicies && [compiled(...pasted("session policy"))],
      resourcePolicy: compiled(...pasted("resource-based policy")),
    });
    expect(evaluate(cured).isAllowed).toBe(true);
  });

  test("tells which Allows fit but for one part", () => {
    const base = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::src/*" };
    const Condition = { StringEquals: { "s3:ExistingObjectTag/team": "a" } };
    const policy = compiled(
      { ...base, Sid: "Bucket", Resource: "arn:aws:s3:::src" },
      { ...base, Sid: "Tag", Condition },
      { ...base, Sid: "Both", Action: "s3:PutObject", Condition },
      { ...base, Sid: "Action", Action: "s3:GetObjectVersion" },
      { ...base, Sid: "Deny", Effect: "Deny", Resource: "arn:aws:s3:::src" },
    );
    const values = { "s3:ExistingObjectTag/team": "b" };
    const { nearMisses } = explainAccess(question({ identityPolicies: [policy], values }));
    expect(nearMisses.map(({ statement, unmet }) => [statement.sid, unmet])).toEqual([
      ["Bucket", ["Resource"]],
      ["Tag", ["Condition"]],
      ["Action", ["Action"]],
    ]);
    expect(nearMisses[1]?.conditions).toEqual([
      {
        operator: "StringEquals",
        key: "s3:ExistingObjectTag/team",
        expected: ["a"],
        actual: "b",
        isMet: false,
      },
    ]);
  });

  test("tells of a principal that is named otherwise", () => {
    const AWS = `arn:aws:iam::${accountA}:role/repl`;
    const resourcePolicy = compiled({
      Effect: "Allow",
      Principal: { AWS },
      Action: "*",
      Resource: "*",
    });
    const asked = question({ principal: bob, identityPolicies: [everything], resourcePolicy });
    expect(explainAccess(asked).nearMisses.map(({ unmet }) => unmet)).toEqual([["Principal"]]);
  });
});

describe("the message of AccessDenied", () => {
  const messageOf = (asked: AccessQuestion) => {
    const decision = evaluate(asked);
    return decision.isAllowed ? undefined : accessDeniedMessage(asked, decision);
  };
  const user = `User: arn:aws:iam::${accountA}:user/alice is not authorized to perform:`;
  const denying = compiled({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" });
  const key = `arn:aws:kms:us-east-1:${accountA}:key/K`;

  test.each<[string, AccessQuestion, string]>([
    [
      "names the policy that denies",
      question({
        action: "s3:GetObjectVersion",
        identityPolicies: [everything],
        resourcePolicy: denying,
      }),
      `${user} s3:GetObjectVersion on resource: "arn:aws:s3:::src/k" with an explicit deny in a resource-based policy`,
    ],
    [
      "names the caller's own policy",
      question({ identityPolicies: [denying] }),
      `${user} s3:GetObject on resource: "arn:aws:s3:::src/k" with an explicit deny in an identity-based policy`,
    ],
    [
      "names the kind that does not allow",
      question({}),
      `${user} s3:GetObject on resource: "arn:aws:s3:::src/k" because no identity-based policy allows the s3:GetObject action`,
    ],
    [
      "names the boundary that does not allow",
      question({ identityPolicies: [everything], permissionsBoundary: compiled() }),
      `${user} s3:GetObject on resource: "arn:aws:s3:::src/k" because no permissions boundary allows the s3:GetObject action`,
    ],
    [
      "names no resource where there is none",
      question({ action: "s3:ListAllMyBuckets", resource: "*" }),
      `${user} s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action`,
    ],
    [
      "does not quote a key",
      question({ action: "kms:Decrypt", resource: key, resourceKind: "key" }),
      `${user} kms:Decrypt on resource: ${key} because no resource-based policy allows the kms:Decrypt action`,
    ],
    ["tells other accounts nothing", question({ principal: bob }), "Access Denied"],
    ["tells anonymous callers nothing", question({ principal: anonymous }), "Access Denied"],
    [
      "names the session of a role",
      question({ principal: session }),
      `User: arn:aws:sts::${accountA}:assumed-role/repl/s3-replication is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::src/k" because no identity-based policy allows the s3:GetObject action`,
    ],
  ])("%s", (_fact, asked, message) => {
    expect(messageOf(asked)).toBe(message);
  });
});

test("who asks is in the context without being put there", () => {
  const isAlice = { StringEquals: { "aws:username": "alice", "aws:PrincipalType": "User" } };
  const policy = compiled({ Effect: "Allow", Action: "*", Resource: "*", Condition: isAlice });
  expect(evaluate(question({ principal: alice, identityPolicies: [policy] })).isAllowed).toBe(true);
  expect(evaluate(question({ principal: session, identityPolicies: [policy] })).isAllowed).toBe(
    false,
  );
});
