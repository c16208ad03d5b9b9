import type { IamDocumentKind } from "../../../lib/access/policies/documents/iamDocumentKind.js";
import { iamDocumentProblem } from "../../../lib/access/policies/documents/iamDocumentProblem.js";
import { policyOf, roleArn } from "./question.js";

const own = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::src/*" };
const trust = {
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
};
const key = { Effect: "Allow", Principal: { AWS: roleArn }, Action: "kms:Encrypt", Resource: "*" };
const statements: Readonly<Record<IamDocumentKind, object>> = {
  identity: own,
  boundary: own,
  session: own,
  trust,
  key,
};
const problemOf = (kind: IamDocumentKind, change: object) =>
  iamDocumentProblem(kind, policyOf({ ...statements[kind], ...change }));

describe("a statement is refused:", () => {
  const template = { "Fn::GetAtt": ["Bucket", "Arn"] };

  test.each<[IamDocumentKind, object, string]>([
    [
      "identity",
      { Foo: 1 },
      'Syntax errors in policy. Statement[0] has "Foo"; allowed are Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition',
    ],
    [
      "identity",
      { Effect: "allow" },
      'Syntax errors in policy. Statement[0].Effect is "allow"; allowed are "Allow" and "Deny"',
    ],
    [
      "identity",
      { NotAction: "s3:PutObject" },
      "Syntax errors in policy. Statement[0] has both Action and NotAction; allowed is one of them",
    ],
    [
      "identity",
      { Sid: "a b" },
      'Statement IDs (SID) must be alpha-numeric. Statement[0].Sid is "a b"',
    ],
    [
      "identity",
      { Principal: "*" },
      "Policy document should not specify a principal. Statement[0] does",
    ],
    [
      "boundary",
      { NotPrincipal: "*" },
      "Policy document should not specify a principal. Statement[0] does",
    ],
    [
      "session",
      { Principal: "*" },
      "Policy document should not specify a principal. Statement[0] does",
    ],
    [
      "identity",
      { Resource: undefined },
      "Policy statement must contain resources. Statement[0] has none",
    ],
    [
      "identity",
      { Resource: [] },
      "Policy statement must contain resources. Statement[0] has none",
    ],
    [
      "identity",
      { Resource: "src/*" },
      'Resource src/* must be in ARN format or "*". It is in Statement[0]',
    ],
    [
      "identity",
      { Resource: [template] },
      'Statement[0].Resource has {"Fn::GetAtt":["Bucket","Arn"]}, which a template leaves to be computed; put the text itself there',
    ],
    [
      "identity",
      { Action: undefined },
      "Policy statement must contain actions. Statement[0] has none",
    ],
    [
      "identity",
      { Action: [1] },
      "Syntax errors in policy. Statement[0].Action has 1; allowed is text",
    ],
    [
      "identity",
      { Action: "GetObject" },
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. The action is "GetObject". It is in Statement[0]',
    ],
    [
      "identity",
      { Action: ["s3:GetObject", "s3:GetObjects"] },
      'There is no action "s3:GetObjects" of s3. It is in Statement[0]',
    ],
    [
      "identity",
      { Action: "kms:Decrpyt" },
      'There is no action "kms:Decrpyt" of kms. It is in Statement[0]',
    ],
    ["trust", { Resource: "*" }, "Has prohibited field Resource. Statement[0] has it"],
    ["trust", { Principal: undefined }, "Missing required field Principal. Statement[0] has none"],
    [
      "trust",
      { Principal: { AWS: "arn:aws:iam::1:role/x" } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::1:role/x". It is in Statement[0]',
    ],
    [
      "trust",
      { Principal: { AWS: { Ref: "Role" } } },
      'Statement[0].Principal has {"Ref":"Role"}, which a template leaves to be computed; put the text itself there',
    ],
    [
      "trust",
      { Action: "s3:GetObject" },
      'The action is "s3:GetObject"; allowed in a trust policy are actions of sts. It is in Statement[0]',
    ],
    [
      "key",
      { Action: "s3:GetObject" },
      'The action is "s3:GetObject"; allowed in a key policy are actions of kms. It is in Statement[0]',
    ],
    ["key", { Principal: undefined }, "Missing required field Principal. Statement[0] has none"],
    [
      "key",
      { Resource: undefined },
      "Policy statement must contain resources. Statement[0] has none",
    ],
  ])("%s %j", (kind, change, problem) => {
    expect(problemOf(kind, change)).toBe(problem);
  });

  test.each<[object, string]>([
    [
      { StringEquals: { "s3:prefx": "a" } },
      'There is no condition key "s3:prefx". Statement[0].Condition.StringEquals has it',
    ],
    [
      { StringEquals: { "aws:PrincipleArn": "a" } },
      'There is no condition key "aws:PrincipleArn". Statement[0].Condition.StringEquals has it',
    ],
    [
      { StringEquals: { "kms:ViaServices": "a" } },
      'There is no condition key "kms:ViaServices". Statement[0].Condition.StringEquals has it',
    ],
    [
      { StringEquals: { prefix: "a" } },
      'There is no condition key "prefix". Statement[0].Condition.StringEquals has it',
    ],
    [
      { StringEquals: "a" },
      'Syntax errors in policy. Statement[0].Condition.StringEquals is "a"; allowed is an object of condition keys',
    ],
    [
      { StringEquals: { "s3:prefix": { Ref: "P" } } },
      'Syntax errors in policy. Statement[0].Condition.StringEquals.s3:prefix is {"Ref":"P"}; allowed is text, a boolean, a number or a list of them',
    ],
    [
      { NumericEquals: { "s3:max-keys": "NaN" } },
      'Syntax errors in policy. Statement[0].Condition.NumericEquals.s3:max-keys is "NaN", which NumericEquals cannot compare with',
    ],
    [
      { DateEquals: { "aws:CurrentTime": "not-a-date" } },
      'Syntax errors in policy. Statement[0].Condition.DateEquals.aws:CurrentTime is "not-a-date", which DateEquals cannot compare with',
    ],
    [
      { ArnLike: { "aws:SourceArn": "not-an-arn" } },
      'Syntax errors in policy. Statement[0].Condition.ArnLike.aws:SourceArn is "not-an-arn", which ArnLike cannot compare with',
    ],
    [
      { IpAddress: { "aws:SourceIp": "not-an-ip" } },
      'Syntax errors in policy. Statement[0].Condition.IpAddress.aws:SourceIp is "not-an-ip", which IpAddress cannot compare with',
    ],
    [
      { BinaryEquals: { "s3:prefix": "no-binary" } },
      'Syntax errors in policy. Statement[0].Condition.BinaryEquals.s3:prefix is "no-binary", which BinaryEquals cannot compare with',
    ],
  ])("the condition %j", (Condition, problem) => {
    expect(problemOf("identity", { Condition })).toBe(problem);
  });

  test("an unknown operator, with those there are", () => {
    const problem = problemOf("identity", { Condition: { StringEqual: { "s3:prefix": "a" } } });
    expect(problem).toMatch(
      /^Invalid Condition type : StringEqual\. .*; allowed are StringEquals, /,
    );
    expect(problemOf("identity", { Condition: { NullIfExists: {} } })).toMatch(/NullIfExists/);
  });
});
