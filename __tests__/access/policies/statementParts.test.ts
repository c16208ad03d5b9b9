import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { fullAccessPolicy } from "../../../lib/access/policies/knownPolicies.js";
import type { PolicyPrincipal } from "../../../lib/access/policies/language/policyPrincipal.js";
import {
  accountA,
  alice,
  allow,
  arnOf,
  bob,
  compiled,
  deny,
  question,
  roleArn,
  rootA,
  s3Service,
  session,
  verdict,
} from "./question.js";

describe("a Deny", () => {
  const everything = [fullAccessPolicy("all")];

  test.each<[string, PolicyPrincipal, object, boolean]>([
    ["with the account strikes its sessions", session, { Principal: { AWS: accountA } }, true],
    ["with the role strikes its sessions", session, { Principal: { AWS: roleArn } }, true],
    ["with the session strikes it", session, { Principal: { AWS: arnOf(session) } }, true],
    ["with another user does not strike", alice, { Principal: { AWS: arnOf(bob) } }, false],
    [
      "for everyone on a role's ARN strikes its sessions",
      session,
      { Principal: "*", Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } } },
      true,
    ],
    [
      "with NotPrincipal strikes who is not listed",
      alice,
      { NotPrincipal: { AWS: arnOf(bob) } },
      true,
    ],
    [
      "with NotPrincipal of the role alone strikes its sessions",
      session,
      { NotPrincipal: { AWS: [roleArn, accountA] } },
      true,
    ],
    [
      "with NotPrincipal of role, session and account spares the session",
      session,
      { NotPrincipal: { AWS: [roleArn, arnOf(session), accountA] } },
      false,
    ],
    [
      "with NotPrincipal of user and account spares the user",
      alice,
      { NotPrincipal: { AWS: [arnOf(alice), arnOf(rootA)] } },
      false,
    ],
    [
      "with NotPrincipal of the account spares its root user",
      rootA,
      { NotPrincipal: { AWS: accountA } },
      false,
    ],
    ["with NotPrincipal strikes services", s3Service, { NotPrincipal: { AWS: accountA } }, true],
    [
      "with NotAction strikes all else",
      alice,
      { Principal: "*", Action: undefined, NotAction: "s3:Put*" },
      true,
    ],
    [
      "with NotAction spares what it names",
      alice,
      { Principal: "*", Action: undefined, NotAction: "s3:get*" },
      false,
    ],
    [
      "with NotResource strikes all else",
      alice,
      { Principal: "*", Resource: undefined, NotResource: "arn:aws:s3:::src/z*" },
      true,
    ],
    [
      "with NotResource spares what it names",
      alice,
      { Principal: "*", Resource: undefined, NotResource: "arn:aws:s3:::src/k" },
      false,
    ],
    [
      "on versions does not concern a request without one",
      alice,
      { Principal: "*", Action: "s3:GetObjectVersion" },
      false,
    ],
    [
      "strikes where a negated key is absent",
      session,
      { Principal: "*", Condition: { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } } },
      true,
    ],
    [
      "spares an exception for the role",
      session,
      {
        Principal: "*",
        Condition: {
          NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" },
          ArnNotEquals: { "aws:PrincipalArn": roleArn },
        },
      },
      false,
    ],
  ])("%s", (_fact, principal, statement, strikes) => {
    const allows = { ...allow, Sid: "Services", Principal: { Service: "s3.amazonaws.com" } };
    const resourcePolicy = compilePolicy({
      Version: "2012-10-17",
      Statement: [allows, { ...deny, ...statement }],
    });
    const decision = evaluate(
      question({ principal, identityPolicies: everything, resourcePolicy }),
    );
    expect(decision.isAllowed).toBe(!strikes);
  });
});

describe("matching", () => {
  test.each<[string, string, string, string, boolean]>([
    ["actions without case", "S3:getobject", "*", "arn:aws:s3:::src/k", true],
    ["actions with wildcards", "s3:Get*", "*", "arn:aws:s3:::src/k", true],
    ["actions by one character", "s3:GetObjec?", "*", "arn:aws:s3:::src/k", true],
    ["actions of all services", "*", "*", "arn:aws:s3:::src/k", true],
    ["resources with case", "s3:*", "arn:aws:s3:::src/K", "arn:aws:s3:::src/k", false],
    ["a bucket alone", "s3:*", "arn:aws:s3:::src", "arn:aws:s3:::src/k", false],
    ["objects alone", "s3:*", "arn:aws:s3:::src/*", "arn:aws:s3:::src", false],
    [
      "bucket, objects and buckets that begin so",
      "s3:*",
      "arn:aws:s3:::src*",
      "arn:aws:s3:::src-2/k",
      true,
    ],
    [
      "over slashes, colons and line breaks",
      "s3:*",
      "arn:aws:s3:::src/a*z",
      "arn:aws:s3:::src/a/:\nz",
      true,
    ],
    ["one UTF-16 unit", "s3:*", "arn:aws:s3:::src/?", "arn:aws:s3:::src/\u{10400}", false],
    ["two UTF-16 units", "s3:*", "arn:aws:s3:::src/??", "arn:aws:s3:::src/\u{10400}", true],
    ["at least one after a star", "s3:*", "arn:aws:s3:::src/*?", "arn:aws:s3:::src/", false],
  ])("finds %s", (_fact, Action, Resource, resource, expected) => {
    const identityPolicies = [compiled({ Effect: "Allow", Action, Resource })];
    expect(evaluate(question({ resource, identityPolicies })).isAllowed).toBe(expected);
  });
});

test("a question may be put again, about other actions and values, to the same policy", () => {
  const policy = compiled(allow, { ...deny, Action: "s3:DeleteObject" });
  for (let turn = 0; turn < 1_000; turn += 1) {
    evaluate(question({ action: `s3:Unknown${turn}`, identityPolicies: [policy] }));
  }
  expect(verdict(evaluate(question({ identityPolicies: [policy] })))).toBe("yes");
  expect(
    verdict(evaluate(question({ action: "s3:DELETEOBJECT", identityPolicies: [policy] }))),
  ).toBe("explicit: identity-based policy");
});

test("a policy is asked about one resource after another", () => {
  const policy = compiled(allow, { ...allow, Action: "s3:PutObject" });
  const read = (resource: string) =>
    evaluate(question({ resource, identityPolicies: [policy] })).isAllowed;
  const resources = ["arn:aws:s3:::src/k", "arn:aws:s3:::dst/k", "arn:aws:s3:::src/l"];
  expect([...resources, ...resources].map(read)).toEqual([true, false, true, true, false, true]);
});
