import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import type { AccessQuestion } from "../../../lib/access/policies/decision/accessQuestion.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { defaultKeyPolicy, fullAccessPolicy } from "../../../lib/access/policies/knownPolicies.js";
import type { PolicyPrincipal } from "../../../lib/access/policies/language/policyPrincipal.js";
import {
  accountA,
  accountB,
  alice,
  arnOf,
  bob,
  compiled,
  lacking,
  question,
  roleArn,
  rootA,
  s3Service,
  session,
  verdict,
} from "./question.js";

describe("a KMS key", () => {
  const key = `arn:aws:kms:us-east-1:${accountA}:key/KS`;
  const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: key };
  const byDefault = compilePolicy(defaultKeyPolicy(accountA));
  const naming = (AWS: string) => compiled({ ...decrypt, Resource: "*", Principal: { AWS } });
  const ask = (given: Partial<AccessQuestion>) =>
    verdict(
      evaluate(
        question({
          action: "kms:Decrypt",
          resource: key,
          resourceKind: "key",
          principal: session,
          ...given,
        }),
      ),
    );
  const mayDecrypt = [compiled(decrypt)];
  const ofB: PolicyPrincipal = {
    type: "AssumedRole",
    arn: `arn:aws:sts::${accountB}:assumed-role/r/s`,
    roleArn: `arn:aws:iam::${accountB}:role/r`,
  };

  test.each<[string, Partial<AccessQuestion>, string]>([
    [
      "delegates by its default policy",
      { resourcePolicy: byDefault, identityPolicies: mayDecrypt },
      "yes",
    ],
    [
      "only delegates by its default policy",
      { resourcePolicy: byDefault },
      "implicit: identity-based policy",
    ],
    [
      "does not delegate to other accounts",
      { principal: ofB, resourcePolicy: byDefault, identityPolicies: mayDecrypt },
      "implicit: resource-based policy",
    ],
    ["allows the role it names", { resourcePolicy: naming(roleArn) }, "yes"],
    ["allows the user it names", { principal: alice, resourcePolicy: naming(arnOf(alice)) }, "yes"],
    [
      "does not allow what it does not name",
      { resourcePolicy: naming(arnOf(bob)), identityPolicies: mayDecrypt },
      "implicit: resource-based policy",
    ],
    [
      "names a role of another account, which needs its own policy too",
      { principal: ofB, resourcePolicy: naming(`arn:aws:iam::${accountB}:role/r`) },
      "implicit: identity-based policy",
    ],
    [
      "allows a role of another account on both sides",
      {
        principal: ofB,
        resourcePolicy: naming(`arn:aws:iam::${accountB}:role/r`),
        identityPolicies: mayDecrypt,
      },
      "yes",
    ],
    [
      "allows another account on both sides",
      { principal: ofB, resourcePolicy: naming(accountB), identityPolicies: mayDecrypt },
      "yes",
    ],
    [
      "does not obey the root user it does not name",
      { principal: rootA, resourcePolicy: naming(roleArn) },
      "implicit: resource-based policy",
    ],
    ["obeys the root user it names", { principal: rootA, resourcePolicy: byDefault }, "yes"],
    [
      "limits the role it names by its boundary",
      { resourcePolicy: naming(roleArn), permissionsBoundary: lacking },
      "implicit: permissions boundary",
    ],
    [
      "is not found by an alias",
      {
        resourcePolicy: byDefault,
        identityPolicies: [
          compiled({ ...decrypt, Resource: `arn:aws:kms:us-east-1:${accountA}:alias/a` }),
        ],
      },
      "implicit: identity-based policy",
    ],
  ])("%s", (_fact, given, expected) => {
    expect(ask(given)).toBe(expected);
  });
});

describe("a role", () => {
  const trust = (statement: object) =>
    compiled({ Effect: "Allow", Action: "sts:AssumeRole", ...statement });
  const assume = (given: Parameters<typeof question>[0]) =>
    verdict(
      evaluate(
        question({
          principal: s3Service,
          action: "sts:AssumeRole",
          resource: roleArn,
          resourceKind: "role",
          ...given,
        }),
      ),
    );
  const no = "implicit: resource-based policy";
  const fromS3 = { Principal: { Service: "s3.amazonaws.com" } };
  const ofAnother = { StringEquals: { "aws:SourceAccount": "999999999999" } };

  test.each<[string, Parameters<typeof question>[0], string]>([
    ["trusts the service it names", { resourcePolicy: trust(fromS3) }, "yes"],
    [
      "trusts no other service",
      { resourcePolicy: trust({ Principal: { Service: "ec2.amazonaws.com" } }) },
      no,
    ],
    ["without a trust policy trusts nobody", {}, no],
    ["trusts under conditions", { resourcePolicy: trust({ ...fromS3, Condition: ofAnother }) }, no],
    [
      "trusts where its conditions are met",
      {
        resourcePolicy: trust({ ...fromS3, Condition: ofAnother }),
        values: { "aws:SourceAccount": "999999999999" },
      },
      "yes",
    ],
    ["asks no identity policy about services", { identityPolicies: [fullAccessPolicy("all")] }, no],
  ])("%s", (_fact, given, expected) => {
    expect(assume(given)).toBe(expected);
  });
});
